/** The icons: the style sheets are what their drawings make, and every icon that a page names is drawn. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICONS, PICTOGRAMS } from '../../../scripts/icon-shapes.mjs';
import { glyphStyles, iconStyles, ringStyles } from '../../../scripts/icon-styles.mjs';

const root = join(__dirname, '../../../miniprogram');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Without the spaces and line breaks that formatting adds. */
const bare = (css: string): string => css.replace(/\s|;(?=\s*\})|["']/g, '');

describe('style sheets', () => {
  it('hold every drawing as it is now', () => {
    const written = bare(read('components/icon/icon.wxss'));
    for (const rule of iconStyles()
      .split('\n')
      .filter((line) => line.startsWith('.i-')))
      expect(written).toContain(bare(rule));
    expect(bare(read('components/icon/glyphs.wxss'))).toBe(bare(glyphStyles()));
    expect(bare(read('components/loop-ring/ring.wxss'))).toContain(
      bare(/url\([^)]+\)/.exec(ringStyles())![0]),
    );
  });

  it('load nothing from elsewhere', () => {
    const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.wxss'),
    );
    for (const sheet of sheets) expect(read(sheet)).not.toMatch(/url\(\s*["']?(?!data:)/);
  });
});

describe('names in templates', () => {
  const templates = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.wxml'),
  );

  it.each(templates)('%s', (template) => {
    const named = [...read(template).matchAll(/(?:<app-icon[^>]*\bname|\bicon)="([a-z-]+)"/g)].map(
      (match) => match[1]!,
    );
    for (const name of named) expect({ ...ICONS, ...PICTOGRAMS }).toHaveProperty([name]);
  });
});
