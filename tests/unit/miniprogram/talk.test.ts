/** Holding to talk: rest, let go, slide away, fifteen seconds, and everything that can be refused or taken away meanwhile. */
import { fill, TEXT } from '../../../miniprogram/shared/text';
import {
  LONGEST,
  SHORTEST,
  startRecording,
  type RecorderEvents,
  type Said,
} from '../../../miniprogram/services/core/recording';
import {
  AWAY,
  createTalk,
  REST,
  SILENT,
  type Allowed,
  type TalkView,
} from '../../../miniprogram/services/core/talk';

const t = TEXT.voice;

/** A phone with a recorder that answers at once, a clock moved by hand, and a person who says yes or no. */
class Hand {
  allowed: Allowed = 'yes';
  agrees = true;
  why = '';
  /** What the recorder refuses with; empty: it works. */
  refusal = '';
  /** Whether the recorder tells that it began. */
  starts = true;
  /** Whether the recorder answers to `stop`. */
  stops = true;
  asked = 0;
  vibrated = 0;
  discarded: string[] = [];
  told: string[] = [];
  sentences: string[] = [];
  recordings = 0;
  view: TalkView = SILENT;
  events: RecorderEvents | null = null;
  #time = 0;
  #startedAt = 0;
  readonly #timers = new Set<{ at: number; run: () => void }>();

