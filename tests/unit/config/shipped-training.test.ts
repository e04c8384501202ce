/** The courses, questions and programmes of the starter plant: sound, long enough, and in words that a worker says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { asEnrolled, readRoll } from '../../../cloudfunctions/features/people/enrol';
import { trainingHoles } from '../../../cloudfunctions/features/routing/holes';
import peopleBody from '../../../scripts/plant/people.json';
import placesBody from '../../../scripts/plant/places.json';
import trainingBody from '../../../scripts/plant/training.json';
import { isChinese, textsOf, wordFaults } from '../../support/words';

const training = parseConfig('training', trainingBody);
const { courses, questions, programmes, hourMinutes } = training;

const hoursOf = (id: string): number => {
  const ids =
    programmes.find((programme) => programme.id === id)?.parts.flatMap(({ courseIds }) => courseIds) ?? [];
  return (
    ids.reduce((sum, each) => sum + (courses.find((course) => course.id === each)?.minutes ?? 0), 0) /
    hourMinutes
  );
};

it('has no holes', () => {
  const roll = readRoll(peopleBody).people.map(asEnrolled);
  expect(trainingHoles(training, parseConfig('places', placesBody), roll)).toEqual([]);
});

it('lasts at least 24 学时 for new hires and 8 for a year, and says whose numbers those are', () => {
  expect(hoursOf('new-hire')).toBeGreaterThanOrEqual(24);
  expect(hoursOf('yearly')).toBeGreaterThanOrEqual(8);
  expect(training.basis).toContain('模板，按本厂制度修改');
});

it('says nothing that the product never says, and nothing of half width', () => {
  const texts = textsOf(trainingBody).filter(([, text]) => isChinese(text));
  expect(texts.flatMap(([path, text]) => wordFaults(text).map((fault) => `${path}: ${fault}`))).toEqual([]);
});

describe('the questions', () => {
  it('are at least forty, told apart by what they ask', () => {
    expect(questions.length).toBeGreaterThanOrEqual(40);
    expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
  });

  it('are more than a quiz draws, so that a second try asks others', () => {
    for (const { id, quiz } of courses) {
      if (quiz === null) continue;
      const n = questions.filter(({ courseIds }) => courseIds.includes(id)).length;
      expect([id, n >= quiz.draw]).toEqual([id, true]);
    }
  });

  it('say where several answers are right, and never have all of them right', () => {
    for (const { text, correct, options } of questions) {
      expect([text, text.includes('可多选')]).toEqual([text, correct.length > 1]);
      expect(correct.length).toBeLessThan(options.length);
    }
  });
});

it('teaches in every course of a programme, in sections that fit a phone', () => {
  const used = new Set(programmes.flatMap(({ parts }) => parts.flatMap(({ courseIds }) => courseIds)));
  expect(courses.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  for (const { materials } of courses) {
    expect(materials.length).toBeGreaterThan(0);
    for (const material of materials) {
      expect(material.kind).toBe('text');
      if (material.kind === 'text') expect(material.text.length).toBeLessThan(500);
    }
  }
});

it('is published with one call of at most 100 KB', () => {
  expect(Buffer.byteLength(JSON.stringify(trainingBody))).toBeLessThan(95 * 1024);
});

describe('docs/training.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/training.md'), 'utf8');
  const [course, question, programme] = [...text.matchAll(/```json\n([^]*?)```/g)].map(
    ([, json = '']) => JSON.parse(json) as unknown,
  );

  it('shows a course, a question and a programme that ship', () => {
    expect(courses).toContainEqual(course);
    expect(questions).toContainEqual(question);
    expect(programmes).toContainEqual(programme);
  });

  it('counts what ships', () => {
    expect(text).toContain(`${courses.length} courses and ${questions.length} questions`);
    expect(text).toContain(`${hoursOf('new-hire')} 学时`);
  });
});
