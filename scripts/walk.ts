/** `npm run walk`: one hazard through the whole loop on a private local cloud, told for a reader. */
import { execFileSync } from 'node:child_process';
import { HOUR, MINUTE, isoDay, whenText } from '../miniprogram/shared/time';
import { Floor } from './lib/floor';
import { startLocalCloud, type LocalCloud } from '../devtools/client/cloud';

const say = (line = ''): void => console.log(line);

interface Scene {
  cloud: LocalCloud;
  floor: Floor;
  /** The time on the plant's clock. */
  at: number;
}

const stamp = (scene: Scene): string => `${isoDay(scene.at)} ${whenText(scene.at, scene.at)}`;

async function pass(scene: Scene, ms: number): Promise<void> {
  scene.at += ms;
  await scene.cloud.clock({ advance: ms, coalesce: ms > 4 * HOUR });
}

const nameOf = (scene: Scene, id: string): string => scene.floor.person(id).name;

/** New messages since the last look, as WeChat would show them. */
async function messagesOf(scene: Scene, ids: string[], seen: Map<string, number>): Promise<void> {
  for (const id of ids) {
    const { openid, name } = scene.floor.person(id);
    const messages = await scene.cloud.messages(openid);
    for (const { data } of messages.slice(seen.get(id) ?? 0)) {
      say(
        `    ✉ ${name}收到服务通知：${Object.values(data)
          .map(({ value }) => value)
          .join(' / ')}`,
      );
    }
    seen.set(id, messages.length);
  }
}

async function tell(scene: Scene, viewer: string, orderId: string): Promise<void> {
  const { number, state, sentence } = await scene.floor.look(viewer, orderId);
  say(`    ▸ ${number}【${state.label}】${sentence}`);
}

async function loop(scene: Scene): Promise<string> {
  const { floor, cloud } = scene;
  const reporter = 'p-040';
  const fixer = 'p-039';
  const seen = new Map<string, number>();
  const everyone = floor.people.map(({ id }) => id);
  await floor.acceptReminders(5);

  say(`【发现】${stamp(scene)}　${nameOf(scene, reporter)}在气瓶库扫码 D-08，拍一张，点“气瓶未固定”`);
  const receipt = await floor.report(reporter, {
    templateId: 'cylinder-unsecured',
    areaId: 'cylinder-store',
    pointId: 'd-08',
    pictures: ['cylinder-loose'],
  });
  const { id } = receipt;
  say(`    ▸ ${receipt.sentence}`);
  await messagesOf(scene, everyone, seen);
  const owner = receipt.owner.id;

  say(`【派单】一直没人响应：时间过半、到期、再往上报`);
  await pass(scene, HOUR + MINUTE);
  await messagesOf(scene, everyone, seen);
  await pass(scene, HOUR + MINUTE);
  await messagesOf(scene, everyone, seen);
  await tell(scene, reporter, id);

  await pass(scene, 10 * MINUTE);
  say(`【响应】${stamp(scene)}　${nameOf(scene, owner)}给出方案，派${nameOf(scene, fixer)}去改`);
  await floor.act(owner, id, 'respond', { text: '加装防倾倒链条，划定专用存放区', personId: fixer });
  await messagesOf(scene, everyone, seen);
  await tell(scene, reporter, id);

  await pass(scene, 2 * HOUR);
  say(`【整改】${stamp(scene)}　${nameOf(scene, fixer)}改好，同角度拍照`);
  await floor.act(fixer, id, 'fix', { text: '链条已挂上' }, ['cylinder-one-chained']);
  await messagesOf(scene, everyone, seen);

  await pass(scene, 30 * MINUTE);
  say(`【复核】${stamp(scene)}　${nameOf(scene, reporter)}到现场看：没修好`);
  await floor.act(reporter, id, 'sendBack', { reason: '右边那只瓶还没拴', onSite: true });
  await messagesOf(scene, everyone, seen);
  await tell(scene, reporter, id);

  await pass(scene, HOUR);
  say(`【整改】${stamp(scene)}　${nameOf(scene, fixer)}再改一次`);
  await floor.act(fixer, id, 'fix', { text: '三只都拴好了' }, ['cylinder-chained']);
  await pass(scene, 20 * MINUTE);
  say(`【复核】${stamp(scene)}　${nameOf(scene, reporter)}到现场看：修好了`);
  await floor.act(reporter, id, 'verify', { onSite: true });
  await messagesOf(scene, everyone, seen);
  await tell(scene, reporter, id);
  const { balance, entries } = await cloud.callOk(floor.person(reporter).openid, 'points.get', {});
  say(
    `    ★ ${nameOf(scene, reporter)}的积分：${balance}（${entries.map((e) => `${e.reason} +${e.points}`).join('，')}）`,
  );
  return id;
}

async function trail(scene: Scene, orderId: string): Promise<void> {
  const { timeline, number, photos } = await scene.floor.look('p-011', orderId);
  say(`\n【留痕】${number}`);
  for (const { at, who, what, note } of timeline) {
    say(`    ${whenText(at, scene.at)}　${who}　${what}${note === null ? '' : `（${note}）`}`);
  }
  say(`    照片 ${photos.length} 张，已存证 ${photos.filter(({ state }) => state === 'sealed').length} 张`);
}

async function main(): Promise<void> {
  const cloud = await startLocalCloud();
  try {
    const scene: Scene = {
      cloud,
      floor: await Floor.open(cloud),
      at: Date.parse('2026-11-23T09:10:00+08:00'),
    };
    await cloud.clock({ set: scene.at });
    say('安闭环：一条隐患从发现到关闭\n');
    const id = await loop(scene);
    await trail(scene, id);
    await pass(scene, 16 * HOUR);
    say('\n【验证】次日凌晨写下日志头之后，核对全部留痕');
    const printed = execFileSync(process.execPath, ['dist/scripts/trail-verify.js'], {
      env: { ...process.env, BASE: cloud.base, DATA_DIR: cloud.dataDir },
    });
    say(printed.toString().replace(/^/gm, '    ').trimEnd());
  } finally {
    await cloud.stop();
  }
}

void main();
