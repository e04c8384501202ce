/** Hot work in every state that its pages show, with the certificates that it rests on. */
import { randomUUID } from 'node:crypto';
import type { PermitActInput, PermitInput, PermitView } from '../../../../typings/permit-views';
import { DAY, HOUR, isoDay } from '../../../../miniprogram/shared/time';
import type { Floor } from '../../../../scripts/lib/floor';

/** Tickets by the state in which they are left. */
export const PERMITS = {
  asked: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7a01',
  approved: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7a02',
  running: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7a03',
  watching: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7a04',
  closed: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7a05',
  refused: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7a06',
} as const;

export type PermitName = keyof typeof PERMITS;

/** Who asks, who watches, who welds, and who keeps the certificates. */
export const HANDS = { asker: 'p-036', watcher: 'p-032', welder: 'p-030', keeper: 'p-011' } as const;

/** Certificates by how they stand. */
export const CERTIFICATES_OF = {
  valid: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7c01',
  ended: '0b1f5a52-6c1e-4d0b-9c58-0a4f5b1f7c02',
} as const;

const SECOND: Pick<PermitInput, 'areaId' | 'pointId' | 'level'> = {
  areaId: 'assembly',
  pointId: 'c-10',
  level: 'second',
};

export class HotWork {
  constructor(
    private readonly floor: Floor,
    private readonly now: () => Promise<number>,
  ) {}

  private openid = (id: string): string => this.floor.person(id).openid;

  /** Writes down the welder's certificate, one that ends soon, and one that ended. */
  async certify(): Promise<void> {
    const now = await this.now();
    const day = (days: number): string => isoDay(now + days * DAY);
    const save = (id: string, holder: object, kindId: string, validUntil: string) =>
      this.floor.control.callOk(this.openid(HANDS.keeper), 'certificates.save', {
        ...{ id, rev: 0, holder: holder as { personId: string }, kindId },
        number: `T${validUntil.replaceAll('-', '')}33`,
        issuedAt: '2023-11-20',
        validUntil,
        reviewDue: null,
        photos: [],
      });
    await save(CERTIFICATES_OF.valid, { personId: HANDS.welder }, 'welding', day(700));
    await save(CERTIFICATES_OF.ended, { personId: 'p-031' }, 'welding', day(-4));
    await save(randomUUID(), { personId: 'p-038' }, 'low-voltage', day(12));
    await save(randomUUID(), { name: '刘师傅', company: '宏达设备安装公司' }, 'welding', day(0));
  }

  /** The ticket as somebody sees it. */
  see(who: string, name: PermitName): Promise<PermitView> {
    return this.floor.control.callOk(this.openid(who), 'permits.get', { permitId: PERMITS[name] });
  }

  async ask(name: PermitName, change: Partial<PermitInput> = {}): Promise<PermitView> {
    const now = await this.now();
    return this.floor.control.callOk(this.openid(HANDS.asker), 'permits.apply', {
      id: PERMITS[name],
      ...SECOND,
      words: '东侧立柱二层平台',
      work: '补焊立柱裂缝，换一块加强板',
      method: '电焊',
      by: { kind: 'department', departmentId: 'assembly' },
      certificateIds: [CERTIFICATES_OF.valid],
      watcherId: HANDS.watcher,
      from: now,
      until: now + 2 * HOUR,
      ...change,
    });
  }

  async act(
    who: string,
    name: PermitName,
    action: PermitActInput['action'],
    input: PermitActInput['input'] = {},
  ): Promise<PermitView> {
    const { rev } = await this.see(who, name);
    return this.floor.control.callOk(this.openid(who), 'permits.act', {
      permitId: PERMITS[name],
      rev,
      action,
      input,
    });
  }

  /** Everybody signs whose turn it is. */
  async sign(name: PermitName): Promise<void> {
    for (;;) {
      const { next } = await this.see(HANDS.asker, name);
      if (next?.step !== 'approve') return;
      const { near } = await this.see(next.owner.id, name);
      const note = near !== null && near.orders.length > 0 ? { note: '先把气瓶移开，盖好防火布' } : {};
      await this.act(next.owner.id, name, 'approve', {
        ...note,
        ...(near === null ? {} : { seen: near.seen }),
      });
    }
  }

  /** Takes so many precautions; all unless told. */
  async take(name: PermitName, count = Infinity): Promise<void> {
    const { rules } = await this.see(HANDS.asker, name);
    for (const { id, photo } of rules.checks.slice(0, count)) {
      const photos = photo ? [await this.floor.photograph(HANDS.asker, 'cylinder-chained')] : [];
      const check =
        id === 'drains'
          ? { checkId: id, result: 'na' as const, reason: '附近没有地沟', photos: [] }
          : { checkId: id, result: 'done' as const, photos };
      await this.act(HANDS.asker, name, 'check', { checks: [check] });
    }
  }

  /** Somebody watches, and the fire burns. */
  async begin(name: PermitName): Promise<void> {
    await this.sign(name);
    await this.take(name);
    await this.act(HANDS.watcher, name, 'watchIn');
    await this.act(HANDS.asker, name, 'start');
  }

  /** What was done hours ago: its fire is out, and nobody took the last picture yet. */
  async playBefore(): Promise<void> {
    await this.certify();
    await this.ask('closed');
    await this.begin('closed');
    await this.act(HANDS.asker, 'closed', 'finish');
  }

  /** All tickets in their states. @returns who is asked to sign next */
  async play(): Promise<string> {
    const photo = await this.floor.photograph(HANDS.watcher, 'guard-missing');
    await this.act(HANDS.watcher, 'closed', 'endWatch', { photos: [photo] });
    const red = { areaId: 'manual-welding', pointId: 'b-03', level: 'second' } as const;
    const asked = await this.ask('asked', red);
    await this.ask('approved', { ...red, pointId: 'b-04', method: '气割' });
    await this.sign('approved');
    await this.take('approved', 3);
    await this.act(HANDS.asker, 'approved', 'gasTest', { values: { lel: 4, o2: 20.9 } });
    await this.ask('running');
    await this.begin('running');
    await this.ask('watching', { pointId: 'c-12' });
    await this.begin('watching');
    await this.act(HANDS.asker, 'watching', 'finish');
    const refused = await this.ask('refused');
    await this.act(refused.next?.owner.id ?? '', 'refused', 'refuse', {
      reason: '下班前赶不完，明天上午再申请',
    });
    return asked.next?.owner.id ?? '';
  }
}
