/** Papers for an inspector: who may ask, that they are made in parts to the end, what stands in them, and what never does. */
import { randomUUID } from 'node:crypto';
import type { ExportJob, ExportKind, ExportView } from '../../typings/ledger';
import { ORDER_COLUMNS } from '../../cloudfunctions/engine/ledger';
import { DAY, isoDay } from '../../miniprogram/shared/time';
import { unzip } from '../support/zip';
import { contractOf, itRefusesShapes } from './support/contract-of';
import { orderAt, report, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import { countAll } from './support/tasks';

const cloud = useCloud();

const today = async (): Promise<string> => isoDay(await cloud().now());

async function ask(kind: ExportKind, part: Part = 'safety', from?: string): Promise<ExportView> {
  const to = await today();
  return (await cloud().callOk(phone(part), 'ledger.ask', { kind, from: from ?? to, to })).job;
}

const jobs = async (part: Part = 'safety'): Promise<ExportView[]> =>
  (await cloud().callOk(phone(part), 'ledger.jobs', {})).jobs;

async function made(kind: ExportKind, part: Part = 'safety'): Promise<ExportView> {
  const { id } = await ask(kind, part);
  await cloud().runTimer('reports');
  const job = (await jobs(part)).find((each) => each.id === id);
  if (job?.state !== 'done') throw new Error(`${kind} is not done: ${JSON.stringify(job)}`);
  return job;
}

async function bytesOf(id: string, no = 0, part: Part = 'safety'): Promise<Buffer> {
  const { url } = await cloud().callOk(phone(part), 'ledger.file', { id, no });
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

/** Words of an Excel or Word file. */
const wordsOf = (bytes: Buffer): string =>
  [...unzip(bytes)].map(([name, text]) => (/\.xml$/.test(name) ? text.toString('utf8') : '')).join('\n');

contractOf('ledger.ask', {
  valid() {
    it('makes the hazard ledger with its columns, and tells whoever asked', async () => {
      const id = await orderAt(cloud(), 'closed');
      const { number } = await storedOrder(cloud(), id);
      const job = await made('orders');
      expect(job.files).toMatchObject([{ name: '隐患排查治理台账.xlsx' }]);
      const words = wordsOf(await bytesOf(job.id));
      expect(words).toContain(number);
      for (const { title } of ORDER_COLUMNS) expect(words).toContain(title);
      const told = await cloud().callOk(phone('safety'), 'notices.list', {});
      expect(JSON.stringify(told)).toContain('你要的隐患排查治理台账做好了');
    });

    it.each(['statistics', 'training', 'hotWork', 'certificates', 'points'] as const)(
      'makes %s',
      async (kind) => {
        const { files, id } = await made(kind, 'manager');
        expect(files).toHaveLength(1);
        expect(wordsOf(await bytesOf(id, 0, 'manager'))).toMatch(/[一-鿿]/);
      },
    );

    it('makes an audit pack with everything in it, its index last', async () => {
      await orderAt(cloud(), 'closed');
      const { id, files } = await made('pack');
      expect(files).toHaveLength(1);
      const inside = unzip(await bytesOf(id));
      expect([...inside.keys()].sort()).toEqual(
        [
          ...['00-目录和签字页.docx', '动火作业台账.xlsx', '安全培训台账.xlsx', '每日日志头.xlsx'],
          ...['特种作业证台账.xlsx', '积分基金账.xlsx', '缺项清单.xlsx', '隐患排查治理台账.xlsx'],
          '隐患排查治理统计表.xlsx',
        ].sort(),
      );
      const cover = wordsOf(inside.get('00-目录和签字页.docx') ?? Buffer.alloc(0));
      for (const word of ['整改率', '主要负责人', '缺项清单.xlsx']) expect(cover).toContain(word);
    });
  },
  edge() {
    it('names no reporter, in no file of a pack', async () => {
      const description = '电话 13912345678，120.123456,31.234567';
      const id = await orderAt(cloud(), 'closed', { description });
      const { number, reporter } = await storedOrder(cloud(), id);
      const job = await made('pack');
      const inside = unzip(await bytesOf(job.id));
      const ledger = wordsOf(inside.get('隐患排查治理台账.xlsx') ?? Buffer.alloc(0));
      expect(ledger).toContain(number);
      for (const [name, bytes] of inside) {
        const words = wordsOf(bytes);
        for (const secret of ['13912345678', '120.1234', '31.2345']) expect(words).not.toContain(secret);
        // Training and certificates name people for what they learnt, not for what they reported.
        if (!/培训|特种作业证/.test(name)) expect(words).not.toContain(reporter.name);
      }
    });

    it('keeps what looks like a formula as text', async () => {
      const description = '=HYPERLINK("http://x","y")';
      await report(cloud(), phone('reporter'), { description });
      await report(cloud(), phone('reporter'), { templateId: null, description: '@SUM(1+1)*cmd|calc' });
      const { id } = await made('orders');
      const sheet = [...unzip(await bytesOf(id))].filter(([name]) => name.includes('worksheets/'));
      expect(sheet).not.toEqual([]);
      for (const [, xml] of sheet) expect(xml.toString('utf8')).not.toMatch(/<f[ >]/);
      expect(wordsOf(await bytesOf(id))).toContain('HYPERLINK');
    });

    it('makes an empty ledger where nothing was found', async () => {
      const from = '2025-12-31';
      const { job } = await cloud().callOk(phone('safety'), 'ledger.ask', { kind: 'orders', from, to: from });
      await cloud().runTimer('reports');
      const done = (await jobs()).find(({ id }) => id === job.id);
      expect(done).toMatchObject({ state: 'done', files: [{ rows: 0 }] });
      expect(wordsOf(await bytesOf(job.id))).toContain('隐患编号');
    });

    it('keeps its files for a week, then nothing', async () => {
      const { id } = await made('statistics');
      await cloud().clock({ set: (await cloud().now()) + 7 * DAY + 61_000 });
      await cloud().runTimer('reports');
      expect((await cloud().dump('exports')).filter(({ _id }) => _id === id)).toEqual([]);
      await refused(cloud(), 'EXPORT_UNKNOWN', phone('safety'), 'ledger.file', { id, no: 0 });
    });

    it('asks the database once in an idle minute', async () => {
      await cloud().runTimer('reports');
      await cloud().resetStats();
      await cloud().runTimer('reports');
      const { functions } = await cloud().stats();
      expect(functions['reports']?.['-']?.request.calls).toBe(1);
    });

    it('makes three at a time for one person', async () => {
      for (let n = 0; n < 3; n += 1) await ask('statistics', 'manager');
      const to = await today();
      await refused(cloud(), 'EXPORTS_BUSY', phone('manager'), 'ledger.ask', {
        kind: 'orders',
        from: to,
        to,
      });
      await cloud().runTimer('reports');
      expect((await jobs('manager')).every(({ state }) => state === 'done')).toBe(true);
    });
  },
  invalid() {
    const good = { kind: 'orders' as const, from: '2026-11-01', to: '2026-11-02' };
    itRefusesShapes(cloud, phone('safety'), 'ledger.ask', misshapen(good));

    it.each([
      ['reversed', { ...good, from: '2026-11-02', to: '2026-11-01' }],
      ['in the future', { ...good, to: '2999-01-01' }],
      ['wholly in the future', { ...good, from: '2999-01-01', to: '2999-01-02' }],
      ['longer than three years', { ...good, from: '2020-01-01' }],
    ])('refuses a range that is %s', async (_what, input) => {
      await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'ledger.ask', input);
    });
  },
  forbidden() {
    it('is for safety, management and supervisors', async () => {
      const to = await today();
      const input = { kind: 'orders' as const, from: to, to };
      for (const part of ['reporter', 'inspector', 'storekeeper', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'ledger.ask', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'ledger.ask', input);
      for (const kind of ['pack', 'points', 'training', 'hotWork', 'certificates'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone('keeper'), 'ledger.ask', { ...input, kind });
    });

    it('shows a supervisor their own areas alone', async () => {
      const { number } = await report(cloud(), phone('reporter'));
      const own = await made('orders', 'keeper');
      expect(wordsOf(await bytesOf(own.id, 0, 'keeper'))).toContain(number);
      const other = await made('orders', 'otherSupervisor');
      expect(wordsOf(await bytesOf(other.id, 0, 'otherSupervisor'))).not.toContain(number);
    });
  },
  replay() {
    it('is one job, however often it is asked for', async () => {
      const requestId = randomUUID();
      const to = await today();
      const input = { kind: 'statistics' as const, from: to, to };
      const first = await cloud().callOk(phone('safety'), 'ledger.ask', input, { requestId });
      await cloud().runTimer('reports');
      const again = await cloud().callOk(phone('safety'), 'ledger.ask', input, { requestId });
      expect(again.job).toMatchObject({ id: first.job.id, state: 'done' });
      expect((await cloud().dump('exports')).filter(({ _id }) => _id === requestId)).toHaveLength(1);
      const body = { ...input, kind: 'orders' as const };
      await refused(cloud(), 'REPLAY_MISMATCH', phone('safety'), 'ledger.ask', body, { requestId });
      await refused(cloud(), 'REPLAY_REFUSED', phone('manager'), 'ledger.ask', input, { requestId });
    });
  },
});

contractOf('ledger.shown', {
  valid() {
    it('tells of this year what was found, what is open and which papers are ready', async () => {
      await countAll(cloud());
      const before = await cloud().callOk(phone('manager'), 'ledger.shown', {});
      await orderAt(cloud(), 'closed');
      await orderAt(cloud(), 'notHazard');
      await report(cloud(), phone('reporter'));
      const { id } = await made('statistics', 'manager');
      await countAll(cloud());
      const after = await cloud().callOk(phone('manager'), 'ledger.shown', {});
      expect(after.counts.found).toBe(before.counts.found + 2);
      expect(after.open).toBe(before.open + 1);
      expect(after.papers.map((job) => job.id)).toContain(id);
      const [year = ''] = (await today()).split('-');
      expect(after).toMatchObject({ from: `${year}-01-01`, to: await today(), missing: [] });
      expect(after.months.at(-1)?.month).toBe((await today()).slice(0, 7));
      expect(JSON.stringify(after.counts)).not.toMatch(/p-0\d\d/);
    });
  },
  edge() {
    it('begins a year with nothing found', async () => {
      const [year = ''] = (await today()).split('-');
      await cloud().clock({ set: Date.parse(`${Number(year) + 1}-01-01T00:10:00+08:00`) });
      const { counts, months, open } = await cloud().callOk(phone('safety'), 'ledger.shown', {});
      expect({ found: counts.found, months, open }).toEqual({ found: 0, months: [], open: 0 });
    });
  },
  invalid() {
    it('takes no input', async () => {
      const input = { year: '2026' } as Record<string, string> as Record<string, never>;
      await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'ledger.shown', input);
    });
  },
  forbidden() {
    it('is for those who answer for the plant', async () => {
      for (const part of ['reporter', 'keeper', 'inspector', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'ledger.shown', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'ledger.shown', {});
    });
  },
});

contractOf('ledger.jobs', {
  valid() {
    it('shows how far each is', async () => {
      const { id } = await ask('pack');
      expect((await jobs())[0]).toMatchObject({ id, state: 'making', percent: 0, files: [] });
      await cloud().runTimer('reports');
      expect((await jobs())[0]).toMatchObject({ id, state: 'done', percent: 100 });
    });
  },
  edge() {
    it('shows an office of the plant everybody’s, and a supervisor their own', async () => {
      const { id } = await made('statistics', 'keeper');
      expect((await jobs('manager')).map((job) => job.id)).toContain(id);
      expect((await jobs('otherSupervisor')).map((job) => job.id)).not.toContain(id);
    });
  },
  invalid() {
    it('takes no input', async () => {
      const input = { of: CAST.safety } as Record<string, string> as Record<string, never>;
      await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'ledger.jobs', input);
    });
  },
  forbidden() {
    it('is for those who may ask', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'ledger.jobs', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'ledger.jobs', {});
    });
  },
});

