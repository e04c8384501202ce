/** The duty book: one active person for any place and minute, through midnight, changes and leavers. */
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import { at, bookOf, factsOf, leave, named, starterPlant, type Plant } from './plant';

// 2026-11-23 is a Monday. 加工焊接 crews rest on Monday and Tuesday, 涂装总装 on Wednesday and Thursday.
const MONDAY_NOON = at('2026-11-23 12:00');
const FRIDAY_NOON = at('2026-11-27 12:00');

describe('siteKeeper', () => {
  it('moves with the shift, to the minute', () => {
    const book = bookOf(starterPlant());
    expect(book.siteKeeper('assembly', at('2026-11-23 07:59')).name).toBe('胡春生');
    expect(book.siteKeeper('assembly', at('2026-11-23 08:00')).name).toBe('朱文斌');
    expect(book.siteKeeper('assembly', at('2026-11-23 16:00') - 1).name).toBe('朱文斌');
    expect(book.siteKeeper('assembly', at('2026-11-23 16:00')).name).toBe('徐志刚');
    expect(book.siteKeeper('assembly', at('2026-11-24 00:00')).name).toBe('胡春生');
  });

  it('is the relief on rest days', () => {
    const book = bookOf(starterPlant());
    expect(book.siteKeeper('assembly', at('2026-11-25 12:00')).name).toBe('梁永康');
    expect(book.siteKeeper('saw', MONDAY_NOON).name).toBe('梁永康');
  });

  it('keeps a shift that crosses midnight on the day it started', () => {
    const plant = starterPlant();
    plant.roster = {
      shifts: [
        { id: 'day', name: '白班', start: '06:00', end: '22:00' },
        { id: 'night', name: '夜班', start: '22:00', end: '06:00' },
      ],
      duties: [
        {
          duty: 'siteKeeper',
          areaIds: ['saw'],
          shiftId: 'night',
          weekdays: [1],
          personId: named(plant, '王大勇').id,
        },
        {
          duty: 'siteKeeper',
          areaIds: ['saw'],
          shiftId: 'night',
          weekdays: [2],
          personId: named(plant, '马玉龙').id,
        },
      ],
      changes: [],
    };
    const book = bookOf(plant);
    expect(book.siteKeeper('saw', at('2026-11-23 22:00')).name).toBe('王大勇');
    expect(book.siteKeeper('saw', at('2026-11-24 05:59')).name).toBe('王大勇');
    expect(book.siteKeeper('saw', at('2026-11-24 22:00')).name).toBe('马玉龙');
  });

  it('follows a dated change for that shift, that date and that area only', () => {
    const plant = starterPlant();
    plant.roster.changes.push({
      date: '2026-11-23',
      duty: 'siteKeeper',
      areaIds: ['assembly'],
      shiftId: 'day',
      personId: named(plant, '高明辉').id,
    });
    const book = bookOf(plant);
    expect(book.siteKeeper('assembly', MONDAY_NOON).name).toBe('高明辉');
    expect(book.siteKeeper('packing', MONDAY_NOON).name).toBe('朱文斌');
    expect(book.siteKeeper('assembly', MONDAY_NOON + 8 * 60 * MINUTE).name).toBe('徐志刚');
    expect(book.siteKeeper('assembly', MONDAY_NOON + DAY).name).toBe('朱文斌');
    expect(book.siteKeeper('assembly', MONDAY_NOON + 7 * DAY).name).toBe('朱文斌');
  });

  it('dates a change by the start of a shift that crosses midnight', () => {
    const plant = starterPlant();
    const change = { areaIds: [], personId: named(plant, '林晓燕').id };
    plant.roster.shifts = [{ id: 'whole', name: '全天班', start: '20:00', end: '20:00' }];
    plant.roster.changes = [{ ...change, date: '2026-11-23', duty: 'dutyLeader', shiftId: 'whole' }];
    const book = bookOf(plant);
    expect(book.dutyLeader(at('2026-11-23 20:00')).name).toBe('林晓燕');
    expect(book.dutyLeader(at('2026-11-24 19:59')).name).toBe('林晓燕');
  });

  it('skips a leaver: head of the department, then the duty leader', () => {
    const plant = starterPlant();
    leave(plant, '朱文斌');
    expect(bookOf(plant).siteKeeper('assembly', MONDAY_NOON).name).toBe('吴国平');
    expect(bookOf(plant).siteKeeper('lab', MONDAY_NOON).name).toBe('冯晓梅');
    leave(plant, '吴国平');
    expect(bookOf(plant).siteKeeper('assembly', MONDAY_NOON).name).toBe('陈志强');
  });

  it('gives an area that is no more to the duty leader', () => {
    const book = bookOf(starterPlant());
    expect(book.siteKeeper('gone', MONDAY_NOON)).toEqual(book.dutyLeader(MONDAY_NOON));
  });
});

