/** The routes of people: session, binding, and the colleagues for whom one may report. */
import * as v from 'valibot';
import type { PersonCard, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { DUTY_WORDS } from '../../../miniprogram/shared/words';
import { flag, line, shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import { uploadPrefix } from '../capture/paths';
import { invalidate, plant, type Plant } from '../plant/current';
import { bind } from './bind';
import { colleaguesOf, colleagueView } from './colleagues';
import type { Actor } from './identify';
import { toMe } from './me';
import { forWork } from './untrained';

/** What these routes need of features above people. */
export interface PeopleNeighbours {
  /** Messages a person may still get, by subscription template. At most one database call. */
  reminders: (personId: string) => Promise<Routes['session.get']['output']['reminders']>;
}

type PeopleRoutes = Pick<RouteTable<Actor>, 'session.get' | 'session.bind' | 'people.colleagues'>;

/** 值班领导, whom everybody may call: the way out of an emergency. */
function dutyLeaderCard({ duty, personById }: Plant, now: Millis): PersonCard {
  const leader = duty.dutyLeader(now);
  return { ...leader, phone: personById.get(leader.id)?.phone ?? null, duty: DUTY_WORDS.dutyLeader };
}

/** What every phone may know of the plant. */
function plantOf({ places: { plant: known } }: Plant): Routes['session.get']['output']['plant'] {
  const { name, promise, emergencyPhone } = known;
  return { name, promise, emergencyPhone };
}

/** @param neighbours - features that know people and must not be known by them */
export const peopleRoutes = ({ reminders }: PeopleNeighbours): PeopleRoutes => ({
  'session.get': {
    input: shape({}),
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
        plant: plantOf(inForce),
        dutyLeader: dutyLeaderCard(inForce, now),
        reminders: left,
      };
    },
  },
  'session.bind': {
    input: shape({
      employeeNo: line('工号', 40),
      name: line('姓名', 40),
      code: line('绑定码', 64),
    }),
    admit: 'anyone',
    async run({ actor, openid, now }, input) {
      const bound = await bind(actor, openid, input, now);
      invalidate();
      return { me: toMe(bound, await plant(now)), uploadPrefix: uploadPrefix(openid) };
    },
  },
  'people.colleagues': {
    input: shape({ forWork: v.exactOptional(flag('派活')) }),
    admit: 'bound',
    // Whose training is missing is told to whoever gives them work alone: the other list stays on shared phones.
    run: async ({ actor, now }, input) => ({
      people: colleaguesOf(actor, await plant(now)).map((one) => ({
        ...colleagueView(one),
        ...(input.forWork === true ? forWork(one) : {}),
      })),
    }),
  },
});
