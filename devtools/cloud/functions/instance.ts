/** One function instance: a worker thread that runs one invocation at a time and reports how it ended. */
import { Worker } from 'node:worker_threads';
import { CloudError } from '../types';
import type { FunctionSpec } from './manifest';
import type { InstanceData, InstanceMessage, InvokeMessage } from './messages';

/** Lines of output kept per invocation. */
const MOST_LINES = 200;

export type Failure = 'error' | 'timeout' | 'killed';

/** How an invocation ended badly. */
export class InvocationFailed extends CloudError {
  readonly outcome: Failure;

  constructor(outcome: Failure, code: string, message: string) {
    super(code, message);
    this.outcome = outcome;
  }
}

interface Turn {
  output: string[];
  startedAt: number;
  arm: () => void;
  resolve: (result: unknown) => void;
  reject: (failure: InvocationFailed) => void;
}

export class Instance {
  private readonly worker: Worker;
  private readonly gate = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  private turn: Turn | null = null;
  private turns = 0;
  private ready = false;
  private dead = false;

  /**
   * @param id - tells this instance's SDK calls apart
   * @param script - the built worker.ts
   * @param env - the instance's whole environment
   * @param onExit - called once when the thread has ended, whatever the reason
   */
  constructor(
    readonly id: string,
    private readonly spec: FunctionSpec,
    script: string,
    env: Record<string, string>,
    clock: SharedArrayBuffer,
    onExit: () => void,
  ) {
    const data: InstanceData = { file: spec.file, entry: spec.entry, clock, gate: this.gate };
    this.worker = new Worker(script, {
      workerData: data,
      env,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
    });
    this.worker.on('message', (message: InstanceMessage) => this.hear(message));
    // What bypasses console is not part of the log.
    this.worker.stdout.resume();
    this.worker.stderr.resume();
    this.worker.on('error', (error: Error) => {
      this.dead = true;
      this.fail('error', 'FUNCTIONS_EXECUTE_FAIL', error.message);
    });
    this.worker.on('exit', () => {
      this.dead = true;
      this.fail('killed', 'FUNCTIONS_EXECUTE_FAIL', 'the function instance was killed');
      onExit();
    });
  }

  get idle(): boolean {
    return this.turn === null && !this.dead;
  }

  /** When the invocation it is busy with began (machine's ms); Infinity when idle. */
  get busySince(): number {
    return this.turn?.startedAt ?? Infinity;
  }

  /**
   * Runs one invocation; the instance must be idle.
   * @param output - collects what the function prints
   * @throws InvocationFailed
   */
  run(message: Omit<InvokeMessage, 'turn'>, output: string[]): Promise<unknown> {
    this.turns += 1;
    let timer: NodeJS.Timeout | null = null;
    const done = new Promise<unknown>((resolve, reject) => {
      const arm = (): void => {
        timer = setTimeout(() => this.expire(), this.spec.timeoutMs);
      };
      this.turn = { output, startedAt: Date.now(), arm, resolve, reject };
      if (this.ready) arm();
    });
    const gate = new Int32Array(this.gate);
    Atomics.store(gate, 0, this.turns);
    this.worker.postMessage({ ...message, turn: this.turns } satisfies InvokeMessage);
    Atomics.notify(gate, 0);
    return done.finally(() => {
      if (timer) clearTimeout(timer);
    });
  }

  /** Ends the thread; a running invocation fails as killed. */
  async kill(): Promise<void> {
    this.dead = true;
    await this.worker.terminate();
  }

  private hear(message: InstanceMessage): void {
    if (message.kind === 'ready') {
      this.ready = true;
      this.turn?.arm();
    } else if (message.kind === 'print') {
      if (this.turn && this.turn.output.length < MOST_LINES) this.turn.output.push(message.line);
    } else if (message.kind === 'crashed') {
      this.dead = true;
      this.fail('error', 'FUNCTIONS_EXECUTE_FAIL', message.error);
    } else if (message.turn !== this.turns) {
      return;
    } else if (message.kind === 'failed') {
      this.fail('error', 'FUNCTIONS_EXECUTE_FAIL', message.error);
    } else {
      const { turn } = this;
      this.turn = null;
      turn?.resolve(JSON.parse(message.result));
    }
  }

  private expire(): void {
    const seconds = this.spec.timeoutMs / 1000;
    this.fail('timeout', 'FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`);
    this.dead = true;
    void this.worker.terminate();
  }

  private fail(outcome: Failure, code: string, message: string): void {
    const { turn } = this;
    this.turn = null;
    turn?.reject(new InvocationFailed(outcome, code, message));
  }
}