describe('dutyLeader', () => {
  it('hands over at eight in the morning, not at midnight', () => {
    const book = bookOf(starterPlant());
    expect(book.dutyLeader(at('2026-11-23 08:00')).name).toBe('陈志强');
    expect(book.dutyLeader(at('2026-11-24 00:00')).name).toBe('陈志强');
    expect(book.dutyLeader(at('2026-11-24 07:59')).name).toBe('陈志强');
    expect(book.dutyLeader(at('2026-11-24 08:00')).name).toBe('赵海峰');
  });

  it('falls back to the boss, then further up, then any safety officer, then the general manager', () => {
    const plant = starterPlant();
    leave(plant, '陈志强');
    expect(bookOf(plant).dutyLeader(MONDAY_NOON).name).toBe('周建国');
    named(plant, '陈志强').bossId = named(plant, '蒋丽华').id;
    expect(bookOf(plant).dutyLeader(MONDAY_NOON).name).toBe('蒋丽华');
    leave(plant, '蒋丽华');
    expect(bookOf(plant).dutyLeader(MONDAY_NOON).name).toBe('周建国');
    named(plant, '蒋丽华').bossId = null;
    expect(bookOf(plant).dutyLeader(MONDAY_NOON).name).toBe('何志远');
    leave(plant, '何志远', '林晓燕');
    expect(bookOf(plant).dutyLeader(MONDAY_NOON).name).toBe('周建国');
  });

  it('survives a circle of bosses', () => {
    const plant = starterPlant();
    leave(plant, '陈志强', '赵海峰');
    named(plant, '陈志强').bossId = named(plant, '赵海峰').id;
    named(plant, '赵海峰').bossId = named(plant, '陈志强').id;
    expect(bookOf(plant).dutyLeader(MONDAY_NOON).name).toBe('何志远');
    expect(bookOf(plant).bossOf(named(plant, '赵海峰').id)).toBeNull();
  });

  it('is somebody even in a gap of the roster', () => {
    const plant = starterPlant();
    plant.roster = { shifts: [], duties: [], changes: [] };
    expect(bookOf(plant).dutyLeader(MONDAY_NOON).name).toBe('何志远');
    expect(bookOf(plant).siteKeeper('assembly', MONDAY_NOON).name).toBe('吴国平');
  });

  it('says so loudly when nobody is left at all', () => {
    const plant = starterPlant();
    plant.people = [];
    expect(() => bookOf(plant).dutyLeader(MONDAY_NOON)).toThrow('no active general manager');
  });
});

describe('safety', () => {
  it('is the officer on duty by day and the duty leader at night', () => {
    const book = bookOf(starterPlant());
    expect(book.safety(MONDAY_NOON).name).toBe('何志远');
    expect(book.safety(FRIDAY_NOON).name).toBe('林晓燕');
    expect(book.safety(at('2026-11-23 16:00')).name).toBe('陈志强');
  });

  it('is the duty leader when the officer on duty left', () => {
    const plant = starterPlant();
    leave(plant, '林晓燕');
    expect(bookOf(plant).safety(FRIDAY_NOON)).toEqual(bookOf(plant).dutyLeader(FRIDAY_NOON));
  });
});