  readonly #later = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#time + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  readonly talk = createTalk({
    now: () => this.#time,
    later: this.#later,
    whyNot: () => this.why,
    allowed: () => Promise.resolve(this.allowed),
    ask: () => {
      this.asked += 1;
      return Promise.resolve(this.agrees);
    },
    record: (onStart) =>
      startRecording({
        later: this.#later,
        discard: (path) => this.discarded.push(path),
        onStart,
        recorder: { start: (events) => this.#start(events), stop: () => this.#end() },
      }),
    show: (view) => {
      this.view = { ...this.view, ...view };
    },
    say: (sentence) => this.sentences.push(sentence),
    vibrate: () => (this.vibrated += 1),
    onTap: () => this.told.push('tap'),
    onBegin: () => this.told.push('begin'),
    onSaid: ({ ms }: Extract<Said, { kind: 'said' }>) => this.told.push(`said ${ms}`),
    onEnd: () => this.told.push('end'),
  });

  #start(events: RecorderEvents): void {
    this.recordings += 1;
    this.events = events;
    if (this.refusal !== '') events.failed(this.refusal);
    else if (this.starts) this.begin();
  }

  /** The microphone is on. */
  begin(): void {
    this.#startedAt = this.#time;
    this.events?.started();
    this.#later(LONGEST, () => this.#end());
  }

  #end(): void {
    if (!this.stops) return;
    this.events?.ended('tmp/voice.mp3', Math.min(LONGEST, this.#time - this.#startedAt), '');
  }

  async pass(ms: number): Promise<void> {
    const until = this.#time + ms;
    for (;;) {
      await settle();
      const next = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#time = next.at;
      next.run();
    }
    this.#time = until;
    await settle();
  }

  get waits(): number {
    return this.#timers.size;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

let hand: Hand;
beforeEach(() => {
  hand = new Hand();
});

const press = async (ms: number): Promise<void> => {
  hand.talk.down(50, 700);
  await hand.pass(ms);
};

describe('a finger', () => {
  it('that taps does not talk', async () => {
    await press(REST - 1);
    hand.talk.up();
    await hand.pass(LONGEST);
    expect([hand.told, hand.recordings]).toEqual([['tap'], 0]);
  });

  it('that slips off before it rested wanted neither', async () => {
    await press(100);
    hand.talk.move(50, 680);
    hand.talk.up();
    await hand.pass(LONGEST);
    expect([hand.told, hand.recordings]).toEqual([[], 0]);
  });

  it('that rests opens the microphone, with a pulse, and sees the time go', async () => {
    await press(REST);
    expect(hand.view).toMatchObject({ phase: 'listening', away: false, left: fill(t.left, { seconds: 15 }) });
    expect([hand.told, hand.vibrated]).toEqual([['begin'], 1]);
    await hand.pass(5_000);
    expect(hand.view).toMatchObject({ left: fill(t.left, { seconds: 10 }), spent: 33 });
  });

  it('that lets go keeps what was said', async () => {
    await press(REST + 3_000);
    hand.talk.up();
    await hand.pass(0);
    expect([hand.told, hand.view, hand.sentences]).toEqual([['begin', 'said 3000', 'end'], SILENT, []]);
  });

  it('that slid up forgets it, and may slide back before', async () => {
    await press(REST + 3_000);
    hand.talk.move(50, 700 - AWAY - 1);
    expect(hand.view.away).toBe(true);
    hand.talk.move(50, 700 - AWAY);
    expect(hand.view.away).toBe(false);
    hand.talk.move(50, 700 - AWAY - 1);
    hand.talk.up();
    await hand.pass(0);
    expect([hand.told, hand.sentences, hand.discarded]).toEqual([
      ['begin', 'end'],
      [t.dropped],
      ['tmp/voice.mp3'],
    ]);
    // The next time begins where the finger is.
    await press(REST + 3_000);
    hand.talk.up();
    await hand.pass(0);
    expect(hand.told).toContain('said 3000');
  });

  it('that rests a moment is told that it was too short', async () => {
    await press(REST + SHORTEST - 1);
    hand.talk.up();
    await hand.pass(0);
    expect([hand.told, hand.sentences]).toEqual([['begin', 'end'], [t.short]]);
  });

  it('that stays has said all it can after 15 s, and lets go of nothing more', async () => {
    await press(REST + LONGEST);
    expect([hand.told, hand.sentences, hand.vibrated]).toEqual([
      ['begin', `said ${LONGEST}`, 'end'],
      [t.full],
      2,
    ]);
    hand.talk.up();
    await hand.pass(LONGEST);
    expect([hand.told.length, hand.recordings]).toEqual([3, 1]);
  });

  it('that comes a second time while the first talks does nothing', async () => {
    await press(REST + 1_000);
    hand.talk.down(60, 700);
    await hand.pass(REST);
    expect(hand.recordings).toBe(1);
  });

  it('leaves no timer behind', async () => {
    await press(REST + 1_000);
    hand.talk.up();
    await hand.pass(0);
    // The recorder's own end is the only thing that may still be to come.
    expect(hand.waits).toBeLessThanOrEqual(1);
  });
});

describe('the microphone', () => {
  it('is asked for once, and the person holds again', async () => {
    hand.allowed = 'unknown';
    await press(REST);
    expect([hand.asked, hand.recordings, hand.sentences]).toEqual([1, 0, [t.allowed]]);
    hand.talk.up();
    expect(hand.told).toEqual([]);
  });

  it.each<[string, Partial<Hand>]>([
    ['refused when asked', { allowed: 'unknown', agrees: false }],
    ['refused before', { allowed: 'no' }],
  ])('%s leads to the settings', async (_, how) => {
    Object.assign(hand, how);
    await press(REST);
    expect([hand.view.phase, hand.recordings]).toEqual(['refused', 0]);
  });

  it('that the phone withholds from WeChat leads to its settings', async () => {
    hand.refusal = 'operateRecorder:fail system permission denied';
    await press(REST);
    expect([hand.view.phase, hand.told]).toEqual(['withheld', ['begin', 'end']]);
  });

  it.each(['operateRecorder:fail is recording or paused', 'fail'])(
    'that fails with %s says so',
    async (why) => {
      hand.refusal = why;
      await press(REST);
      expect([hand.view, hand.sentences]).toEqual([SILENT, [t.failed]]);
    },
  );

  it('that never answers is given up', async () => {
    hand.starts = false;
    await press(REST + 10_000);
    expect([hand.view, hand.sentences, hand.told]).toEqual([SILENT, [t.failed], ['begin', 'end']]);
  });

  it('that opens after it was given up is closed, and nothing of it is kept', async () => {
    hand.starts = false;
    await press(REST + 10_000);
    hand.talk.up();
    hand.begin();
    await hand.pass(0);
    expect(hand.discarded).toEqual(['tmp/voice.mp3']);
    expect(hand.told).toEqual(['begin', 'end']);
  });

  it('that does not stop is given up', async () => {
    hand.stops = false;
    await press(REST + 2_000);
    hand.talk.up();
    await hand.pass(10_000);
    expect([hand.sentences, hand.told]).toEqual([[t.failed], ['begin', 'end']]);
  });

  it('that opens after the finger has gone is closed at once', async () => {
    hand.starts = false;
    await press(REST + 100);
    hand.talk.up();
    hand.begin();
    await hand.pass(0);
    expect([hand.sentences, hand.vibrated]).toEqual([[t.short], 0]);
  });

  it('is not opened where a voice would tell who speaks', async () => {
    hand.why = t.nameless;
    await press(REST);
    expect([hand.sentences, hand.recordings, hand.told]).toEqual([[t.nameless], 0, []]);
    hand.talk.up();
    expect(hand.told).toEqual([]);
  });
});

describe('what takes it away', () => {
  it.each<[string, () => void]>([
    ['a call', () => hand.events?.interrupted()],
    ['the system', () => hand.talk.lost()],
  ])('%s: what was said so far stays', async (_, how) => {
    await press(REST + 4_000);
    how();
    await hand.pass(0);
    expect(hand.told.slice(0, 2)).toEqual(['begin', 'said 4000']);
  });

  it('leaving the page: nothing is told any more', async () => {
    await press(REST + 4_000);
    hand.talk.leave();
    await hand.pass(0);
    expect(hand.discarded).toEqual(['tmp/voice.mp3']);
    expect(hand.told).not.toContain('said 4000');
  });
});
