/** The audit of screens finds each defect that it looks for, and nothing on a sound screen. */
import type { Finding, Rule } from './audit/finding';
import { BLACK, contrast, gradientAt, parseColour, WHITE } from './audit/colour';
import { wordTroubles } from './audit/words';
import { openBrowser, type Browser } from './support/browser';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  await browser.resize({ width: 375, height: 600 });
  await browser.page.goto('about:blank');
});
afterAll(() => browser.stop());

const STYLE = `
  * { box-sizing: border-box; margin: 0 }
  body { font: 16px/1.5 'Noto Sans CJK SC', sans-serif; color: #14201e; background: #ffffff }
  button { font: inherit; color: inherit; padding: 0; border: 0; background: #eeeeee }
`;

/** What the audit says of a page with this body. */
async function findings(body: string, mayCut = ''): Promise<Finding[]> {
  const { page } = browser;
  await page.evaluate(
    (style, content) => {
      document.head.innerHTML = `<meta name="viewport" content="width=device-width"><style>${style}</style>`;
      document.body.innerHTML = content;
    },
    STYLE,
    body,
  );
  return page.evaluate(async (cut) => {
    await audit.settle();
    return audit.look({ mayCut: cut });
  }, mayCut);
}

const rules = async (body: string, mayCut = ''): Promise<Rule[]> => [
  ...new Set((await findings(body, mayCut)).map(({ rule }) => rule)),
];

const SCROLLER = 'height: 300px; overflow: hidden auto';

/** By what is on it. */
const SOUND: Record<string, string> = {
  'a plain sentence': '<p>看见不对的，拍一张</p>',
  'a button of 44 px': '<button style="width:44px;height:44px">换</button>',
  'a small button with a larger reach':
    '<button style="margin:20px;width:60px;height:24px;position:relative">换<i style="position:absolute;inset:-12px 0"></i></button>',
  'a text at the end of a page that scrolls': `<div style="${SCROLLER}"><div style="height:900px"></div>到底了</div>`,
  'chips in a row that is pushed sideways':
    '<div style="width:375px;overflow:auto hidden;white-space:nowrap"><span style="display:inline-block;width:600px">轮到我</span><span>超时</span></div>',
  'white on a dark band over a picture':
    '<div style="position:relative;height:100px"><canvas style="position:absolute;width:100%;height:100%"></canvas><p style="position:relative;background:rgba(10,18,17,.8);color:#fff">车间二层</p></div>',
  'white at the dark end of a gradient over a picture':
    '<div style="position:relative;height:100px"><canvas style="position:absolute;width:100%;height:100%"></canvas><div style="position:absolute;inset:0;color:#fff;background:linear-gradient(rgba(10,18,17,0),rgba(10,18,17,.8) 55%)"><p style="padding-top:60px">已拍 1 张</p></div></div>',
  'numbers of orders and points': '<p>YH-20261122-0007 在 C-07，C 区</p>',
  'buttons below a sheet that has none':
    '<button style="width:100px;height:64px">直接提交</button><div class="t-overlay" style="position:fixed;inset:0;background:rgba(0,0,0,.6)"></div><div class="t-popup" style="position:fixed;inset:300px 0 0;background:#fff">正在听，请说</div>',
  'a page below a sheet':
    '<p style="height:200px">一段很长的话<span style="color:#eee">浅</span></p><div class="t-overlay" style="position:fixed;inset:0;background:rgba(0,0,0,.6)"></div><div class="t-popup" style="position:fixed;inset:300px 0 0;background:#fff">选一下</div>',
};

/** Every rule with what breaks it. */
const DEFECTS: Record<Rule, Record<string, string>> = {
  overflow: {
    'a box wider than the screen': '<div style="width:400px;height:20px;background:#ddd"></div>',
    'a page that slides sideways under a hidden edge': `<div class="phone-scroll" style="${SCROLLER}"><div style="height:900px"><p style="width:500px">看见不对的</p></div></div>`,
  },
  clipped: {
    'dots at the end':
      '<p style="width:60px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">气瓶没有固定好</p>',
    'dots after two lines':
      '<p style="width:60px;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden">气瓶没有固定好，要马上处理</p>',
    'a hidden edge':
      '<div style="width:60px;overflow:hidden;white-space:nowrap"><span>气瓶没有固定好</span></div>',
    'a box that is too low': '<div style="height:20px;overflow:hidden"><p>第一行</p><p>第二行</p></div>',
    'a text below the end of a page that does not scroll':
      '<div style="height:600px;overflow:hidden"><div style="height:620px"></div><p>看不到</p></div>',
    'words that stand out of their button':
      '<button style="width:44px;height:44px;white-space:nowrap">交给当班的主管</button>',
    'a hint that is longer than its field':
      '<div style="height:44px"><input style="width:80px;height:44px;color:#14201e" placeholder="点位看墙上标签的大号码"></div>',
  },
  covered: {
    'a bar over a text':
      '<p>看不到我</p><div style="position:absolute;inset:0 0 auto;height:40px;background:#ddd"></div>',
    'a button under something':
      '<button style="width:80px;height:44px">换</button><div style="position:absolute;inset:0 0 auto;height:60px"></div>',
    'a button below the buttons of WeChat':
      '<button style="position:absolute;right:0;top:0;width:80px;height:44px"></button><div class="phone-capsule" style="position:absolute;right:7px;top:34px;width:87px;height:32px"></div>',
  },
  overlap: {
    'two texts on one place': '<p>看见不对的</p><p style="margin-top:-16px">拍一张就好</p>',
  },
  veil: {
    'a veil that begins below the bar of the page':
      '<div class="t-overlay" style="position:fixed;inset:172px 0 0;background:rgba(0,0,0,.6)"></div><div class="t-popup" style="position:fixed;inset:300px 0 0;background:#fff">选一下</div><div class="phone-capsule" style="position:absolute;right:7px;top:50px;width:87px;height:32px"></div>',
  },
  glyph: {
    'a character that no font has': '<p>\u0378</p>',
    'an icon without a shape': '<div class="i i-none" style="width:24px;height:24px;background:#000"></div>',
  },
  picture: {
    'a picture that is not there': '<img src="data:image/png;base64,AAAA" style="width:40px;height:40px">',
  },
  target: {
    'a low button': '<button style="width:80px;height:32px">换</button>',
    'a narrow button': '<button style="width:24px;height:44px">换</button>',
  },
  contrast: {
    'grey on white': '<p style="color:#999">看得清吗</p>',
    'a half transparent text': '<p style="opacity:.5">看得清吗</p>',
    'a hint in a field':
      '<style>::placeholder{color:#bbb}</style><div style="height:44px"><input style="width:200px;height:44px;background:#fff" placeholder="工号"></div>',
    'white on a picture without a band':
      '<div style="position:relative;height:100px"><canvas style="position:absolute;width:100%;height:100%"></canvas><p style="position:relative;color:#fff">车间</p></div>',
    'white at the clear end of a gradient':
      '<div style="height:100px;color:#fff;background:linear-gradient(rgba(10,18,17,0),rgba(10,18,17,.8) 55%)"><p>车间</p></div>',
  },
  words: {
    English: '<p>Network Error</p>',
    'English in a hint':
      '<div style="height:44px"><input style="width:200px;height:44px" placeholder="name"></div>',
    'English that is read aloud': '<button aria-label="close" style="width:44px;height:44px">关</button>',
  },
};

