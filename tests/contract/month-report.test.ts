/** 月度安全健康报告: written once by the clock, frozen, written once more with a reason, and what stands in it on paper. */
import { randomUUID } from 'node:crypto';
import type { MonthReport, ReportView } from '../../typings/month-report';
import type { ExportView } from '../../typings/ledger';
import { DAY, isoDay } from '../../miniprogram/shared/time';
import { unzip } from '../support/zip';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { orderAt, report as reportOne, storedOrder } from './support/desk';
import { guestPhone, phone, useCloud, type Part } from './support/plant';
import { errorOf, refused } from './support/refusal';
import { misshapen } from './support/shapes';
import { countAll } from './support/tasks';

const cloud = useCloud();

const monthOf = (at: number): string => isoDay(at).slice(0, 'yyyy-mm'.length);

/** To the first day of the next month, at an hour. @returns the month that ended */
async function toNextMonth(hour = '06:10'): Promise<string> {
  const month = monthOf(await cloud().now());
  const next = monthOf(Date.parse(`${month}-28T00:00:00+08:00`) + 5 * DAY);
  await cloud().clock({ set: Date.parse(`${next}-01T${hour}:00+08:00`) });
  return month;
}

/** A month with something in it that is over, with its report. */
async function reported(): Promise<{ month: string; orderId: string }> {
  const orderId = await orderAt(cloud(), 'closed');
  await reportOne(cloud(), phone('reporter'));
  await countAll(cloud());
  const month = await toNextMonth();
  await cloud().runTimer('reports');
  return { month, orderId };
}

const read = (month: string, part: Part = 'manager', version?: number): Promise<ReportView> =>
  cloud().callOk(phone(part), 'report.read', { month, ...(version === undefined ? {} : { version }) });

const valueOf = ({ content }: ReportView, id: string): number | null | undefined =>
  content.overview.kpis.find((kpi) => kpi.id === id)?.value;

const stored = async (month: string): Promise<MonthReport[]> =>
  (await cloud().dump('monthReports')).filter((one) => one['month'] === month) as (Record<string, unknown> &
    MonthReport)[];

