/** Writes the ledger of so many orders of two years and says what it made, and how much memory that took; a program of its own. */
import type { Registered } from '../../../cloudfunctions/engine/ledger';
import { ordersSection, type Orders } from '../../../cloudfunctions/features/ledger/orders';
import type { Work } from '../../../cloudfunctions/features/ledger/section';
import type { ExportJob } from '../../../typings/ledger';
import { registered } from '../../support/registered';

const FROM = Date.parse('2025-01-01T00:00:00+08:00');
const TO = Date.parse('2027-01-01T00:00:00+08:00');

const wanted = Number(process.argv[2]);

/** The n-th order: evenly over the two years, each with a number of its own and long words. */
function order(n: number): Registered {
  const number = `YH-20250101-${String(n).padStart(6, '0')}`;
  const reportedAt = FROM + Math.floor(((TO - FROM) * n) / wanted);
  return registered({
    _id: number,
    number,
    reportedAt,
    description: `第 ${n} 条：${'护罩松动，螺栓缺失。'.repeat(6)}`,
  });
}

const firstAfter = (at: number): number => Math.max(0, Math.ceil(((at - FROM) * wanted) / (TO - FROM)));

const orders: Orders = {
  count: () => Promise.resolve(wanted),
  read(span, last, limit) {
    let n = last === null ? firstAfter(span.from) : Number(last.id.slice(-6)) + 1;
    const found: Registered[] = [];
    for (; n < wanted && found.length < limit; n += 1) {
      const one = order(n);
      if (one.reportedAt >= span.to) break;
      if (one.reportedAt >= span.from) found.push(one);
    }
    return Promise.resolve(found);
  },
};

/** Of the plant, what the ledger asks of it. */
const PLANT = {
  flows: { flows: [] },
  templateById: new Map(),
  places: { departments: [] },
  personById: new Map(),
};

function work(job: Partial<ExportJob>): Work {
  const given: object = { job, inForce: PLANT, now: TO };
  return given as Work;
}

async function main(): Promise<void> {
  const section = ordersSection(true, orders);
  let job: Partial<ExportJob> = {
    kind: 'pack',
    from: '2025-01-01',
    to: '2026-12-31',
    areaIds: null,
    cursor: null,
    months: [],
  };
  const files: { name: string; rows: number; bytes: number }[] = [];
  let rss = 0;
  do {
    const part = await section(work(job));
    files.push(...part.papers.map(({ name, rows, bytes }) => ({ name, rows, bytes: bytes.length })));
    job = { ...job, cursor: part.cursor, months: part.months ?? [] };
    rss = Math.max(rss, process.memoryUsage.rss());
  } while (job.cursor !== null);
  const found = (job.months ?? []).reduce((sum, { tally }) => sum + tally.found, 0);
  process.stdout.write(JSON.stringify({ files, rss, found, peak: process.resourceUsage().maxRSS * 1024 }));
}

void main().then(() => process.exit(0));
