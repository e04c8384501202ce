/** `node scripts/run.mjs plant-import [--url http://127.0.0.1:4000] [--from folder] [--invites]`: imports a plant. */
import { parseArgs } from 'node:util';
import { AppError } from '../miniprogram/shared/errors';
import { importPlant, type ImportResult } from './lib/import-plant';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    from: { type: 'string' },
    invites: { type: 'boolean', default: false },
  },
});

/** What was done, a line each. */
function tell({ report, invites }: ImportResult): string[] {
  const { people, configs } = report;
  const published = configs.published.length === 0 ? '无' : configs.published.join('、');
  return [
    `人员：新增 ${people.added}，已有 ${people.kept}`,
    `设置：发布 ${published}；已有 ${configs.kept.length} 类，未改`,
    ...invites.map(({ personId, name, code }) => `${personId}\t${name}\t${code}`),
  ];
}

importPlant({
  now: Date.now(),
  invites: values.invites,
  ...(values.url === undefined ? {} : { baseUrl: values.url }),
  ...(values.from === undefined ? {} : { folder: values.from }),
}).then(
  (result) => console.log(tell(result).join('\n')),
  (error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    console.error([error.message, ...Object.values(error.fields ?? {})].join('\n'));
    process.exitCode = 1;
  },
);
