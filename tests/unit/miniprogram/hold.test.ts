/** The hold of a submitted report: never shorter than 撤回, never longer than it may be, whatever is asked. */
import fc from 'fast-check';
import {
  answered,
  asked,
  goesAt,
  held,
  HOLD,
  LONGEST,
  QUESTION,
  type Hold,
  type Question,
} from '../../../miniprogram/services/core/hold';

const NOW = 1_000_000;

it('is as long as 撤回 when nothing is asked', () => {
  expect(goesAt(held(NOW))).toBe(NOW + HOLD);
});

it('waits for the other question when one of two is answered', () => {
  const both = asked(asked(held(NOW), 'same'), 'screening');
  const one = answered(both, 'same', NOW + 2_000);
  expect(goesAt(one)).toBe(NOW + QUESTION);
  expect(goesAt(answered(one, 'screening', NOW + 3_000))).toBe(NOW + HOLD);
});

it('gives time for the next of several questions', () => {
  const first = answered(asked(held(NOW), 'screening'), 'screening', NOW + 14_000, true);
  expect(goesAt(first)).toBe(NOW + 24_000);
});

it('lies between the two ends for any questions and answers', () => {
  const question = fc.constantFrom<Question>('same', 'screening');
  const step = fc.record({ question, answer: fc.boolean(), more: fc.boolean(), after: fc.nat(60_000) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const end = steps.reduce<Hold>(
        (hold, { question: about, answer, more, after }) =>
          answer ? answered(hold, about, NOW + after, more) : asked(hold, about),
        held(NOW),
      );
      expect(goesAt(end)).toBeGreaterThanOrEqual(NOW + HOLD);
      expect(goesAt(end)).toBeLessThanOrEqual(NOW + LONGEST);
    }),
  );
});
