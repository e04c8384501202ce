/** 撤回 in a round: an answer stays on the phone as long as its report does, so that task and order never disagree. */
import { newDraft, type Draft, type DraftState } from '../../../miniprogram/services/core/draft';
import { givenIn, isEnded } from '../../../miniprogram/services/core/round';
import { unsentAnswers, type Rounds } from '../../../miniprogram/services/core/rounds';
import { fine, taken, taskView } from './inspection';
import { CONTENT, photo, settle } from './phone';
import { opened } from './round-phone';

const ID = taskView().id;

describe('an answer whose report may be taken back', () => {
  const found = fine('chain', { result: 'notOk', orderId: 'o-9', photos: [photo('p')] });
  const report = (state: DraftState): Draft => ({
    ...newDraft('o-9', 'r', 1, { ...CONTENT, task: { taskId: ID, itemId: 'chain' } }),
    state,
  });
  const resultOf = (rounds: Rounds): unknown => givenIn(taskView(), rounds.round(ID))['chain']?.result;

  it('counts here and goes nowhere, whatever else is sent, until its report is on its way', async () => {
    const { phone, rounds } = opened();
    rounds.hold(ID, found);
    rounds.answer(ID, fine('valve'));
    rounds.settle([report('held')]);
    rounds.wake();
    await settle();
    expect([resultOf(rounds), unsentAnswers(rounds)]).toEqual(['notOk', 1]);
    expect(phone.sent.flatMap(({ answers }) => answers.map(({ itemId }) => itemId))).toEqual(['valve']);
    rounds.settle([report('waiting')]);
    await settle();
    expect(phone.sent.at(-1)).toMatchObject({ answers: [{ itemId: 'chain', orderId: 'o-9' }] });
    expect(unsentAnswers(rounds)).toBe(0);
  });

  it('is none once it is taken back: its item is open again with its pictures, and nothing was sent', async () => {
    const { phone, rounds } = opened();
    rounds.hold(ID, found);
    rounds.settle([report('editing')]);
    await settle();
    expect([resultOf(rounds), rounds.round(ID).at, phone.sent]).toEqual([undefined, 'chain', []]);
    expect(rounds.round(ID).begun['chain']?.photos).toEqual(found.photos);
    expect(phone.discarded).toEqual([]);
  });

  it('keeps a round from its end until then, and a round that it opens again is not over', async () => {
    const { phone, rounds } = opened();
    rounds.hold(ID, found);
    rounds.finish(ID);
    await settle();
    expect([isEnded(rounds.round(ID)), phone.sent]).toEqual([true, []]);
    const other = opened();
    other.rounds.hold(ID, found);
    other.rounds.finish(ID);
    other.rounds.settle([report('editing')]);
    expect(isEnded(other.rounds.round(ID))).toBe(false);
    rounds.settle([report('sent')]);
    await settle();
    expect(phone.sent).toMatchObject([{ done: true, answers: [{ orderId: 'o-9' }] }]);
  });

  it('survives the app, and a phone that knows nothing of the report any more sends it', async () => {
    const { phone, rounds } = opened();
    rounds.hold(ID, found);
    const again = phone.start();
    again.learn([]);
    expect(resultOf(again)).toBe('notOk');
    again.settle([]);
    await settle();
    expect(phone.sent).toMatchObject([{ answers: [{ orderId: 'o-9' }] }]);
  });

  it('is held as well when the app died before it was noted', async () => {
    const { phone, rounds } = opened();
    rounds.adopt([report('held')]);
    rounds.wake();
    await settle();
    expect([resultOf(rounds), phone.sent]).toEqual(['notOk', []]);
  });
});

describe('a report that was refused after its hold and given up', () => {
  const found = fine('chain', { result: 'notOk', orderId: 'o-9', photos: [photo('p')] });
  const report = (state: DraftState): Draft => ({
    ...newDraft('o-9', 'r', 1, { ...CONTENT, task: { taskId: ID, itemId: 'chain' } }),
    state,
  });

  it('named an order that never came: the server is told, and the item is open again', async () => {
    const { phone, rounds } = opened();
    rounds.hold(ID, found);
    rounds.settle([report('held')]);
    rounds.settle([report('waiting')]);
    await settle();
    const named = { chain: taken('chain', { result: 'notOk', orderId: 'o-9' }) };
    rounds.learnOne(taskView({ rev: 9, answers: named }));
    rounds.settle([report('blocked')]);
    rounds.settle([]);
    await settle();
    expect(phone.sent.at(-1)).toMatchObject({ answers: [], done: false, unreported: ['o-9'] });
    expect(rounds.round(ID).unreported).toEqual([]);
  });

  it('is open again with its pictures where the answer never left the phone', () => {
    const { rounds } = opened();
    rounds.hold(ID, found);
    rounds.settle([report('held')]);
    rounds.settle([]);
    expect(givenIn(taskView(), rounds.round(ID))['chain']).toBeUndefined();
    expect(rounds.round(ID).begun['chain']?.photos).toEqual(found.photos);
    expect(rounds.round(ID).unreported ?? []).toEqual([]);
  });
});
