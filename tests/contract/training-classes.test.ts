/** Classes of trainings: opened, signed in to, ended with a picture, and everybody's minutes given once. */
import { randomUUID } from 'node:crypto';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo } from './support/desk';
import { guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import {
  attend,
  BOSS,
  freshTraining,
  LEARNER,
  look,
  openClass,
  planTraining,
  sessionStored,
  tick,
  trainingStored,
} from './support/training';

const cloud = useCloud();

const MINUTE = 60_000;
const learner = phoneOf(LEARNER);
const trainer = phone('safety');
const NOBODY = randomUUID();

beforeAll(() => planTraining(cloud()));

const secretOf = async (id: string): Promise<string> => (await sessionStored(cloud(), id)).secret;

/** Six digits that are not those. */
const other = (secret: string): string => String((Number(secret) + 1) % 1_000_000).padStart(6, '0');

const close = async (id: string) =>
  cloud().callOk(trainer, 'training.sessions.close', { sessionId: id, photo: await photo(cloud(), trainer) });

const advance = (minutes: number) => cloud().clock({ advance: minutes * MINUTE, coalesce: true });

/** What the learner was given of the class `law`. */
const given = async (trainingId: string) =>
  Object.values((await trainingStored(cloud(), trainingId)).parts[0]?.courses[0]?.attendance ?? {});

contractOf('training.sessions.list', {
  valid() {
    it('has the classes that somebody holds now, and the courses that can be held', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const { sessions, courses } = await cloud().callOk(trainer, 'training.sessions.list', {});
      expect(sessions[0]).toMatchObject({ id, title: '课 law', place: '培训室', n: 0 });
      expect(courses.map((course) => course.id)).toEqual(['law', 'post']);
      expect((await cloud().callOk(phoneOf(BOSS), 'training.sessions.list', {})).sessions).toEqual([]);
    });
  },
  edge() {
    it('has no class any more once it ended', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      await close(id);
      const { sessions } = await cloud().callOk(trainer, 'training.sessions.list', {});
      expect(sessions.map((session) => session.id)).not.toContain(id);
    });
  },
  invalid() {
    itRefusesShapes(cloud, trainer, 'training.sessions.list', misshapen({}));
  },
  forbidden() {
    it('is for those who have somebody to teach', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', learner, 'training.sessions.list', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.sessions.list', {});
    });
    itRefusesNobody(cloud, 'training.sessions.list', {});
  },
});