const defects = Object.entries(DEFECTS).flatMap(([rule, bodies]) =>
  Object.entries(bodies).map(([what, body]) => [rule, what, body] as const),
);

describe('a sound screen', () => {
  it.each(Object.entries(SOUND))('%s', async (_, body) => {
    expect(await findings(body)).toEqual([]);
  });
});

describe('a defect', () => {
  it.each(defects)('%s: %s', async (rule, _, body) => {
    expect(await rules(body)).toContain(rule);
  });

  it('may be cut only where that is wanted', async () => {
    const cut =
      '<p class="place" style="width:60px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">车间二层</p>';
    expect(await rules(cut)).toEqual(['clipped']);
    expect(await rules(cut, '.place')).toEqual([]);
    expect(await rules(cut, '.title')).toEqual(['clipped']);
  });

  it('is told with its text, its place and what was measured', async () => {
    expect(await findings('<div class="card"><p style="color:#999">看得清吗</p></div>')).toEqual([
      {
        rule: 'contrast',
        what: '看得清吗',
        where: 'html > body > div.card > p',
        detail: '2.85: rgb(153, 153, 153) on rgb(255, 255, 255)',
      },
    ]);
  });
});

describe('settling', () => {
  /** The time at which a page of this body stands, counted from a change that comes after 200 ms. */
  const settled = (body: string, change: string): Promise<string> =>
    browser.page.evaluate(
      async (content, later) => {
        document.body.innerHTML = content;
        setTimeout(() => (document.body.innerHTML = later), 200);
        await audit.settle();
        return document.body.textContent;
      },
      body,
      change,
    );

  it('waits for a sheet that has not begun to move', async () => {
    expect(
      await settled('<p class="t-popup t-fade-enter-active">下面</p>', '<p class="t-popup">上面</p>'),
    ).toBe('上面');
  });

  it('does not wait for what never ends', async () => {
    const turning =
      '<style>@keyframes turn{to{rotate:1turn}}</style><p style="animation:turn 1s infinite">转</p>';
    expect(await settled(turning, '')).toContain('转');
  });

  it('ends what moves for a while', async () => {
    const rising =
      '<style>@keyframes rise{from{translate:0 500px}}</style><p style="animation:rise 60s">到了</p>';
    expect(await findings(rising)).toEqual([]);
  });
});

describe('colours', () => {
  it('are compared as WCAG does', () => {
    expect(contrast(WHITE, BLACK)).toBeCloseTo(21, 5);
    expect(contrast(parseColour('rgb(118, 118, 118)'), WHITE)).toBeCloseTo(4.54, 2);
    expect(parseColour('color(srgb 1 0 0 / 0.5)')).toEqual({ r: 255, g: 0, b: 0, a: 0.5 });
    expect(() => parseColour('oklch(0.5 0.1 20)')).toThrow('unknown notation');
  });

  it('of a gradient follow the height', () => {
    const image = 'linear-gradient(rgba(0, 0, 0, 0), rgba(0, 0, 0, 0.8) 50%)';
    expect(gradientAt(image, 0.25)?.map(({ a }) => a)).toEqual([0.4]);
    expect(gradientAt(image, 1)?.map(({ a }) => a)).toEqual([0.8]);
    expect(gradientAt('linear-gradient(90deg, rgb(0, 0, 0), rgb(255, 255, 255))', 0)).toEqual([BLACK, WHITE]);
    expect(gradientAt('url("data:image/png;base64,AAAA")', 0)).toBeNull();
  });
});

describe('words', () => {
  it.each([
    ['没发出去，照片还在，会自动再发', []],
    ['YH-20261122-0007 · C-07 · 14:30 前', []],
    ['request:fail', ['foreign: request', 'foreign: fail']],
    ['出错了 -504002', ['a code: -504002']],
    ['编号 {number}', ['foreign: number', 'not filled in: {number}']],
    ['看见不对的,拍一张', ['narrow mark: 的,']],
    ['参数错误', ['never: 参数错误']],
  ])('%s', (text, troubles) => {
    expect(wordTroubles(text)).toEqual(troubles);
  });
});
