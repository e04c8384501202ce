/** What waits for the privacy agreement, and that nothing waits for ever. */
import {
  createGate,
  PATIENCE,
  type Gate,
  type PrivacyAnswer,
} from '../../../miniprogram/services/core/privacy';

/** A gate with its timers, and what became of each interface that asked. */
function gate(): { gate: Gate; pass: () => void; ask: (referrer: string) => PrivacyAnswer[] } {
  const timers: { ms: number; run: () => void }[] = [];
  const made = createGate((ms, run) => timers.push({ ms, run }));
  return {
    gate: made,
    pass: () => {
      for (const { ms, run } of timers.splice(0)) if (ms <= PATIENCE) run();
    },
    ask: (referrer) => {
      const answers: PrivacyAnswer[] = [];
      made.need((answer) => answers.push(answer), referrer);
      return answers;
    },
  };
}

const SHOWN: PrivacyAnswer = { event: 'exposureAuthorization' };
const REFUSED: PrivacyAnswer = { event: 'disagree' };

it('shows what it is for on the page in front, and agrees with the id of the tapped button', () => {
  const { gate: it, ask } = gate();
  const shown: (string[] | null)[] = [];
  it.attach((kinds) => shown.push(kinds));
  const camera = ask('camera');
  const album = ask('chooseMedia');
  expect(shown).toEqual([['camera'], ['camera', 'album']]);
  it.agree('yes');
  expect(camera).toEqual([SHOWN, SHOWN, { event: 'agree', buttonId: 'yes' }]);
  expect(album).toEqual([SHOWN, { event: 'agree', buttonId: 'yes' }]);
  expect(shown.at(-1)).toBeNull();
});

it('answers all that wait when somebody refuses, and each only once', () => {
  const { gate: it, ask, pass } = gate();
  it.attach(() => undefined);
  const [one, other] = [ask('camera'), ask('chooseMessageFile')];
  it.refuse();
  pass();
  it.agree('late');
  expect([one.filter(({ event }) => event === 'disagree').length, one.at(-1), other.at(-1)]).toEqual([
    1,
    REFUSED,
    REFUSED,
  ]);
});

it('does not ask again by itself for what nobody tapped for, and does for what somebody did', () => {
  const { gate: it, ask } = gate();
  it.attach(() => undefined);
  ask('camera');
  it.refuse();
  expect(it.isRefused()).toBe(true);
  expect(ask('getLocation')).toEqual([REFUSED]);
  expect(ask('chooseMedia')).toEqual([SHOWN]);
});

it('asks again once they want to be asked', () => {
  const { gate: it, ask } = gate();
  const shown: (string[] | null)[] = [];
  it.attach((kinds) => shown.push(kinds));
  ask('camera');
  it.refuse();
  it.reconsider();
  const again = ask('requirePrivacyAuthorize');
  expect(shown.at(-1)).toEqual([]);
  it.agree('yes');
  expect(again.at(-1)).toEqual({ event: 'agree', buttonId: 'yes' });
  expect(it.isRefused()).toBe(false);
});

describe('without a page that asks', () => {
  it('waits for one that is opening', () => {
    const { gate: it, ask, pass } = gate();
    const answers = ask('getLocation');
    expect(answers).toEqual([]);
    const shown: (string[] | null)[] = [];
    it.attach((kinds) => shown.push(kinds));
    pass();
    expect([answers, shown]).toEqual([[SHOWN], [['location']]]);
  });

  it('goes on without it in the end, and is no refusal by anybody', () => {
    const { gate: it, ask, pass } = gate();
    const answers = ask('getLocation');
    pass();
    expect(answers).toEqual([REFUSED]);
    expect(it.isRefused()).toBe(false);
  });

  it('hands what waits from a page that goes to the one that comes', () => {
    const { gate: it, ask, pass } = gate();
    const leave = it.attach(() => undefined);
    const answers = ask('getLocation');
    const shown: (string[] | null)[] = [];
    leave();
    it.attach((kinds) => shown.push(kinds));
    leave();
    pass();
    expect(shown).toEqual([['location']]);
    it.agree('yes');
    expect(answers.at(-1)).toEqual({ event: 'agree', buttonId: 'yes' });
  });
});
