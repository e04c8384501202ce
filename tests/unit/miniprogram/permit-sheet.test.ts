/** What is filled in on a ticket: what is missing, what is sent, and what lies beyond its limits. */
import type { PermitActionView } from '../../../typings/permit-views';
import {
  actionForm,
  actValues,
  checkForm,
  EMPTY_SHEET,
  gasRows,
  isBeyond,
  isRecord,
  sheetLack,
  sheetPhotos,
  type SheetValue,
} from '../../../miniprogram/packages/permit/ticket/sheet';
import { PERMIT_ACTIONS } from '../../../miniprogram/shared/permit-words';
import { TEXT } from '../../../miniprogram/shared/text';
import { permitView } from './permits';
import { photo } from './phone';

const t = TEXT.permit;

const form = (id: PermitActionView['id'], near = 0) => {
  const order = { orderId: 'o', number: 'n', title: '', place: '', urgency: 'high' as const, sameArea: true };
  const permit = permitView({ near: { seen: 's', orders: Array.from({ length: near }, () => order) } });
  const made = actionForm({ id, label: PERMIT_ACTIONS[id], lacks: [], from: null }, permit);
  if (made === null) throw new Error(`${id} has no form`);
  return made;
};
const given = (change: Partial<SheetValue>): SheetValue => ({ ...EMPTY_SHEET, ...change });

const rule = { id: 'cleared', text: '清走', standard: '10 米', photo: true, levels: [] };

describe('a precaution', () => {
  const check = checkForm(rule, false);

  it('is done with its picture, or not needed with a reason', () => {
    expect(sheetLack(check, EMPTY_SHEET)).toBe(t.chooseResult);
    expect(sheetLack(check, given({ result: 'done' }))).toBe(t.photoNeeded);
    expect(sheetLack(check, given({ result: 'na' }))).toBe(t.reasonNeeded);
    const done = given({ result: 'done', photos: [photo('a')] });
    expect(sheetLack(check, done)).toBe('');
    expect(actValues(check, done, null)).toEqual({
      checks: [{ checkId: 'cleared', result: 'done', photos: [] }],
    });
    const na = given({ result: 'na', words: ' 没有 ', photos: [photo('a')] });
    expect(actValues(check, na, null)).toEqual({
      checks: [{ checkId: 'cleared', result: 'na', reason: '没有', photos: [] }],
    });
    expect([sheetPhotos(check, done).length, sheetPhotos(check, na).length]).toEqual([1, 0]);
  });

  it('goes on to the next until the last', () => {
    expect([check.submit, checkForm(rule, true).submit]).toEqual([t.checkNext, t.checkSave]);
  });
});

describe('a measurement', () => {
  const gas = form('gasTest');

  it('wants every reading, and says which lies beyond', () => {
    expect(sheetLack(gas, given({ numbers: { lel: '3' } }))).toBe(t.gasLacks);
    const bad = given({ numbers: { lel: '3', o2: '18' } });
    expect(sheetLack(gas, bad)).toBe('');
    expect(isBeyond(gas, bad)).toBe(true);
    expect(gasRows(gas.gas, bad).map(({ beyond }) => beyond !== '')).toEqual([false, true]);
    expect(actValues(gas, bad, null)).toEqual({ values: { lel: 3, o2: 18 } });
  });

  it('takes both limits as good', () => {
    expect(isBeyond(gas, given({ numbers: { lel: '10', o2: '19.5' } }))).toBe(false);
  });
});

describe('a signature', () => {
  it('wants a word where hazards are near, and sends what was seen', () => {
    expect(sheetLack(form('approve'), EMPTY_SHEET)).toBe('');
    expect(sheetLack(form('approve', 2), EMPTY_SHEET)).toBe(t.noteNeeded);
    expect(form('approve', 2).near).toContain('2');
    expect(actValues(form('approve', 2), given({ words: '盖防火布' }), 'seen')).toEqual({
      note: '盖防火布',
      seen: 'seen',
    });
  });
});

it.each(['refuse', 'withdraw', 'pause'] as const)('%s wants a reason', (id) => {
  expect(sheetLack(form(id), EMPTY_SHEET)).toBe(t.reasonNeeded);
  expect(actValues(form(id), given({ words: '风大' }), null)).toEqual({ reason: '风大' });
});

it('the end of the watch wants a picture', () => {
  expect(sheetLack(form('endWatch'), EMPTY_SHEET)).toBe(t.photoNeeded);
  expect(sheetPhotos(form('endWatch'), given({ photos: [photo('a')] }))).toHaveLength(1);
});

it('asks nothing for what needs nothing', () => {
  for (const id of ['start', 'resume', 'watchIn', 'watchOut', 'finish', 'appoint'] as const)
    expect(actionForm({ id, label: '', lacks: [], from: null }, permitView())).toBeNull();
});

it('records facts without a network, and asks for decisions', () => {
  const all = Object.keys(PERMIT_ACTIONS);
  expect(all.filter(isRecord)).toEqual(['check', 'gasTest', 'pause', 'finish', 'endWatch']);
});
