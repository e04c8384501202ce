/** The routes of people: session, binding, invites and the roll. */
import * as v from 'valibot';
import type { PersonCard, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { DUTY_WORDS } from '../../../miniprogram/shared/words';
import type { RouteTable } from '../../platform/router';
import { uploadPrefix } from '../capture/paths';
import { invalidate, plant, type Plant } from '../plant/current';
import { bind } from './bind';
import type { Actor } from './identify';
import { createInvite } from './invites';
import { toMe } from './me';
import { savePerson } from './save';
import { personId, personInput } from './schema';

/** What these routes need of features above people. */
export interface PeopleNeighbours {
  /** Messages a person may still get, by subscription template. At most one database call. */
  reminders: (personId: string) => Promise<Routes['session.get']['output']['reminders']>;
  /** Gives the open orders of somebody who left to whoever answers for them now; doing it twice is harmless. */
  handOver: (personId: string, now: Millis) => Promise<unknown>;
}

type PeopleRoutes = Pick<
  RouteTable<Actor>,
  'session.get' | 'session.bind' | 'invites.create' | 'people.save'
>;

const written = (label: string, max: number) =>
  v.pipe(
    v.string(`${label}还没填`),
    v.maxLength(max, `${label}最多 ${max} 个字`),
    v.check((text) => text.trim() !== '', `${label}还没填`),
  );

/** 值班领导, whom everybody may call: the way out of an emergency. */
function dutyLeaderCard({ duty, personById }: Plant, now: Millis): PersonCard {
  const leader = duty.dutyLeader(now);
  return { ...leader, phone: personById.get(leader.id)?.phone ?? null, duty: DUTY_WORDS.dutyLeader };
}

/** @param neighbours - features that know people and must not be known by them */
export const peopleRoutes = ({ reminders, handOver }: PeopleNeighbours): PeopleRoutes => ({
  'session.get': {
    input: v.strictObject({}),
    admit: 'anyone',
    async run({ actor, openid, now }) {
      const [inForce, left] = await Promise.all([
        plant(now),
        actor.kind === 'person' ? reminders(actor.id) : [],
      ]);
      return {
        me: toMe(actor, inForce),
        uploadPrefix: uploadPrefix(openid),
        serverNow: now,
        plant: inForce.places.plant,
        dutyLeader: dutyLeaderCard(inForce, now),
        reminders: left,
      };
    },
  },
  'session.bind': {
    input: v.strictObject({
      employeeNo: written('工号', 40),
      name: written('姓名', 40),
      code: written('绑定码', 64),
    }),
    admit: 'anyone',
    async run({ actor, openid, now }, input) {
      const bound = await bind(actor, openid, input, now);
      invalidate();
      return { me: toMe(bound, await plant(now)), uploadPrefix: uploadPrefix(openid) };
    },
  },
  'invites.create': {
    input: v.strictObject({ personId }),
    admit: ['admin', 'safety', 'supervisor'],
    run: ({ actor, now }, input) => createInvite(actor, input.personId, now),
  },
  'people.save': {
    input: v.strictObject({
      rev: v.pipe(v.number('请刷新后再改'), v.integer('请刷新后再改'), v.minValue(0, '请刷新后再改')),
      person: personInput,
    }),
    admit: ['admin'],
    async run({ actor, now }, input) {
      const { id, rev, left } = await savePerson(actor, input, now);
      if (left) await handOver(id, now);
      return { id, rev };
    },
  },
});