describe('route', () => {
  it.each([
    [
      { categoryId: 'electrical' },
      MONDAY_NOON,
      '李卫东',
      '按规则“用电类工作日白班由设备部处理”：部门负责人李卫东',
    ],
    [
      { categoryId: 'lifting' },
      MONDAY_NOON,
      '李卫东',
      '按规则“起重吊装工作日白班由设备部处理”：部门负责人李卫东',
    ],
    [
      { categoryId: 'electrical' },
      at('2026-11-28 12:00'),
      '朱文斌',
      '按规则“夜里和周末，用电、吊装先由现场管控人控制”：现场管控人朱文斌',
    ],
    [
      { categoryId: 'cylinder' },
      MONDAY_NOON,
      '朱文斌',
      '按规则“气瓶类由现场管控人马上处理”：现场管控人朱文斌',
    ],
    [
      { categoryId: 'ppe', kind: 'behaviour' },
      MONDAY_NOON,
      '朱文斌',
      '按规则“行为类隐患由当班班组处理”：现场管控人朱文斌',
    ],
    [
      { categoryId: 'fire', suspectedMajor: true },
      MONDAY_NOON,
      '何志远',
      '按规则“疑似重大隐患先由安全员处理”：当班安全员何志远',
    ],
    [
      { categoryId: 'fire', suspectedMajor: true },
      at('2026-11-23 23:00'),
      '陈志强',
      '按规则“疑似重大隐患先由安全员处理”：没有当班安全员，值班领导陈志强',
    ],
    [
      { categoryId: 'site', urgency: 'low' },
      MONDAY_NOON,
      '吴国平',
      '按规则“现场5S工作日白班由总装车间负责人处理”：部门负责人吴国平',
    ],
    [
      { categoryId: 'site', urgency: 'low' },
      at('2026-11-23 17:00'),
      '徐志刚',
      '按规则“其余的由现场管控人处理”：现场管控人徐志刚',
    ],
    [{ categoryId: '' }, MONDAY_NOON, '朱文斌', '按规则“其余的由现场管控人处理”：现场管控人朱文斌'],
  ] as const)('%j → %s %s', (differing, when, name, explain) => {
    const plant = starterPlant();
    const routed = bookOf(plant).route(factsOf(plant, differing), when);
    expect([routed.person.name, routed.explain]).toEqual([name, explain]);
  });

  it('goes by the time of day, over midnight too, whatever the shift', () => {
    const plant = starterPlant();
    const nightly: Plant['routing']['rules'][number] = {
      id: 'nightly',
      because: '夜里给值班领导',
      when: { hours: { from: '22:00', to: '06:30' } },
      to: { kind: 'dutyLeader' },
    };
    plant.routing.rules.unshift(nightly);
    const isNightly = (when: string): boolean =>
      bookOf(plant).route(factsOf(plant), at(when)).explain.includes(nightly.because);
    expect(['21:59', '22:00', '23:59'].map((clock) => isNightly(`2026-11-23 ${clock}`))).toEqual([
      false,
      true,
      true,
    ]);
    expect(['00:00', '06:29', '06:30'].map((clock) => isNightly(`2026-11-24 ${clock}`))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('passes on to the next rule when the named person left', () => {
    const plant = starterPlant();
    leave(plant, '李卫东');
    const routed = bookOf(plant).route(factsOf(plant, { categoryId: 'electrical' }), MONDAY_NOON);
    expect(routed.person.name).toBe('朱文斌');
    expect(routed.explain).toContain('夜里和周末');
  });

  it('ends at the duty leader when no rule finds anybody', () => {
    const plant = starterPlant();
    const person = named(plant, '任小军');
    leave(plant, '任小军');
    plant.routing = {
      rules: [{ id: 'r', because: '都给电工', when: {}, to: { kind: 'person', personId: person.id } }],
    };
    expect(bookOf(plant).route(factsOf(plant), MONDAY_NOON)).toEqual({
      person: { id: named(plant, '陈志强').id, name: '陈志强' },
      explain: '没有规则能找到在岗的人：值班领导陈志强',
    });
    person.status = 'active';
    expect(bookOf(plant).route(factsOf(plant), MONDAY_NOON).explain).toBe('按规则“都给电工”：任小军');
  });

  it('says when a fallback stands in', () => {
    const plant = starterPlant();
    leave(plant, '朱文斌');
    expect(bookOf(plant).route(factsOf(plant), MONDAY_NOON).explain).toBe(
      '按规则“其余的由现场管控人处理”：现场管控人缺岗，由部门负责人吴国平接手',
    );
  });

  it.each([
    [{ areaIds: ['assembly'] }, { areaId: 'packing' }],
    [{ pointIds: ['c-12'] }, {}],
    [{ pointIds: ['c-12'] }, { pointId: 'c-13' }],
    [{ departmentIds: ['assembly'] }, { areaId: 'saw' }],
    [{ categoryIds: ['site'] }, { categoryId: 'fire' }],
    [{ urgencies: ['medium' as const] }, { urgency: 'low' as const }],
    [{ kinds: ['thing' as const] }, { kind: 'behaviour' as const }],
    [{ suspectedMajor: false }, { suspectedMajor: true }],
    [{ shiftIds: ['swing'] }, {}],
    [{ weekdays: [0, 6] }, {}],
    [{ hours: { from: '12:01', to: '12:00' } }, {}],
    [{ hours: { from: '08:00', to: '12:00' } }, {}],
    [{ areaIds: ['assembly'], categoryIds: ['fire'] }, {}],
  ])('a rule when %j does not speak of %j', (when, differing) => {
    const plant = starterPlant();
    plant.routing = { rules: [{ id: 'r', because: '试', when, to: { kind: 'dutyLeader' } }] };
    expect(bookOf(plant).route(factsOf(plant, differing), MONDAY_NOON).explain).toContain('没有规则');
  });
});

describe('verifiers', () => {
  it('are the inspector of the area, supervisors of other teams, safety, the duty leader, each once', () => {
    const plant = starterPlant();
    expect(
      bookOf(plant)
        .verifiers(factsOf(plant), FRIDAY_NOON)
        .map(({ explain }) => explain),
    ).toEqual([
      '本区域当班巡检员许静',
      '另一班组的当班主管王大勇',
      '另一班组的当班主管梁永康',
      '当班安全员林晓燕',
      '值班领导李卫东',
    ]);
    expect(bookOf(plant).verifiers(factsOf(plant), at('2026-11-27 23:00')).at(-1)?.explain).toBe(
      '没有当班安全员，值班领导李卫东',
    );
  });

  it('never are of the team that keeps the area, nor off shift, nor gone', () => {
    const plant = starterPlant();
    leave(plant, '许静', '王大勇');
    const names = bookOf(plant)
      .verifiers(factsOf(plant), FRIDAY_NOON)
      .map(({ person }) => person.name);
    for (const absent of ['朱文斌', '许静', '王大勇', '邓海波', '徐志刚'])
      expect(names).not.toContain(absent);
  });
});

describe('bossOf, manager and active', () => {
  it('climb over leavers and end at the general manager', () => {
    const plant = starterPlant();
    const worker = named(plant, '谢小刚').id;
    expect(bookOf(plant).bossOf(worker)?.name).toBe('王大勇');
    leave(plant, '王大勇');
    expect(bookOf(plant).bossOf(worker)?.name).toBe('赵海峰');
    expect(bookOf(plant).bossOf(bookOf(plant).manager().id)).toBeNull();
    expect(bookOf(plant).bossOf('nobody')).toBeNull();
  });

  it('know nobody who left, a guest or an unknown id', () => {
    const plant = starterPlant();
    leave(plant, '谢小刚');
    expect(bookOf(plant).active(named(plant, '谢小刚').id)).toBeNull();
    expect(bookOf(plant).active('guest')).toBeNull();
  });

  it('call on duty whoever holds a duty now or works in the team of somebody who keeps an area now', () => {
    const plant = starterPlant();
    const onDuty = (name: string, when: number): boolean | undefined =>
      bookOf(plant, when).active(named(plant, name).id)?.onDuty;
    expect(onDuty('朱文斌', MONDAY_NOON)).toBe(true);
    expect(onDuty('汪建平', MONDAY_NOON)).toBe(true);
    expect(onDuty('许静', MONDAY_NOON)).toBe(false);
    expect(onDuty('许静', FRIDAY_NOON)).toBe(true);
    expect(onDuty('田野', MONDAY_NOON)).toBe(false);
    expect(onDuty('田野', at('2026-11-23 03:00'))).toBe(true);
    expect(onDuty('陈志强', MONDAY_NOON)).toBe(true);
    expect(onDuty('赵海峰', MONDAY_NOON)).toBe(false);
  });

  it('hand out copies of roles', () => {
    const plant = starterPlant();
    const book = bookOf(plant);
    const { id } = named(plant, '朱文斌');
    book.active(id)?.roles.push('admin');
    expect(book.active(id)?.roles).toEqual(['supervisor']);
  });
});
