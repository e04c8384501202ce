/** What safety reads of how evidence came about: two clocks, a position, a source; and what waits for a look. */
import { heldView, technicalLines } from '../../../miniprogram/services/core/technical';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { Held, Technical } from '../../../typings/api';
import { NOW, orderView, technicalOf } from './orders';

const technical = (change: Partial<Technical> = {}): Technical =>
  technicalOf({ clock: { phone: NOW, received: NOW }, ...change });

const fact = (key: string, change: Partial<Technical>) =>
  technicalLines(technical(change), NOW).facts.find((line) => line.key === key);

describe('the two clocks', () => {
  it.each([
    [0, '手机时间和收到时间一致', false],
    [-119_000, '手机时间和收到时间一致', false],
    [-3 * MINUTE, '手机时间和收到时间差 3 分钟', false],
    [-DAY, '手机时间和收到时间差 1 天', true],
    [-13 * HOUR, '手机时间和收到时间差 13 小时', true],
    [3 * MINUTE, '手机时间和收到时间差 3 分钟，手机时间走快了', true],
    [DAY, '手机时间和收到时间差 1 天，手机时间走快了', true],
  ])('%i ms apart: %s', (apart, text, odd) => {
    expect(fact('clock', { clock: { phone: NOW + apart, received: NOW } })).toMatchObject({ text, odd });
  });

  it('are left out where the reporter gave no name, and one of them where the phone told none', () => {
    expect(fact('clock', { clock: null })).toBeUndefined();
    expect(fact('clock', { clock: { phone: null, received: NOW } })?.text).toBe('手机没有报时间');
  });
});

describe('the position', () => {
  it.each([
    [null, '没有定位', false],
    [{ accuracy: 20.4, distance: 0 }, '精度 20 米，在这个区域里', false],
    [{ accuracy: 20, distance: 150 }, '精度 20 米，离这个区域 150 米', false],
    [{ accuracy: 20, distance: 900 }, '精度 20 米，离这个区域 900 米', true],
    [{ accuracy: 2_000, distance: 1_500 }, '精度 2 公里，离这个区域 1.5 公里', false],
    [{ accuracy: 30, distance: 8_765_432 }, '精度 30 米，离这个区域 8765.4 公里', true],
    [{ accuracy: 30, distance: null }, '精度 30 米，这个区域没有画边界，比不了', false],
  ])('%j: %s', (position, text, odd) => {
    expect(fact('position', { position })).toMatchObject({ text, odd });
  });
});

it.each([
  ['label', '扫了现场的标签'],
  ['typed', '填了标签上的号码'],
  ['gps', '按定位找的'],
  ['chosen', '自己选的'],
  ['lastUsed', '用了上一次的位置'],
] as const)('a place by %s: %s', (placeSource, text) => {
  expect(fact('place', { placeSource })?.text).toBe(text);
});

describe('a file', () => {
  const file = (change: Partial<Technical['files'][number]>) =>
    technicalLines(
      technical({
        files: [
          {
            id: 'e1',
            purpose: 'scene',
            source: 'camera',
            clock: { taken: NOW, received: NOW },
            check: 'pass',
            ...change,
          },
        ],
      }),
      NOW,
    ).files[0];

  it.each([
    [{}, '现场拍的，照片写着 10:00 拍，微信核对过', false],
    [
      { source: 'album', clock: { taken: NOW - 3 * DAY, received: NOW } } as const,
      '相册里选的，照片写着 11月19日 10:00 拍，比收到早 3 天，微信核对过',
      true,
    ],
    [
      { clock: { taken: NOW + DAY, received: NOW } },
      '现场拍的，照片写着 明天 10:00 拍，比收到还晚 1 天，微信核对过',
      true,
    ],
    [{ clock: { taken: null, received: NOW }, check: null }, '现场拍的', false],
    [{ clock: null, check: 'risky' } as const, '现场拍的，微信说不合适', true],
    [{ source: 'microphone', clock: null, check: 'unchecked' } as const, '现场说的，微信没能核对', false],
  ])('%j: %s', (change, text, odd) => {
    expect(file(change)).toMatchObject({ label: '1', text, odd });
  });
});

describe('what waits for a look', () => {
  const held = (...all: Held[]) => heldView(orderView({ technical: technical({ held: all }) }));
  const photo = (id: string, result: Held['result'], by?: string): Held => ({
    id,
    result,
    looked: by === undefined ? null : { by, at: NOW },
  });

  it('is nothing for everybody else, and where others see everything', () => {
    expect(heldView(orderView())).toBeNull();
    expect(held()).toBeNull();
  });

  it('is told by what the check found', () => {
    expect(
      held(photo('a', 'review'), photo('b', 'review'), photo('c', 'unchecked'), {
        id: null,
        result: 'risky',
        looked: null,
      }),
    ).toEqual({
      lines: [
        { key: 'a', text: '2 个照片或文件：微信说要人看', looked: '' },
        { key: 'c', text: '1 个照片或文件：微信没能核对', looked: '' },
        { key: 'text', text: '上报时写的话：微信说可能不合适', looked: '' },
      ],
      files: ['a', 'b', 'c'],
      description: true,
      undecided: true,
    });
  });

  it('names who left it hidden, and offers that no second time', () => {
    expect(held(photo('a', 'risky', '马安全'))).toMatchObject({
      lines: [{ text: '1 个照片或文件：微信说可能不合适', looked: '马安全看过，没有给其他人看' }],
      undecided: false,
    });
  });
});
