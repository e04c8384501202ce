/** Holes of states that want signatures: nobody could sign or refuse, somebody signs out of turn, or a way leads around. */
import type { Flow, FlowAction, FlowState } from '../../../typings/flow';

function signHoles({ label, by, to }: FlowAction, state: FlowState): string[] {
  const named = `按钮「${label}」在「${state.label}」`;
  return [
    ...(by.some((party) => party !== 'owner') ? [`${named}没轮到的人也能签字`] : []),
    ...(to === 'same' || to === 'back' || to === state.id ? [`${named}签完字也走不下去`] : []),
  ];
}

function holesOf(flow: Flow, state: FlowState): string[] {
  const here = flow.actions.filter(({ from }) => from.includes(state.id));
  const signs = here.filter(({ changes }) => changes.includes('sign'));
  const refuses = here.filter(({ changes, to }) => changes.includes('refuse') && to !== 'same');
  const around = here.filter(
    (action) => !action.changes.includes('sign') && signs.some(({ to }) => to === action.to),
  );
  const named = `「${state.label}」要签字`;
  return [
    ...(signs.length === 0 ? [`${named}，却没有签字的按钮`] : []),
    ...(refuses.some(({ by }) => by.includes('owner')) ? [] : [`${named}，却没有不同意的按钮`]),
    ...signs.flatMap((action) => signHoles(action, state)),
    ...around.map(({ label }) => `按钮「${label}」绕过了「${state.label}」的签字`),
  ];
}

/** What is wrong with the signatures of a flow. */
export function signatureHoles(flow: Flow): string[] {
  return flow.states
    .filter(({ approval }) => approval !== undefined)
    .flatMap((state) => holesOf(flow, state));
}
