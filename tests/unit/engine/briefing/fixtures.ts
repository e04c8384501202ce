/** A meeting of four people before a day shift, as it is made. */
import { briefingFor, type Surroundings } from '../../../../cloudfunctions/engine/briefing';
import { HOUR, MINUTE } from '../../../../miniprogram/shared/time';
import type { Briefing, BriefingTeam } from '../../../../typings/briefing';

export const START = Date.parse('2026-11-25T08:00:00+08:00');
export const OPENS = START - 20 * MINUTE;
export const DUE = START + 20 * MINUTE;
export const END = START + 8 * HOUR;

export const WANG = { id: 'p-wang', name: '王大勇' };
export const LI = { id: 'p-li', name: '李强' };
export const CREW = [WANG, LI, { id: 'p-du', name: '杜鹏' }, { id: 'p-xie', name: '谢小刚' }];

export const TEAM: BriefingTeam = {
  id: 'steel',
  title: '焊接班',
  departmentIds: ['welding'],
  shiftIds: ['day', 'night'],
  window: { before: 20, after: 20 },
  leader: { kind: 'siteKeeper' },
  sections: ['hazards', 'rounds', 'permits', 'quiz'],
  most: 3,
  holidays: 'run',
};

export const AROUND: Surroundings = {
  shiftName: '白班',
  endsAt: END,
  areaIds: ['hall'],
  owner: WANG,
  expected: CREW,
  notice: { title: '告知', basis: '本厂制度', text: '已告知' },
  card: {
    hazards: [],
    moreHazards: 0,
    rounds: [],
    moreRounds: 0,
    permits: [],
    quiz: {
      ...{ orderId: 'o-1', evidenceId: 'e-1', sealedFileId: 'cloud://x', place: '厂房', measure: '装好了' },
      options: ['a', 'b', 'c'].map((id) => ({ id, title: id })),
      rightId: 'b',
    },
  },
  version: 'v1',
  now: START - 12 * HOUR,
};

export const SHIFT = { date: '2026-11-25', shiftId: 'day', startsAt: START };

export const made = (around: Partial<Surroundings> = {}): Briefing =>
  briefingFor(TEAM, SHIFT, { ...AROUND, ...around });
