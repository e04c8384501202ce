/** The fault switch of tests: fail, delay, cut or kill at the n-th matching SDK call, before or after it took effect. */
import { CutConnection } from './errors';
import { CloudError, type Origin } from './types';

/** An SDK call as rules and statistics see it. */
export interface SdkCall extends Origin {
  /** e.g. `database.modifyDocument`, `storage.batchGetDownloadUrl`, `openapi.subscribeMessage.send` */
  action: string;
  collection: string | null;
}

export interface FaultRule {
  /** What must be equal. Without `action` only `database.*` calls match; `"storage"` stands for `storage.*`. */
  match: { function?: string; route?: string; collection?: string; action?: string };
  /** The first matching call that is hit, counted from 1 since the rule was set. */
  nth: number;
  mode: 'fail' | 'delay' | 'cut' | 'kill';
  /** `after`: the call takes effect, only its answer is lost. */
  when: 'before' | 'after';
  /** How many calls in a row are hit, from the n-th on. */
  times: number | 'forever';
  delayMs: number;
  /** The cloud's code to fail with. */
  code: string;
}

/** A rule with its counters. */
export interface FaultState extends FaultRule {
  /** Matching calls so far. */
  seen: number;
  /** Calls that were hit. */
  hit: number;
}

export class FaultSwitch {
  private states: FaultState[] = [];

  /** @param kill - ends the worker a call came from */
  constructor(private readonly kill: (worker: string) => Promise<boolean>) {}

  /** Replaces all rules and starts counting anew. */
  set(rules: readonly FaultRule[]): void {
    this.states = rules.map((rule) => ({ ...rule, seen: 0, hit: 0 }));
  }

  /** The rules with what they have seen so far. */
  counters(): FaultState[] {
    return this.states.map((state) => ({ ...state }));
  }

  /**
   * Performs a call under the rules.
   * @throws CloudError when a rule fails it; CutConnection when a rule drops the answer
   */
  async around<T>(call: SdkCall, perform: () => Promise<T>): Promise<T> {
    const due = this.states.filter((state) => hits(state, call));
    for (const state of due) if (state.when === 'before') await this.strike(state, call);
    const result = await perform();
    for (const state of due) if (state.when === 'after') await this.strike(state, call);
    return result;
  }

  private async strike(rule: FaultRule, call: SdkCall): Promise<void> {
    if (rule.mode === 'delay') {
      await new Promise((resolve) => setTimeout(resolve, rule.delayMs));
      return;
    }
    if (rule.mode === 'fail') throw new CloudError(rule.code, 'resource system error. [FaultSwitch]');
    if (rule.mode === 'kill' && call.worker !== null) await this.kill(call.worker);
    throw new CutConnection();
  }
}

/** Counts a matching call and says whether it is hit. */
function hits(state: FaultState, call: SdkCall): boolean {
  if (!matches(state.match, call)) return false;
  state.seen += 1;
  const end = state.times === 'forever' ? Infinity : state.nth + state.times;
  const hit = state.seen >= state.nth && state.seen < end;
  if (hit) state.hit += 1;
  return hit;
}

function matches(match: FaultRule['match'], call: SdkCall): boolean {
  const family = match.action ?? 'database';
  if (call.action !== family && !call.action.startsWith(`${family}.`)) return false;
  return (['function', 'route', 'collection'] as const).every(
    (key) => match[key] === undefined || match[key] === call[key],
  );
}
