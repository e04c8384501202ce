/** Lists what does not fit together in the one-tap templates. */
import type { Templates } from '../../../../typings/config';
import { repeated } from './repeated';

/**
 * Lists the holes of the templates: an unknown category, or something named twice.
 * @param body - the templates to prove
 */
export function templatesHoles({ categories, templates }: Templates): string[] {
  const categoryIds = new Set(categories.map(({ id }) => id));
  return [
    ...repeated(categories.map(({ id }) => id)).map((id) => `有两个类别的编号都是 ${id}`),
    ...repeated(categories.map(({ name }) => name)).map((name) => `有两个类别都叫“${name}”`),
    ...repeated(templates.map(({ id }) => id)).map((id) => `有两个模板的编号都是 ${id}`),
    ...repeated(templates.map(({ title }) => title)).map((title) => `有两个模板都叫“${title}”`),
    ...templates
      .filter(({ categoryId }) => !categoryIds.has(categoryId))
      .map(({ title, categoryId }) => `模板“${title}”的类别 ${categoryId} 不存在`),
  ];
}
