/** The questions after a report: which is next, and which answers still belong to the template. */
import fc from 'fast-check';
import { cardOf, nextOf, saidTo, withAnswer, type Said } from '../../../miniprogram/services/core/screening';
import { newDraft, reportInput } from '../../../miniprogram/services/core/draft';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import type { Plant } from '../../../miniprogram/services/core/places';
import { CONFIGS } from '../../support/starter-configs';
import type { ScreeningAnswer } from '../../../typings/config';

const { cards } = parseConfig('screening', CONFIGS.screening);
const plant: Plant = {
  unchanged: false,
  version: '1',
  areas: [],
  points: [],
  categories: [],
  templates: [],
  screening: cards,
};
const cardBy = (id: string) => cards.find((card) => card.id === id)!;
const said = (cardId: string, answers: Said['answers'] = {}): Said => ({ cardId, answers });

it.each(cards.flatMap((card) => card.templateIds.map((id) => [id, card] as const)))(
  'after %s its card asks',
  (templateId, card) => {
    expect(cardOf(plant, templateId)).toBe(card);
  },
);

it('asks nothing after other templates, without a template, and where the phone knows no cards', () => {
  expect(cardOf(plant, 'guard-loose')).toBeNull();
  expect(cardOf(plant, null)).toBeNull();
  expect(cardOf(null, 'dust-thick')).toBeNull();
  const old = { ...plant };
  delete old.screening;
  expect(cardOf(old, 'dust-thick')).toBeNull();
});

it('asks one question after the other, and says which of how many', () => {
  const card = cardBy('confined-space');
  expect(nextOf(card, said(card.id))).toEqual({
    cardId: card.id,
    questionId: 'tested',
    text: '进去之前，通过风、测过气体吗？',
    no: '再问 3 句，第 1 句',
  });
  const two = said(card.id, { tested: 'unsure', watched: 'no' });
  expect(nextOf(card, two)).toMatchObject({ questionId: 'approved', no: '再问 3 句，第 3 句' });
  expect(nextOf(card, withAnswer(two, 'approved', 'yes'))).toBeNull();
});

it('asks no more where every answer is wanted and one does not raise', () => {
  const card = cardBy('solvent-cleaning');
  expect(nextOf(card, said(card.id, { solvent: 'no' }))).toBeNull();
  expect(nextOf(card, said(card.id, { solvent: 'unsure' }))).toBeNull();
  expect(nextOf(card, said(card.id, { solvent: 'yes' }))).toMatchObject({ questionId: 'enclosed' });
});

it('forgets what was said to the card of another template', () => {
  const card = cardBy('dust-cleaning');
  const own = said(card.id, { combustible: 'yes' });
  expect(saidTo(card, own)).toBe(own);
  expect(saidTo(card, said('paint-room', { paint: 'yes' }))).toEqual(said(card.id));
  expect(saidTo(card, null)).toEqual(said(card.id));
});

it('sends the answers with the report, and nothing where they were forgotten', () => {
  const content = {
    templateId: 'dust-thick',
    description: '',
    areaId: 'grinding',
    pointId: null,
    placeSource: 'chosen' as const,
    position: null,
    observedAt: null,
    visibility: 'named' as const,
    title: '',
    placeText: '',
  };
  const answered = said('dust-cleaning', { combustible: 'yes' });
  const sent = (screening?: Said | null) =>
    reportInput(newDraft('d', 'r', 0, screening === undefined ? content : { ...content, screening }));
  expect(sent(answered).screening).toEqual(answered);
  expect(sent()).not.toHaveProperty('screening');
  expect(sent(null)).not.toHaveProperty('screening');
});

it('comes to an end after three answers at most, whatever they are', () => {
  const answers = fc.array(fc.constantFrom<ScreeningAnswer>('yes', 'no', 'unsure'), { minLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...cards), answers, (card, given) => {
      let now = said(card.id);
      let asked = 0;
      for (let next = nextOf(card, now); next !== null; next = nextOf(card, now)) {
        now = withAnswer(now, next.questionId, given[asked] ?? 'unsure');
        asked += 1;
        expect(asked).toBeLessThanOrEqual(3);
      }
    }),
  );
});
