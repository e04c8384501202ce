/** What a day holds beside rounds: a training, a meeting, a ticket, a certificate that ends, each for whom it is about. */
import { isoDay } from '../../miniprogram/shared/time';
import type { DayLine } from '../../typings/day';
import { ALONE, CREW, meet, nextMorning } from './support/briefings';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { ask, certificate, DAY, WATCHER, WELDER } from './support/permits';
import { guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import { freshTraining, LEARNER, planTraining } from './support/training';

const cloud = useCloud();

const linesOf = async (as: string): Promise<DayLine[]> => (await cloud().callOk(as, 'day.lines', {})).lines;

const kinds = async (as: string): Promise<string[]> => (await linesOf(as)).map(({ kind }) => kind);

contractOf('day.lines', {
  valid() {
    it('tells of a meeting to those who come to it', async () => {
      await meet(cloud(), ALONE);
      const { id } = await nextMorning(cloud());
      const worker = phoneOf(CREW[2]);
      expect(await linesOf(worker)).toContainEqual(expect.objectContaining({ kind: 'briefing', id }));
      expect(await kinds(phone('dutyLeader'))).not.toContain('briefing');
    });

    it('tells of a training to whoever learns', async () => {
      await planTraining(cloud());
      const { id } = await freshTraining(cloud());
      expect(await linesOf(phoneOf(LEARNER))).toContainEqual(
        expect.objectContaining({ kind: 'training', id }),
      );
    });

    it('tells of a ticket to whoever has the next step', async () => {
      const { id: certificateId } = await certificate(cloud());
      const { id, next } = await ask(cloud(), certificateId);
      const owner = phoneOf(next?.owner.id ?? '');
      expect(await linesOf(owner)).toContainEqual(expect.objectContaining({ kind: 'permit', id }));
      expect(await kinds(phone('bystander'))).not.toContain('permit');
    });

    it('tells of a certificate that ends to its holder', async () => {
      const validUntil = isoDay((await cloud().now()) + 20 * DAY);
      const { id } = await certificate(cloud(), { validUntil, reviewDue: validUntil });
      expect(await linesOf(phoneOf(WELDER))).toContainEqual(
        expect.objectContaining({ kind: 'certificate', id }),
      );
    });
  },
  edge() {
    it('is empty for whom nothing waits', async () => {
      expect(await kinds(phone('storekeeper'))).toEqual([]);
    });

    it('puts what is due first in front', async () => {
      const dues = (await linesOf(WATCHER)).map(({ dueAt }) => dueAt ?? Infinity);
      expect(dues).toEqual([...dues].sort((a, b) => a - b));
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'day.lines', misshapen({}));
  },
  forbidden() {
    it('is not for a guest', () => refused(cloud(), 'NOT_BOUND', guestPhone(), 'day.lines', {}));
    itRefusesNobody(cloud, 'day.lines', {});
  },
});
