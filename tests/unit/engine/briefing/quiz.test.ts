/** The photo quiz: the same for the same card, three different answers, one of them right, never the order they came in. */
import fc from 'fast-check';
import { quizOf, type QuizPicture } from '../../../../cloudfunctions/engine/briefing';
import templatesBody from '../../../../cloudfunctions/config/templates.json';
import { parseConfig } from '../../../../cloudfunctions/config/schema';

const { templates } = parseConfig('templates', templatesBody);

const picture = (n: number, templateId: string): QuizPicture => ({
  ...{ orderId: `o-${n}`, templateId, evidenceId: `e-${n}`, sealedFileId: `f-${n}` },
  ...{ place: '厂房', measure: '装好了' },
});

const pictures = fc
  .array(fc.constantFrom(...templates.map(({ id }) => id)), { minLength: 1, maxLength: 8 })
  .map((ids) => ids.map((id, n) => picture(n, id)));

it('is drawn alike from the same pictures in any order', () => {
  fc.assert(
    fc.property(pictures, fc.string(), (all, card) => {
      expect(quizOf(card, [...all].reverse(), [...templates].reverse())).toEqual(
        quizOf(card, all, templates),
      );
    }),
  );
});

it('asks about one of the pictures, with three titles of which its own is right', () => {
  fc.assert(
    fc.property(pictures, fc.string(), (all, card) => {
      const quiz = quizOf(card, all, templates)!;
      const right = all.find(({ evidenceId }) => evidenceId === quiz.evidenceId)!;
      expect(quiz.rightId).toBe(right.templateId);
      expect(quiz.options.map(({ id }) => id)).toContain(right.templateId);
      expect(new Set(quiz.options.map(({ title }) => title)).size).toBe(3);
    }),
  );
});

it('is another one on other cards, with the right answer in every place', () => {
  const all = templates.slice(0, 8).map(({ id }, n) => picture(n, id));
  const quizzes = Array.from({ length: 60 }, (_none, n) => quizOf(`card-${n}`, all, templates)!);
  expect(new Set(quizzes.map(({ orderId }) => orderId)).size).toBeGreaterThan(5);
  const places = quizzes.map(({ options, rightId }) => options.findIndex(({ id }) => id === rightId));
  expect(new Set(places)).toEqual(new Set([0, 1, 2]));
});

it('is none without pictures, of templates that are gone, or without enough to choose from', () => {
  expect(quizOf('card', [], templates)).toBeNull();
  expect(quizOf('card', [picture(1, 'gone')], templates)).toBeNull();
  const two = templates.slice(0, 2);
  expect(quizOf('card', [picture(1, two[0]!.id)], two)).toBeNull();
});