contractOf('ledger.file', {
  valid() {
    it('hands out a link and the name of the file', async () => {
      const { id } = await made('statistics');
      const { name } = await cloud().callOk(phone('safety'), 'ledger.file', { id, no: 0 });
      expect(name).toBe('隐患排查治理统计表.xlsx');
    });
  },
  edge() {
    it('has nothing of a job that is not done', async () => {
      const { id } = await ask('pack');
      await refused(cloud(), 'EXPORT_UNKNOWN', phone('safety'), 'ledger.file', { id, no: 0 });
      await cloud().runTimer('reports');
      await refused(cloud(), 'EXPORT_UNKNOWN', phone('safety'), 'ledger.file', { id, no: 1 });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'ledger.file', misshapen({ id: randomUUID(), no: 0 }));
  },
  forbidden() {
    it('tells nobody of the job of another supervisor', async () => {
      const { id } = await made('statistics', 'keeper');
      await refused(cloud(), 'EXPORT_UNKNOWN', phone('otherSupervisor'), 'ledger.file', { id, no: 0 });
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'ledger.file', { id, no: 0 });
    });
  },
});

contractOf('ledger.gaps', {
  valid() {
    it('names what an order lacks, and leads to it', async () => {
      const { id, number } = await report(cloud(), phone('reporter'));
      const day = await today();
      const { rows } = await cloud().callOk(phone('safety'), 'ledger.gaps', { from: day, to: day });
      const row = rows.find(({ orderId }) => orderId === id);
      expect(row).toMatchObject({ number, gaps: [{ id: 'photoBefore' }] });
    });
  },
  edge() {
    it('goes on where a page ended, with every order once', async () => {
      for (let n = 0; n < 22; n += 1) await report(cloud(), phone('reporter'));
      const day = await today();
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { rows: { orderId: string }[]; cursor: string | null } = await cloud().callOk(
          phone('safety'),
          'ledger.gaps',
          { from: day, to: day, cursor },
        );
        seen.push(...page.rows.map(({ orderId }) => orderId));
        ({ cursor } = page);
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(22);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'ledger.gaps',
      misshapen({ from: '2026-11-01', to: '2026-11-02' }),
    );

    it('refuses a cursor of another kind, and days that are to come', async () => {
      const day = await today();
      const input = { from: day, to: day };
      await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'ledger.gaps', { ...input, cursor: 'x' });
      await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'ledger.gaps', { ...input, to: '2999-01-01' });
    });
  },
  forbidden() {
    it('is for those who may ask, and of their own areas', async () => {
      const day = await today();
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'ledger.gaps', { from: day, to: day });
      const { id } = await report(cloud(), phone('reporter'));
      const { rows } = await cloud().callOk(phone('otherSupervisor'), 'ledger.gaps', { from: day, to: day });
      expect(rows.map(({ orderId }) => orderId)).not.toContain(id);
    });
  },
});

describe('the doorway', () => {
  it('refuses any caller but the timer', async () => {
    for (const as of [phone('admin'), null])
      expect((await cloud().invoke(as, 'reports', { Type: 'Timer' })).body).toMatchObject({
        ok: false,
        error: { code: 'CALLER_REFUSED' },
      });
  });

  it('makes nothing twice when it runs twice at once', async () => {
    const { id } = await ask('pack');
    await Promise.all([1, 2, 3].map(() => cloud().runTimer('reports')));
    await cloud().runTimer('reports');
    const job = (await cloud().dump('exports')).find(({ _id }) => _id === id) as
      (Record<string, unknown> & ExportJob) | undefined;
    if (job === undefined) throw new Error('the job is gone');
    const names = job.files.map(({ name }) => name);
    expect(job.state).toBe('done');
    expect(new Set(names).size).toBe(names.length);
    expect(job.results).toHaveLength(1);
  });
});