contractOf('training.sessions.open', {
  valid() {
    it('shows whoever holds it a code with six digits, and who is expected', async () => {
      await freshTraining(cloud());
      const session = await openClass(cloud(), trainer, ['law', 'post']);
      expect(session).toMatchObject({ mine: true, closedAt: null, signed: [], photo: null });
      expect(session.code?.text).toBe(`safeloop:sign:training:${session.id}:${await secretOf(session.id)}`);
      expect(session.code?.rows.length).toBeGreaterThan(20);
      expect(session.missing.map(({ id }) => id)).toContain(LEARNER);
    });
  },
  edge() {
    it('may be held by a team’s leader', async () => {
      expect(await openClass(cloud(), phoneOf(BOSS), ['post'])).toMatchObject({ trainer: { id: BOSS } });
    });
  },
  invalid() {
    const sample = { id: NOBODY, courseIds: ['law'], place: '培训室' };
    itRefusesShapes(cloud, trainer, 'training.sessions.open', misshapen(sample));

    it('refuses a course that is not there, and one that is read alone', async () => {
      for (const courseIds of [['none'], ['fire'], []]) {
        const input = { id: randomUUID(), courseIds, place: '培训室' };
        await refused(cloud(), 'BAD_REQUEST', trainer, 'training.sessions.open', input);
      }
    });
  },
  forbidden() {
    it('is for those who have somebody to teach', async () => {
      const input = { id: randomUUID(), courseIds: ['law'], place: '培训室' };
      await refused(cloud(), 'NOT_FOR_YOU', learner, 'training.sessions.open', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.sessions.open', input);
    });
    itRefusesNobody(cloud, 'training.sessions.open', { id: NOBODY, courseIds: ['law'], place: '培训室' });
  },
  replay() {
    it('is the same class under its id, and nobody else’s', async () => {
      const session = await openClass(cloud(), trainer, ['law']);
      const after = await stored(cloud());
      expect(await openClass(cloud(), trainer, ['law'], session.id)).toEqual(session);
      expect(await stored(cloud())).toEqual(after);
      const input = { id: session.id, courseIds: ['law'], place: '培训室' };
      await refused(cloud(), 'REPLAY_REFUSED', phoneOf(BOSS), 'training.sessions.open', input);
      const moved = { ...input, place: '会议室' };
      await refused(cloud(), 'REPLAY_MISMATCH', trainer, 'training.sessions.open', moved);
    });
  },
});

contractOf('training.sessions.get', {
  valid() {
    it('shows all who came to whoever holds it, and each of the others themselves', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const secret = await secretOf(id);
      for (const as of [learner, phone('reporter')])
        await cloud().callOk(as, 'training.sessions.signIn', { sessionId: id, secret });
      const seen = async (as: string) => {
        const view = await cloud().callOk(as, 'training.sessions.get', { sessionId: id });
        return { who: view.signed.map(({ person }) => person.id), code: view.code !== null };
      };
      expect(await seen(trainer)).toEqual({ who: [LEARNER, 'p-030'], code: true });
      expect(await seen(learner)).toEqual({ who: [LEARNER], code: false });
      expect(await seen(phone('manager'))).toEqual({ who: [LEARNER, 'p-030'], code: false });
    });
  },
  edge() {
    it('says how long everybody was there once it is over', async () => {
      const { id } = await attend(cloud(), trainer, ['law'], 60);
      const { signed, photo: url } = await cloud().callOk(trainer, 'training.sessions.get', {
        sessionId: id,
      });
      expect(signed).toMatchObject([{ person: { id: LEARNER }, how: 'scanned', minutes: 45 }]);
      expect(url).toMatch(/^http/);
    });
  },
  invalid() {
    itRefusesShapes(cloud, trainer, 'training.sessions.get', misshapen({ sessionId: NOBODY }));
  },
  forbidden() {
    it('says of a class somebody was not in that there is none', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      await refused(cloud(), 'CLASS_UNKNOWN', learner, 'training.sessions.get', { sessionId: id });
      await refused(cloud(), 'CLASS_UNKNOWN', trainer, 'training.sessions.get', { sessionId: randomUUID() });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.sessions.get', { sessionId: id });
    });
    itRefusesNobody(cloud, 'training.sessions.get', { sessionId: NOBODY });
  },
});

