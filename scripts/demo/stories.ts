/** The demo plant's last ten days: who saw what, and what became of it. Owners are whoever the plant's own rules name. */
import type { ActInput } from '../../typings/api';
import type { Sighting } from '../lib/floor';
import type { Picture } from './pictures';

/** One act, so long after the one before. */
export interface Step {
  /** Hours after the step before. */
  after: number;
  by: 'owner' | 'fixer' | 'reporter' | 'verifier';
  action: string;
  input?: ActInput['input'];
  /** The date it promises: so many days after the act. */
  untilDays?: number;
  pictures?: Picture[];
}

export interface Story extends Sighting {
  /** Days before today, and hours into that day (+08:00). */
  daysAgo: number;
  hour: number;
  reporter: string;
  steps: Step[];
}

const plan = (text: string, personId?: string): Step => ({
  after: 0.6,
  by: 'owner',
  action: 'respond',
  input: personId === undefined ? { text } : { text, personId },
});
const fixed = (after: number, picture: Picture, text: string): Step => ({
  after,
  by: 'fixer',
  action: 'fix',
  input: { text },
  pictures: [picture],
});
const good: Step = { after: 1.2, by: 'verifier', action: 'verify', input: { onSite: true } };
const notGood = (reason: string): Step => ({
  after: 0.8,
  by: 'verifier',
  action: 'sendBack',
  input: { reason, onSite: true },
});

const cylinder = { templateId: 'cylinder-unsecured', areaId: 'cylinder-store', pointId: 'd-08' };
const extinguisher = { templateId: 'extinguisher-blocked', areaId: 'manual-welding', pointId: 'b-06' };
const panel = { templateId: 'panel-clutter', areaId: 'manual-welding', pointId: 'b-05' };
const oil = { templateId: 'floor-oily', areaId: 'manual-welding', pointId: 'b-03' };
const guard = { templateId: 'guard-missing', areaId: 'lathe', pointId: 'a-11' };
const cable = { templateId: 'wire-damaged', areaId: 'assembly', pointId: 'c-10' };
const hotWork = { templateId: 'hot-work-not-cleared', areaId: 'fit-up', pointId: 'b-01' };

const trench = { templateId: 'thinner-in-trench', areaId: 'paint-room', pointId: null };
const welder = { templateId: 'hot-work-uncertified', areaId: 'manual-welding', pointId: null };

const transfer = (personId: string, reason: string): Step => ({
  after: 0.5,
  by: 'owner',
  action: 'transfer',
  input: { personId, reason },
});
const deferred: Step = {
  after: 1,
  by: 'fixer',
  action: 'defer',
  input: {
    reason: '桥架要停产检修时才能换，配件下月到',
    interim: '拉警戒带，每班巡一次，不得堆物',
    measure: '停产检修时整段更换',
    money: 3200,
    emergency: '发现冒烟先断电，再用干粉灭火器',
  },
  untilDays: 12,
};