contractOf('report.list', {
  valid() {
    it('lists what was written, the newest month first', async () => {
      const { month } = await reported();
      const { reports } = await cloud().callOk(phone('safety'), 'report.list', {});
      expect(reports[0]).toMatchObject({ month, version: 1, why: null });
    });
  },
  edge() {
    it('tells whoever reads it on the first', async () => {
      const { month } = await reported();
      const [year, number] = month.split('-').map(Number);
      for (const part of ['manager', 'safety'] as const) {
        const told = JSON.stringify(await cloud().callOk(phone(part), 'notices.list', {}));
        expect(told).toContain(`${year} 年 ${number} 月的安全健康报告写好了`);
      }
    });
  },
  invalid() {
    it('takes no input', async () => {
      const input: Record<string, unknown> = { month: '2026-11' };
      expect(
        errorOf(await cloud().call(phone('safety'), 'report.list', input as Record<string, never>)).code,
      ).toBe('BAD_REQUEST');
    });
  },
  forbidden() {
    it('is for safety and management', async () => {
      for (const part of ['reporter', 'keeper', 'inspector', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'report.list', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'report.list', {});
    });
    itRefusesNobody(cloud, 'report.list', {});
  },
});

contractOf('report.read', {
  valid() {
    it('tells the month as its numbers tell it, frozen', async () => {
      const { month } = await reported();
      const report = await read(month);
      const to = report.content.overview.to;
      const told = await cloud().callOk(phone('manager'), 'insight.overview', { period: 'month', of: to });
      expect(report.content.overview).toEqual({ ...told, missing: [] });
      expect(valueOf(report, 'closed')).toBeGreaterThan(0);
      expect(report.content.sentences[0]).toMatch(/^报了 \d+ 条，关了 \d+ 条/);
      expect(report.content.forecasts.map(({ id }) => id)).toEqual([
        'permits',
        'fire',
        'lifting',
        'height',
        'cylinder',
      ]);
      expect(report.content.gaps).toContain('去年同期没有数，又出现的比例没有比');
    });

    it('tells what management asked for and what came of it, without names', async () => {
      const orderId = await orderAt(cloud(), 'rectifying');
      const { reporter } = await storedOrder(cloud(), orderId);
      const [dueAt, requestId] = [(await cloud().now()) + DAY, randomUUID()];
      const text = `${reporter.name}说的通道，周五前清开，电话 13912345678`;
      const wish = { orderId, text, to: 'p-012', dueAt };
      const answer = await cloud().call(phone('manager'), 'directives.issue', wish, { requestId });
      expect(answer).toMatchObject({ ok: true });
      const { month } = await reported();
      const { decisions } = (await read(month)).content;
      expect(JSON.stringify(decisions)).toContain('周五前清开');
      expect(JSON.stringify(decisions)).not.toContain(reporter.name);
      expect(JSON.stringify(decisions)).not.toContain('13912345678');
    });
  },
  edge() {
    it('tells its readers, also when the run that wrote it ended before it did', async () => {
      await reportOne(cloud(), phone('reporter'));
      await countAll(cloud());
      const month = await toNextMonth();
      const match = { function: 'reports', collection: 'deliveries' };
      await cloud().faults([{ match, mode: 'fail', times: 'forever' }]);
      await cloud().runTimer('reports');
      expect(await stored(month)).toHaveLength(1);
      await cloud().faults([]);
      await cloud().clock({ advance: 60_000, coalesce: true });
      await cloud().runTimer('reports');
      const [year, number] = month.split('-').map(Number);
      const told = JSON.stringify(await cloud().callOk(phone('manager'), 'notices.list', {}));
      expect(told).toContain(`${year} 年 ${number} 月的安全健康报告写好了`);
    });

    it('is written once, however often the timer comes, and not before six', async () => {
      await reportOne(cloud(), phone('reporter'));
      await countAll(cloud());
      const month = await toNextMonth('05:50');
      await cloud().runTimer('reports');
      expect(await stored(month)).toEqual([]);
      await cloud().clock({ advance: 30 * 60_000, coalesce: true });
      await Promise.all([1, 2, 3].map(() => cloud().runTimer('reports')));
      const [first, ...more] = await stored(month);
      expect(more).toEqual([]);
      await cloud().clock({ advance: DAY, coalesce: true });
      await cloud().runTimer('reports');
      expect(await stored(month)).toEqual([first]);
    });

    it('does not change when its month does', async () => {
      const { month, orderId } = await reported();
      const before = await read(month);
      await cloud().callOk(phone('safety'), 'orders.get', { orderId });
      await countAll(cloud());
      expect(await read(month)).toEqual(before);
    });

    it('leads whoever may not see orders to none', async () => {
      const { month } = await reported();
      expect(JSON.stringify(await read(month, 'admin'))).not.toContain('"what"');
      expect(JSON.stringify(await read(month, 'manager'))).toContain('"what"');
    });

    it('has nothing of a month before the plant', async () => {
      await refused(cloud(), 'REPORT_UNKNOWN', phone('manager'), 'report.read', { month: '2020-01' });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'report.read',
      misshapen({ month: '2026-11', version: 2 }, { optional: ['version'] }),
    );
  },
  forbidden() {
    it('is for safety and management', async () => {
      for (const part of ['reporter', 'keeper', 'inspector', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'report.read', { month: '2026-11' });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'report.read', { month: '2026-11' });
    });
    itRefusesNobody(cloud, 'report.read', { month: '2026-11' });
  },
});

contractOf('report.redo', {
  valid() {
    it('writes a further version with its reason, and keeps the first', async () => {
      const { month } = await reported();
      const first = await read(month);
      const next = await cloud().callOk(phone('safety'), 'report.redo', { month, why: '补了两条迟到的记录' });
      expect(next).toMatchObject({ month, version: first.version + 1, why: '补了两条迟到的记录' });
      expect(await read(month)).toEqual(next);
      expect(await read(month, 'manager', first.version)).toEqual(first);
    });
  },
  edge() {
    it('writes the first version of an empty month', async () => {
      const report = await cloud().callOk(phone('safety'), 'report.redo', {
        month: '2024-02',
        why: '补一份',
      });
      expect(report).toMatchObject({ version: 1 });
      expect(report.content.overview).toMatchObject({ from: '2024-02-01', to: '2024-02-29', top: [] });
      expect(report.content.gaps).toContain('29 天没有任何记录');
      for (const { sentence } of report.content.forecasts) expect(sentence).toContain('数据太少');
      expect(JSON.stringify(report)).not.toMatch(/NaN|undefined|Infinity/);
    });

    it('keeps names and numbers out of its reason', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const { reporter } = await storedOrder(cloud(), orderId);
      const why = `${reporter.name}补了两条，电话 13912345678`;
      const report = await cloud().callOk(phone('safety'), 'report.redo', { month: '2024-06', why });
      expect(report.why).toBe('有关人员补了两条，电话 （号码略）');
    });

    it('gives two who ask at once a version each', async () => {
      const month = '2024-03';
      const wish = { month, why: '对一遍' };
      const both = await Promise.all([
        cloud().callOk(phone('safety'), 'report.redo', wish),
        cloud().callOk(phone('manager'), 'report.redo', wish),
      ]);
      expect(both.map(({ version }) => version).sort()).toEqual([1, 2]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'report.redo', misshapen({ month: '2024-02', why: '补一份' }));

    it('refuses a month that is not over, and one that is to come', async () => {
      const month = monthOf(await cloud().now());
      for (const wish of [month, '2099-01']) {
        const told = await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'report.redo', {
          month: wish,
          why: '早点看',
        });
        expect(Object.keys(told.fields ?? {})).toEqual(['month']);
      }
    });
  },
  forbidden() {
    it('is for safety and the manager', async () => {
      const wish = { month: '2024-02', why: '补一份' };
      for (const part of ['reporter', 'keeper', 'admin', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'report.redo', wish);
    });
    itRefusesNobody(cloud, 'report.redo', { month: '2024-02', why: '补一份' });
  },
  replay() {
    const again = (requestId: string, why: string, part: Part = 'safety') =>
      cloud().call(phone(part), 'report.redo', { month: '2024-04', why }, { requestId });

    it('is one version, however often it is sent', async () => {
      const requestId = randomUUID();
      const first = await again(requestId, '补一份');
      expect(await again(requestId, '补一份')).toEqual(first);
      expect(await stored('2024-04')).toHaveLength(1);
    });

    it('is one version, also when it is sent twice at once', async () => {
      const requestId = randomUUID();
      const month = '2024-05';
      const wish = { month, why: '补一份' };
      const send = () => cloud().call(phone('safety'), 'report.redo', wish, { requestId });
      const both = await Promise.all([send(), send(), send()]);
      expect(both).toEqual(both.map(() => both[0]));
      expect(await stored(month)).toHaveLength(1);
    });

    it('refuses another wish, and another person, under the same id', async () => {
      const requestId = randomUUID();
      await again(requestId, '补一份');
      expect(await again(requestId, '别的原因')).toMatchObject({ error: { code: 'REPLAY_MISMATCH' } });
      expect(await again(requestId, '补一份', 'manager')).toMatchObject({
        error: { code: 'REPLAY_REFUSED' },
      });
    });
  },
});

describe('on paper', () => {
  const asked = async (from: string, to: string): Promise<ExportView> =>
    (await cloud().callOk(phone('safety'), 'ledger.ask', { kind: 'report', from, to })).job;

  it('is a Word document of the newest version, without who reported', async () => {
    const { month, orderId } = await reported();
    const { reporter } = await storedOrder(cloud(), orderId);
    const report = await read(month);
    const { from, to } = report.content.overview;
    const { id } = await asked(from, to);
    await cloud().runTimer('reports');
    const { url, name } = await cloud().callOk(phone('safety'), 'ledger.file', { id, no: 0 });
    expect(name).toBe(`月度安全健康报告-${month}-第${report.version}版.docx`);
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    const words = [...unzip(bytes)]
      .map(([file, text]) => (/\.xml$/.test(file) ? text.toString('utf8') : ''))
      .join('');
    for (const said of ['一句话', '高风险作业', '没有算进来的', report.check]) expect(words).toContain(said);
    expect(words).not.toContain(reporter.name);
  });

  it('leaves no heading alone at the end of a page', async () => {
    const { month } = await reported();
    const { from, to } = (await read(month)).content.overview;
    const { id } = await asked(from, to);
    await cloud().runTimer('reports');
    const { url } = await cloud().callOk(phone('safety'), 'ledger.file', { id, no: 0 });
    const paper = unzip(Buffer.from(await (await fetch(url)).arrayBuffer())).get('word/document.xml');
    const paragraphs = paper?.toString('utf8').match(/<w:p>.*?<\/w:p>/gs) ?? [];
    const heading = paragraphs.find((one) => one.includes('部门答复快慢'));
    expect(heading).toContain('<w:keepNext/>');
  });

  it.each([
    ['half a month', '2026-10-01', '2026-10-15'],
    ['two months', '2026-09-01', '2026-10-31'],
  ])('is not made of %s', async (_what, from, to) => {
    const wish = { kind: 'report', from, to } as const;
    await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'ledger.ask', wish);
  });

  it('is not made of a month that runs', async () => {
    const month = monthOf(await cloud().now());
    const to = isoDay(
      Date.parse(`${monthOf(Date.parse(`${month}-28T00:00:00+08:00`) + 5 * DAY)}-01T00:00:00+08:00`) - DAY,
    );
    const wish = { kind: 'report', from: `${month}-01`, to } as const;
    await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'ledger.ask', wish);
  });

  it('is not for a supervisor', async () => {
    const wish = { kind: 'report', from: '2026-09-01', to: '2026-09-30' } as const;
    await refused(cloud(), 'NOT_FOR_YOU', phone('keeper'), 'ledger.ask', wish);
  });
});
