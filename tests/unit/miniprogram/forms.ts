/** Every state and form of the shipped flows, and one that is filled in from top to bottom. */
import hazard from '../../../cloudfunctions/config/flows/hazard.json';
import major from '../../../cloudfunctions/config/flows/major.json';
import selfFixed from '../../../cloudfunctions/config/flows/selfFixed.json';
import stop from '../../../cloudfunctions/config/flows/stop.json';
import type { DraftPhoto } from '../../../miniprogram/services/core/draft';
import type { FormValue } from '../../../miniprogram/services/core/form';
import type { FormField } from '../../../typings/flow';

const FLOWS = [hazard, major, selfFixed, stop];

/** Each state with its flow. */
export const STATES = FLOWS.flatMap(({ id: flow, states }) =>
  states.map(({ id, label, end }) => ({ flow, id, label, end })),
);

/** Each form under flow, states and action. */
export const FORMS = FLOWS.flatMap((flow) =>
  flow.actions.map(({ id, from, form }) => ({
    id,
    name: `${flow.id} ${from.join()} ${id}`,
    form: form as FormField[],
  })),
);

/** The first form of an action. */
export function formOf(id: string): FormField[] {
  const found = FORMS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no action ${id}`);
  return found.form;
}

export const taken = (id: string, fileId: string | null): DraftPhoto => ({
  id,
  path: `/${id}.jpg`,
  source: 'camera',
  takenAt: 7,
  fileId,
});

export const FULL: FormValue = {
  text: ' 加装链条 ',
  reason: ' 还松 ',
  basis: 'GB 50016 第 3.1 条',
  interim: '拉警戒线',
  measure: '换新架',
  emergency: '先撤离',
  goal: '全部换新',
  funds: '本月预算',
  team: '设备科',
  schedule: '三周',
  safeguard: '专人看护',
  personId: 'p-2',
  personName: '张工',
  reviewerId: 'p-3',
  reviewerName: '王安全',
  money: '12000',
  until: Date.parse('2026-12-05T23:59:59.999+08:00'),
  duty: 'reportRegulator',
  onSite: true,
  urgency: 'low',
  photos: [taken('a', 'cloud://a')],
  files: [taken('b', 'cloud://b')],
};
