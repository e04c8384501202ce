/** Holes of single actions: nobody who could take them, inputs they need but never ask for, unsafe or missing guards. */
import type {
  ChangeId,
  FieldId,
  Flow,
  FlowAction,
  FlowBook,
  FlowState,
  OwnerRule,
  Party,
} from '../../../typings/flow';
import type { HazardKind, Level, Urgency } from '../../../typings/domain';
import { CHANGES } from '../changes';
import { actionOf } from '../flow';
import { failing, isErrorCode, ruleFaults, type Facts } from '../guards';
import { repeated, stateAt } from './states';

/** What a change cannot do without. */
const NEEDS: Partial<Record<ChangeId, FieldId>> = {
  namePlan: 'text',
  transferOwner: 'personId',
  recordVerdictNotFixed: 'reason',
  setUrgency: 'urgency',
  dispute: 'personId',
  recordRuling: 'personId',
  raiseLevel: 'basis',
  proposeLower: 'basis',
  recordDeferral: 'until',
  recordMajorPlan: 'until',
  doDuty: 'duty',
  recordStop: 'photos',
  recordUnlock: 'photos',
};

/** Changes of the step that is running: there is none in an end state. */
const NEED_STEP: readonly ChangeId[] = [
  'nameFixer',
  'transferOwner',
  'dispute',
  'setUrgency',
  'recordRuling',
  'sign',
];

const VERDICTS: readonly ChangeId[] = ['recordVerdictFixed', 'recordVerdictNotFixed'];

/** Parties that exist only while a step runs. */
const OF_STEP: readonly Party[] = ['owner', 'escalated'];

const isVerdict = (action: FlowAction): boolean => action.changes.some((id) => VERDICTS.includes(id));

function* eachCase(state: string): Generator<Facts> {
  const urgencies: Urgency[] = ['high', 'medium', 'low'];
  const levels: Level[] = ['undetermined', 'general', 'major'];
  const kinds: HazardKind[] = ['thing', 'behaviour'];
  for (const urgency of urgencies)
    for (const level of levels)
      for (const kind of kinds)
        for (const suspectedMajor of [false, true])
          for (const round of [1, 2])
            for (const judge of ['fixer', 'rectifier'] as const)
              yield {
                order: {
                  state,
                  urgency,
                  level,
                  kind,
                  suspectedMajor,
                  round,
                  transfers: 0,
                  ruled: false,
                  provisional: false,
                  daysClosed: 0,
                  dutiesOpen: 0,
                  owner: judge,
                  rectifier: 'rectifier',
                  fixer: 'fixer',
                  reporter: judge,
                },
                actor: {
                  id: judge,
                  kind: 'person',
                  roles: ['worker', 'inspector', 'supervisor', 'dutyLeader', 'safety', 'manager'],
                  parties: [
                    'anyone',
                    'reporter',
                    'owner',
                    judge,
                    'escalated',
                    'siteKeeper',
                    'safety',
                    'manager',
                  ],
                },
                input: { personId: null, onSite: true, urgency: null, photos: 1, files: 1 },
              };
}

/** Whether the guards let a fixer or 整改责任人 judge their own work: tried for every kind of order. */
function letsJudgeOwnWork(action: FlowAction): boolean {
  return action.from.some((state) =>
    [...eachCase(state)].some((facts) => failing(action, facts) === undefined),
  );
}

function guardHoles(action: FlowAction): string[] {
  const named = `按钮「${action.label}」`;
  const faults = action.guards.flatMap(({ id, rule, error }) => [
    ...ruleFaults(rule).map((fault) => `${named}的条件「${id}」：${fault}`),
    ...(isErrorCode(error) ? [] : [`${named}的条件「${id}」没有对应的提示`]),
  ]);
  if (faults.length > 0 || !isVerdict(action)) return faults;
  return letsJudgeOwnWork(action) ? [`${named}让改的人自己复核`] : [];
}

function formHoles({ label, form, changes }: FlowAction): string[] {
  return changes.flatMap((change) => {
    const field = Object.hasOwn(NEEDS, change) ? NEEDS[change] : undefined;
    const asked = field === undefined || form.some(({ id, required }) => id === field && required);
    return asked ? [] : [`按钮「${label}」要用到「${field}」，却没有要求填写`];
  });
}