contractOf('training.sessions.signIn', {
  valid() {
    it('is by the code, by its number, or named by whoever holds the class', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const secret = await secretOf(id);
      await cloud().callOk(learner, 'training.sessions.signIn', { sessionId: id, secret });
      await cloud().callOk(phone('reporter'), 'training.sessions.signIn', { sessionId: null, secret });
      const named = { sessionId: id, personId: 'p-036', reason: '没带手机' };
      await cloud().callOk(trainer, 'training.sessions.signIn', named);
      const { signed } = await cloud().callOk(trainer, 'training.sessions.get', { sessionId: id });
      expect(signed.map(({ person, how, reason }) => [person.id, how, reason])).toEqual([
        [LEARNER, 'scanned', undefined],
        ['p-030', 'typed', undefined],
        ['p-036', 'named', '没带手机'],
      ]);
    });
  },
  edge() {
    it('lets a whole class sign in at the same moment', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const secret = await secretOf(id);
      const people = [
        'p-030',
        'p-031',
        'p-032',
        'p-033',
        'p-034',
        'p-035',
        'p-036',
        'p-037',
        'p-038',
        'p-039',
      ];
      await Promise.all(
        people.map((person) =>
          cloud().callOk(phoneOf(person), 'training.sessions.signIn', { sessionId: id, secret }),
        ),
      );
      expect(Object.keys((await sessionStored(cloud(), id)).signed).sort()).toEqual(people);
    });

    it('counts nobody beyond when they left', async () => {
      const training = await freshTraining(cloud());
      const { id } = await openClass(cloud(), trainer, ['law']);
      const input = { sessionId: id, secret: await secretOf(id) };
      await cloud().callOk(learner, 'training.sessions.signIn', input);
      await advance(20);
      await cloud().callOk(learner, 'training.sessions.signIn', { ...input, leaves: true });
      await advance(40);
      await close(id);
      expect(await given(training.id)).toMatchObject([{ minutes: 20, how: 'scanned' }]);
      expect((await look(cloud(), training.id)).parts[0]).toMatchObject({
        doneMinutes: 0,
        courses: [{ attended: 20, doneAt: null, quiz: { from: null } }],
      });
    });
  },
  invalid() {
    const sample = {
      sessionId: NOBODY,
      secret: '123456',
      personId: 'p-030',
      reason: '没带手机',
      leaves: true,
    };
    const wrong = misshapen(sample, { optional: ['secret', 'personId', 'reason', 'leaves'] });
    itRefusesShapes(cloud, learner, 'training.sessions.signIn', wrong);

    it('wants a number, the right one, and not endless tries', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const secret = await secretOf(id);
      const as = phone('fixer');
      const besides = ['sessions'];
      await refused(cloud(), 'BAD_REQUEST', as, 'training.sessions.signIn', { sessionId: id });
      for (const sessionId of [id, null, id, null, id]) {
        const input = { sessionId, secret: other(secret) };
        await refused(cloud(), 'SIGN_WRONG', as, 'training.sessions.signIn', input, { besides });
      }
      for (const sessionId of [id, null]) {
        const input = { sessionId, secret };
        await refused(cloud(), 'SIGN_LOCKED', as, 'training.sessions.signIn', input, { besides });
      }
      expect((await sessionStored(cloud(), id)).signed).toEqual({});
      await close(id);
    });

    it('refuses a class that is over, and one that never was', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const secret = await secretOf(id);
      await close(id);
      const input = { sessionId: id, secret };
      const { message } = await refused(cloud(), 'CLASS_OVER', learner, 'training.sessions.signIn', input);
      expect(message).toContain('何志远');
      const none = { sessionId: randomUUID(), secret };
      await refused(cloud(), 'CLASS_UNKNOWN', learner, 'training.sessions.signIn', none);
    });
  },
  forbidden() {
    it('lets nobody but whoever holds the class name others', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const input = { sessionId: id, personId: 'p-036' };
      await refused(cloud(), 'NOT_FOR_YOU', learner, 'training.sessions.signIn', input);
      await refused(cloud(), 'PERSON_UNKNOWN', trainer, 'training.sessions.signIn', {
        ...input,
        personId: 'p-999',
      });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.sessions.signIn', input);
    });
    itRefusesNobody(cloud, 'training.sessions.signIn', { sessionId: NOBODY, secret: '123456' });
  },
  replay() {
    it('keeps the first time', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const input = { sessionId: id, secret: await secretOf(id) };
      const first = await cloud().callOk(learner, 'training.sessions.signIn', input);
      await advance(3);
      expect(await cloud().callOk(learner, 'training.sessions.signIn', input)).toEqual(first);
    });
  },
});

