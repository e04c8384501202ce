/** A request and its answer find each other, whoever comes first, however often. */
import fc from 'fast-check';
import type { MediaTrace } from '../../../typings/domain';
import type { TraceStore } from '../../../cloudfunctions/features/content/store';
import { noteAnswered, noteAsked } from '../../../cloudfunctions/features/content/traces';

const ABOUT = { orderId: 'o1', evidenceId: 'e1' };

/** A collection whose calls each take effect at once and answer a moment later. */
function memory(): TraceStore {
  const traces = new Map<string, MediaTrace>();
  return {
    async add(trace) {
      const isNew = !traces.has(trace._id);
      if (isNew) traces.set(trace._id, trace);
      await Promise.resolve();
      return isNew ? 'added' : 'exists';
    },
    async change(id, change) {
      const known = traces.get(id);
      if (known !== undefined) traces.set(id, { ...known, ...change });
      await Promise.resolve();
      return traces.get(id) ?? null;
    },
  };
}

it('tells the answer what it is about when the request was noted first', async () => {
  const store = memory();
  expect(await noteAsked('t1', ABOUT, 1, store)).toBeNull();
  expect(await noteAnswered('t1', 'risky', 2, store)).toEqual(ABOUT);
  expect(await noteAnswered('t1', 'risky', 3, store)).toEqual(ABOUT);
});

it('tells the request its answer when that came first', async () => {
  const store = memory();
  expect(await noteAnswered('t1', 'risky', 1, store)).toBeNull();
  expect(await noteAnswered('t1', 'risky', 1, store)).toBeNull();
  expect(await noteAsked('t1', ABOUT, 2, store)).toBe('risky');
});

it('keeps apart what was never asked for', async () => {
  const store = memory();
  expect(await noteAnswered('of-another-app', 'pass', 1, store)).toBeNull();
  expect(await noteAsked('t1', ABOUT, 1, store)).toBeNull();
});

it('loses no answer in whatever order the calls of the two take effect', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const inner = memory();
      const store: TraceStore = {
        add: (trace) => scheduler.schedule(Promise.resolve()).then(() => inner.add(trace)),
        change: (id, change) => scheduler.schedule(Promise.resolve()).then(() => inner.change(id, change)),
      };
      const both = Promise.all([noteAsked('t1', ABOUT, 1, store), noteAnswered('t1', 'review', 1, store)]);
      const [early, about] = await scheduler.waitFor(both);
      // One of the two, or both, knows all of it, and writes it on the order.
      expect(early === 'review' || about?.evidenceId === 'e1').toBe(true);
    }),
  );
});