function fromHoles(action: FlowAction, from: FlowState): string[] {
  const named = `按钮「${action.label}」在「${from.label}」`;
  const has = (...ids: ChangeId[]): boolean => ids.some((id) => action.changes.includes(id));
  const byHand: readonly (OwnerRule | null)[] = ['routed', 'safety'];
  const judged: readonly (OwnerRule | null)[] = ['verifier', 'checker'];
  return [
    ...(from.end && action.by.every((party) => OF_STEP.includes(party)) ? [`${named}没有人能按`] : []),
    ...(from.end && has(...NEED_STEP) ? [`${named}要改下一步，但这里已经结束`] : []),
    ...(isVerdict(action) && !judged.includes(from.owner) ? [`${named}写下复核结果，但那里不是复核`] : []),
    ...(has('transferOwner') && !byHand.includes(from.owner)
      ? [`${named}转给别人，但那里的责任人不能转`]
      : []),
    ...(has('sign', 'refuse') && from.approval === undefined ? [`${named}要签字，但那里不用签字`] : []),
    ...(action.to === 'back' && from.approval === undefined ? [`${named}要退回，但那里不知道退到哪`] : []),
    ...(has('lowerLevel') && !(has('sign') && from.approval !== undefined)
      ? [`${named}一个人就能定为不属于重大`]
      : []),
  ];
}

/** Nobody but the rule itself may name these. */
const NAMED_BY_RULE: readonly OwnerRule[] = ['fixer', 'verifier', 'checker', 'approver', 'rectifier'];

function toHoles(action: FlowAction, to: FlowState): string[] {
  const named = `按钮「${action.label}」`;
  const has = (id: ChangeId): boolean => action.changes.includes(id);
  const byHand = has('giveToSafety') || has('transferOwner') || has('recordRuling');
  return [
    ...(to.end && action.to !== 'same' && !has('close') ? [`${named}到了「${to.label}」却没有关闭`] : []),
    ...(!to.end && has('close') ? [`${named}关闭了单子，但「${to.label}」还没结束`] : []),
    ...(byHand && to.owner !== null && NAMED_BY_RULE.includes(to.owner)
      ? [`${named}指定了责任人，但「${to.label}」的责任人另有规定`]
      : []),
  ];
}

function holesOf(book: FlowBook, flow: Flow, action: FlowAction): string[] {
  const named = `按钮「${action.label}」`;
  const unknown = action.changes.filter((id) => !Object.hasOwn(CHANGES, id));
  const froms = action.from.map((id) => ({ id, state: flow.states.find((s) => s.id === id) }));
  const to = stateAt(book, flow, action.to);
  const isPlain = action.to !== 'same' && action.to !== 'back';
  return [
    ...(action.by.length === 0 ? [`${named}没有人能按`] : []),
    ...(action.from.length === 0 ? [`${named}在哪个状态都不出现`] : []),
    ...unknown.map((id) => `${named}里没有「${id}」这种改动`),
    ...froms.flatMap(({ id, state }) =>
      state === undefined ? [`${named}写了不存在的状态「${id}」`] : fromHoles(action, state),
    ),
    ...(to === undefined && isPlain ? [`${named}写了不存在的状态「${action.to}」`] : []),
    ...(action.to === 'same' ? froms.flatMap(({ state }) => state ?? []) : [to ?? []].flat()).flatMap(
      (state) => toHoles(action, state),
    ),
    ...repeated(action.form.map(({ id }) => id)).map((id) => `${named}的「${id}」写了两次`),
    ...formHoles(action),
    ...guardHoles(action),
  ];
}

/** What single actions lack, and actions that mean two things in one state. */
export function actionHoles(book: FlowBook, flow: Flow): string[] {
  const ambiguous = flow.actions.flatMap((action) =>
    action.from
      .filter((from) => actionOf(flow, action.id, from) !== action)
      .map((from) => `按钮「${action.label}」在状态「${from}」里写了两次`),
  );
  return [...ambiguous, ...flow.actions.flatMap((action) => holesOf(book, flow, action))];
}