contractOf('training.sessions.close', {
  valid() {
    it('gives everybody their minutes, capped by the course, with how they signed in', async () => {
      const training = await freshTraining(cloud());
      const session = await attend(cloud(), trainer, ['law', 'post'], 200);
      expect(session.closedAt).toBeGreaterThan(session.openedAt);
      expect(session.code).toBeNull();
      expect(await given(training.id)).toMatchObject([
        { minutes: 45, how: 'scanned', trainer: { id: 'p-010' } },
      ]);
      const { parts } = await look(cloud(), training.id);
      expect(parts.map(({ courses }) => courses[0]?.attended)).toEqual([45, 0, 45]);
      expect(await sessionStored(cloud(), session.id)).toMatchObject({ nextDueAt: null });
    });
  },
  edge() {
    it('adds up what somebody did of a course in two classes', async () => {
      const training = await freshTraining(cloud());
      await attend(cloud(), trainer, ['law'], 22);
      expect((await look(cloud(), training.id)).parts[0]?.courses[0]?.quiz?.from).toBeNull();
      await attend(cloud(), trainer, ['law'], 20);
      expect((await look(cloud(), training.id)).parts[0]?.courses[0]).toMatchObject({
        attended: 42,
        quiz: { from: 0 },
      });
    });

    it('tells whoever holds it, and a day later safety, of a class that nobody ended', async () => {
      const as = phoneOf(BOSS);
      const { id } = await openClass(cloud(), as, ['post']);
      for (const minutes of [2 * 60, 24 * 60]) {
        await advance(minutes);
        await tick(cloud());
      }
      const told = (await cloud().dump('deliveries'))
        .filter(({ _id }) => String(_id).includes(`class-${id}`))
        .map(({ to }) => to);
      expect(told.filter((to) => to === BOSS)).toHaveLength(2);
      expect(new Set(told).size).toBe(2);
      expect(await sessionStored(cloud(), id)).toMatchObject({ closedAt: null, reminded: 2 });
    });

    it('leaves nobody without their minutes when the function dies between', async () => {
      const training = await freshTraining(cloud());
      const { id } = await openClass(cloud(), trainer, ['law']);
      await cloud().callOk(learner, 'training.sessions.signIn', {
        sessionId: id,
        secret: await secretOf(id),
      });
      await advance(45);
      const input = { sessionId: id, photo: await photo(cloud(), trainer) };
      // The trainings cannot be read, so that nothing follows from the end of the class.
      const match = { collection: 'trainings' };
      await cloud().faults([{ match, mode: 'fail', code: 'DATABASE_TIMEOUT', times: 'forever' }]);
      await cloud().callOk(trainer, 'training.sessions.close', input);
      await cloud().faults([]);
      expect(await given(training.id)).toEqual([]);
      await tick(cloud());
      expect(await given(training.id)).toMatchObject([{ minutes: 45 }]);
    });
  },
  invalid() {
    const picture = { fileId: 'cloud://a/b', source: 'camera', takenAt: 1 };
    const sample = { sessionId: NOBODY, photo: picture };
    const wrong = misshapen(sample, { optional: ['photo.takenAt'], mayBeEmpty: ['photo.fileId'] });
    itRefusesShapes(cloud, trainer, 'training.sessions.close', wrong);

    it('refuses a class that never was, one that is over, and a picture of somebody else', async () => {
      const shot = await photo(cloud(), trainer);
      const none = { sessionId: randomUUID(), photo: shot };
      await refused(cloud(), 'CLASS_UNKNOWN', trainer, 'training.sessions.close', none);
      const { id } = await openClass(cloud(), trainer, ['law']);
      const theirs = { sessionId: id, photo: await photo(cloud(), learner) };
      await refused(cloud(), 'PHOTO_PATH', trainer, 'training.sessions.close', theirs);
      await close(id);
      const again = { sessionId: id, photo: shot };
      await refused(cloud(), 'CLASS_OVER', trainer, 'training.sessions.close', again);
    });
  },
  forbidden() {
    it('is for whoever holds it', async () => {
      const { id } = await openClass(cloud(), trainer, ['law']);
      const input = { sessionId: id, photo: await photo(cloud(), phoneOf(BOSS)) };
      await refused(cloud(), 'NOT_FOR_YOU', phoneOf(BOSS), 'training.sessions.close', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.sessions.close', input);
    });
    itRefusesNobody(cloud, 'training.sessions.close', {
      sessionId: NOBODY,
      photo: { fileId: 'cloud://a/b', source: 'camera' },
    });
  },
  replay() {
    it('ends once with the same picture, and gives the minutes once', async () => {
      const training = await freshTraining(cloud());
      const { id } = await openClass(cloud(), trainer, ['law']);
      await cloud().callOk(learner, 'training.sessions.signIn', {
        sessionId: id,
        secret: await secretOf(id),
      });
      await advance(45);
      const input = { sessionId: id, photo: await photo(cloud(), trainer) };
      const end = () => cloud().callOk(trainer, 'training.sessions.close', input);
      const [first] = await Promise.all([end(), end()]);
      const after = await stored(cloud());
      const again = await cloud().callOk(trainer, 'training.sessions.close', input);
      expect({ ...again, photo: null }).toEqual({ ...first, photo: null });
      expect(await stored(cloud())).toEqual(after);
      await tick(cloud());
      expect(await given(training.id)).toHaveLength(1);
    });
  },
});