export const STORIES: Story[] = [
  {
    ...cylinder,
    daysAgo: 9,
    hour: 8.6,
    reporter: 'p-040',
    pictures: ['cylinder-loose'],
    steps: [
      plan('加装防倾倒链条，划定专用存放区', 'p-039'),
      fixed(5, 'cylinder-chained', '链条已装好'),
      good,
    ],
  },
  {
    ...extinguisher,
    daysAgo: 9,
    hour: 10.2,
    reporter: 'p-030',
    pictures: ['extinguisher-blocked'],
    steps: [plan('纸箱移到原料库，地面划线'), fixed(2, 'extinguisher-clear', '已清走并划线'), good],
  },
  {
    ...guard,
    daysAgo: 8,
    hour: 9.4,
    reporter: 'p-032',
    pictures: ['guard-missing'],
    steps: [
      plan('停用左侧砂轮，装回防护罩', 'p-039'),
      fixed(6, 'guard-fitted', '防护罩装回，试机正常'),
      good,
    ],
  },
  {
    ...oil,
    daysAgo: 8,
    hour: 14.1,
    reporter: 'p-031',
    pictures: ['oil-spill'],
    steps: [plan('清理油污，查漏油点'), fixed(3, 'oil-clean', '已清理，接头换了密封圈'), good],
  },
  {
    ...cable,
    daysAgo: 7,
    hour: 8.9,
    reporter: 'p-036',
    pictures: ['cable-frayed'],
    steps: [plan('断电更换电缆，加过桥板', 'p-038'), fixed(4, 'cable-new', '电缆已换新'), good],
  },
  {
    ...hotWork,
    daysAgo: 7,
    hour: 13.3,
    reporter: 'p-030',
    pictures: ['hotwork-rubbish'],
    steps: [
      plan('先停火，清走纸皮，摆好灭火器'),
      fixed(1, 'hotwork-clear', '可燃物已清走，防火布已挂'),
      good,
    ],
  },
  {
    ...panel,
    daysAgo: 6,
    hour: 9.8,
    reporter: 'p-030',
    pictures: ['panel-blocked'],
    steps: [plan('清走杂物，地面画禁放区', 'p-038'), fixed(7, 'panel-clear', '已清走'), good],
  },
  {
    ...cylinder,
    daysAgo: 6,
    hour: 15.5,
    reporter: 'p-041',
    pictures: ['cylinder-loose'],
    steps: [
      plan('补装链条', 'p-039'),
      fixed(4, 'cylinder-one-chained', '链条已挂上'),
      notGood('右边那只瓶还没拴'),
      fixed(2, 'cylinder-chained', '三只都拴好了'),
      good,
    ],
  },
  {
    templateId: null,
    description: '叉车漏油，装卸口地上一片，人走过会滑',
    areaId: 'loading-dock',
    pointId: 'd-06',
    daysAgo: 6,
    hour: 10.7,
    reporter: 'p-040',
    pictures: [],
    steps: [plan('叉车停用检修，地面清油', 'p-039'), fixed(20, 'oil-clean', '油管已换，地面已清'), good],
  },
  {
    ...extinguisher,
    daysAgo: 5,
    hour: 9.1,
    reporter: 'p-030',
    pictures: ['extinguisher-blocked'],
    steps: [
      {
        after: 1,
        by: 'owner',
        action: 'notHazard',
        input: { reason: '到场看过，箱子是临时卸货，十分钟内已移走' },
      },
    ],
  },
  {
    ...hotWork,
    daysAgo: 5,
    hour: 20.4,
    reporter: 'p-031',
    pictures: ['hotwork-rubbish'],
    steps: [plan('清走可燃物，派人看火'), fixed(1, 'hotwork-clear', '已清场'), good],
  },
  {
    ...guard,
    daysAgo: 4,
    hour: 8.4,
    reporter: 'p-033',
    pictures: ['guard-missing'],
    steps: [plan('停机，装回防护罩', 'p-039'), fixed(5, 'guard-fitted', '已装回'), good],
  },
  {
    ...cable,
    daysAgo: 4,
    hour: 11.2,
    reporter: 'p-042',
    pictures: ['cable-frayed'],
    steps: [plan('换电缆', 'p-038'), fixed(6, 'cable-new', '已更换'), good],
  },
  {
    ...oil,
    daysAgo: 3,
    hour: 9.6,
    reporter: 'p-036',
    pictures: ['oil-spill'],
    visibility: 'safetyOnly',
    steps: [plan('清理并撒吸油砂'), fixed(2, 'oil-clean', '已清理'), good],
  },
  {
    ...panel,
    daysAgo: 3,
    hour: 16.8,
    reporter: 'p-038',
    pictures: ['panel-blocked'],
    steps: [plan('明早清走'), fixed(15, 'panel-clear', '已清走'), good],
  },
  {
    ...cylinder,
    daysAgo: 2,
    hour: 9.2,
    reporter: 'p-028',
    pictures: ['cylinder-loose'],
    steps: [plan('加链条', 'p-039'), fixed(6, 'cylinder-one-chained', '已拴'), notGood('最右一只还是松的')],
  },
  {
    ...hotWork,
    daysAgo: 2,
    hour: 14.4,
    reporter: 'p-037',
    pictures: ['hotwork-rubbish'],
    steps: [plan('清场后再动火'), fixed(1.5, 'hotwork-clear', '已清场')],
  },
  {
    ...extinguisher,
    daysAgo: 1,
    hour: 10.4,
    reporter: 'p-034',
    pictures: ['extinguisher-blocked'],
    steps: [plan('今天下班前移走')],
  },
  {
    ...guard,
    daysAgo: 1,
    hour: 15.2,
    reporter: 'p-032',
    pictures: ['guard-missing'],
    steps: [plan('停用，等配件', 'p-039')],
  },
  { ...oil, daysAgo: 1, hour: 17.5, reporter: 'p-030', pictures: ['oil-spill'], steps: [] },
  {
    templateId: 'ppe-not-worn',
    areaId: 'grinding',
    pointId: 'b-09',
    daysAgo: 1,
    hour: 9.3,
    reporter: 'p-024',
    pictures: [],
    steps: [plan('班前会重讲，眼镜放到工位')],
  },
  {
    ...welder,
    daysAgo: 4,
    hour: 9.1,
    reporter: 'p-030',
    pictures: ['hotwork-rubbish'],
    steps: [
      {
        after: 0.5,
        by: 'owner',
        action: 'isMajor',
        input: { basis: '特种作业人员未持证上岗', interim: '已停火，人员撤到一边' },
      },
      {
        after: 3,
        by: 'owner',
        action: 'plan',
        input: {
          goal: '全部动火人员持证上岗',
          measure: '停火清查证件，无证的送培训，发证前换持证人员',
          funds: '培训费 6000 元',
          team: '安全部牵头，焊接车间配合',
          schedule: '三天内清查完，两周内取证',
          safeguard: '清查期间不动火；出现明火按灭火预案处置',
        },
        untilDays: 14,
      },
      { after: 0.5, by: 'owner', action: 'approve', input: { text: '同意，先停火' } },
      { after: 2, by: 'owner', action: 'approve', input: { text: '同意' } },
    ],
  },
  {
    ...cable,
    daysAgo: 3,
    hour: 9.9,
    reporter: 'p-036',
    pictures: ['cable-frayed'],
    steps: [
      plan('断电，等停产更换', 'p-038'),
      deferred,
      { after: 1, by: 'owner', action: 'approve', input: {} },
    ],
  },
  {
    ...oil,
    daysAgo: 1,
    hour: 9.2,
    reporter: 'p-042',
    pictures: ['oil-spill'],
    steps: [plan('先撒吸油砂', 'p-039'), deferred],
  },
  {
    ...panel,
    daysAgo: 1,
    hour: 13.4,
    reporter: 'p-041',
    pictures: ['panel-blocked'],
    steps: [transfer('p-038', '箱子是设备科的'), transfer('p-016', '东西是仓库堆的，该仓库清')],
  },
  {
    ...guard,
    daysAgo: 2,
    hour: 10.1,
    reporter: 'p-033',
    pictures: ['guard-missing'],
    stop: true,
    steps: [
      {
        after: 0.4,
        by: 'owner',
        action: 'stop',
        input: { personId: 'p-039', text: '已断电上锁挂牌' },
        pictures: ['guard-missing'],
      },
    ],
  },
  {
    ...extinguisher,
    daysAgo: 2,
    hour: 11.3,
    reporter: 'p-031',
    pictures: ['extinguisher-blocked'],
    mended: ['extinguisher-clear'],
    steps: [{ after: 3, by: 'owner', action: 'accept', input: { onSite: true } }],
  },
  {
    ...oil,
    daysAgo: 0,
    hour: 0.3,
    reporter: 'p-034',
    pictures: ['oil-spill'],
    mended: ['oil-clean'],
    steps: [],
  },
  { ...trench, daysAgo: 0, hour: 0.4, reporter: 'p-037', pictures: [], steps: [] },
  { ...panel, daysAgo: 0, hour: 0.5, reporter: 'p-033', pictures: ['panel-blocked'], steps: [] },
  { ...cable, daysAgo: 0, hour: 0.2, reporter: 'p-037', pictures: ['cable-frayed'], steps: [] },
];
