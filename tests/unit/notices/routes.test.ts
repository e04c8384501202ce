/** Inputs of the routes of notices and points: what is taken, what is refused, and in which language. */
import { noticeInputs, noticeRoutes, MAX_MARKED } from '../../../cloudfunctions/features/notices/routes';
import { pointInputs, pointRoutes } from '../../../cloudfunctions/features/points/routes';
import { parse } from '../../../cloudfunctions/platform/router';
import type { AppError } from '../../../miniprogram/shared/errors';
import { NOTICES } from './fixtures';

function refusal(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('was taken');
}

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `n-${i}`);
const prompts = (count: number) => Object.fromEntries(many(count).map((key) => [key, 'accept']));

describe('inputs', () => {
  it.each([
    ['list', noticeInputs.list, {}],
    ['list', noticeInputs.list, { cursor: null }],
    ['list', noticeInputs.list, { cursor: 'WzEsImEiXQ' }],
    ['read', noticeInputs.read, { ids: many(MAX_MARKED) }],
    ['granted', noticeInputs.granted, { results: { task: 'accept', verify: 'filter' } }],
    ['points', pointInputs.get, { cursor: null }],
  ])('of %s are taken as they are', (_, schema, input) => {
    expect(parse<unknown>(schema, input)).toEqual(input);
  });

  it.each([
    ['list', noticeInputs.list, { cursor: 1 }],
    ['list', noticeInputs.list, { cursor: 'x'.repeat(401) }],
    ['list', noticeInputs.list, { page: 2 }],
    ['list', noticeInputs.list, null],
    ['read', noticeInputs.read, {}],
    ['read', noticeInputs.read, { ids: 'a' }],
    ['read', noticeInputs.read, { ids: [] }],
    ['read', noticeInputs.read, { ids: [''] }],
    ['read', noticeInputs.read, { ids: ['x'.repeat(201)] }],
    ['read', noticeInputs.read, { ids: many(MAX_MARKED + 1) }],
    ['granted', noticeInputs.granted, {}],
    ['granted', noticeInputs.granted, { results: [] }],
    ['granted', noticeInputs.granted, { results: {} }],
    ['granted', noticeInputs.granted, { results: { task: 'acceptWithAudio' } }],
    ['granted', noticeInputs.granted, { results: { ['k'.repeat(65)]: 'accept' } }],
    ['granted', noticeInputs.granted, { results: prompts(11) }],
    ['points', pointInputs.get, { cursor: {} }],
    ['points', pointInputs.get, { personId: 'p-li' }],
  ])('of %s are refused in Chinese', (_, schema, input) => {
    const { code, fields } = refusal(() => parse<unknown>(schema, input));
    expect(code).toBe('BAD_REQUEST');
    for (const message of Object.values(fields ?? {}))
      expect(message).toMatch(/^[^A-Za-z]*[一-鿿][^A-Za-z]*$/);
  });
});

describe('admission', () => {
  it('lets guests read their inbox, and asks for a binding before points are shown', () => {
    const routes = noticeRoutes(() => Promise.resolve(NOTICES));
    expect(Object.values(routes).map(({ admit }) => admit)).toEqual(['anyone', 'anyone', 'anyone']);
    expect(pointRoutes['points.get'].admit).toBe('bound');
  });
});
