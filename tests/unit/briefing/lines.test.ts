/** What of the day's meetings stands in the list of somebody's day: what they still have to do, and nothing else. */
import { briefingLines } from '../../../cloudfunctions/features/briefing/today';
import { opened, signature, tick, withSignature } from '../../../cloudfunctions/engine/briefing';
import { WORDS } from '../../../miniprogram/shared/words';
import type { Briefing } from '../../../typings/briefing';
import { DUE, END, LI, made, OPENS, START, TEAM, WANG } from '../engine/briefing/fixtures';

let stored: Briefing[] = [];
let asked: string[] = [];

jest.mock('../../../cloudfunctions/features/briefing/store', () => ({
  briefingsOf: (ids: string[]) => {
    asked = ids;
    return Promise.resolve(stored);
  },
}));
jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

type InForce = Parameters<typeof briefingLines>[1];

const inForce: InForce = {
  briefings: { notice: { title: '', basis: '', text: '' }, teams: [TEAM] },
  roster: {
    shifts: [
      { id: 'day', name: '白班', start: '08:00', end: '16:00' },
      { id: 'night', name: '夜班', start: '16:00', end: '08:00' },
    ],
    duties: [],
    changes: [],
  },
};

const running = opened(made(), WANG, { secret: '012345', hash: 'told', now: OPENS });
const missed = tick(made(), DUE, () => null)!.briefing;

async function linesOf(who: typeof WANG, now: number, ...briefings: Briefing[]) {
  stored = briefings;
  return briefingLines({ ...who, departmentId: 'welding' }, inForce, now);
}

it('looks for the meetings of the team about now', async () => {
  await linesOf(LI, START);
  expect(asked.sort()).toEqual(['steel@2026-11-25:day', 'steel@2026-11-25:night']);
  await briefingLines({ ...LI, departmentId: 'other' }, inForce, START);
  expect(asked).toEqual([]);
});

it.each<[string, typeof WANG, Briefing, number, string | null]>([
  ['is to be led', WANG, made(), OPENS, WORDS.briefingLead],
  ['is to be ended', WANG, running, START, WORDS.briefingClose],
  ['wants a reason', WANG, missed, END + 1, WORDS.briefingExplain],
  ['is to be come to', LI, made(), OPENS, WORDS.briefingCome],
  ['is to be signed', LI, running, START, WORDS.briefingSign],
  ['was missed by somebody else', LI, missed, DUE, null],
  ['is of others', { id: 'p-other', name: '别人' }, running, START, null],
  ['is over', LI, running, END, null],
])('says of one that %s what there is to do', async (_, who, briefing, now, words) => {
  const lines = await linesOf(who, now, briefing);
  expect(lines.map(({ line }) => line.replace(/\d\d:\d\d/, '{start}'))).toEqual(
    words === null ? [] : [words],
  );
  for (const line of lines) expect(line).toMatchObject({ kind: 'briefing', id: briefing._id });
});

it('says nothing of one that was signed', async () => {
  const entry = signature(running, LI, { means: 'scanned', named: null, now: START });
  expect(await linesOf(LI, START, withSignature(running, entry))).toEqual([]);
});
