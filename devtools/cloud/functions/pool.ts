/** The warm instances of one function: they grow with demand to a small maximum, beyond which calls wait in line. */
import type { Instance } from './instance';

export class Pool {
  private readonly instances = new Set<Instance>();
  /** Instances given to a call that has not ended. */
  private readonly promised = new Set<Instance>();
  private readonly waiting: ((instance: Instance) => void)[] = [];

  /**
   * @param most - instances at one time
   * @param spawn - makes a cold instance that calls back when its thread has ended
   */
  constructor(
    private readonly most: number,
    private readonly spawn: (onExit: (instance: Instance) => void) => Instance,
  ) {}

  /** Runs `use` on an instance of its own. */
  async with<T>(use: (instance: Instance) => Promise<T>): Promise<T> {
    const instance = await this.take();
    try {
      return await use(instance);
    } finally {
      this.next(instance);
    }
  }

  /** The instance that has been busy longest, else an idle one. */
  oldest(): Instance | null {
    const byAge = [...this.instances].sort((a, b) => a.busySince - b.busySince);
    return byAge[0] ?? null;
  }

  find(id: string): Instance | null {
    return [...this.instances].find((instance) => instance.id === id) ?? null;
  }

  /** Ends all instances; running invocations fail as killed. */
  async drain(): Promise<void> {
    await Promise.all([...this.instances].map((instance) => instance.kill()));
  }

  /** Ends all instances and gives nobody in line a new one. */
  async close(): Promise<void> {
    this.waiting.length = 0;
    await this.drain();
  }

  private take(): Promise<Instance> {
    const instance = this.free();
    return instance ? Promise.resolve(instance) : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** An idle instance or, below the maximum, a new one; it is taken from now on. */
  private free(): Instance | null {
    const idle = [...this.instances].find((instance) => instance.idle && !this.promised.has(instance));
    if (!idle && this.instances.size >= this.most) return null;
    const instance = idle ?? this.grow();
    this.promised.add(instance);
    return instance;
  }

  private grow(): Instance {
    const instance = this.spawn((ended) => {
      this.instances.delete(ended);
      this.serveWaiting();
    });
    this.instances.add(instance);
    return instance;
  }

  private next(instance: Instance): void {
    this.promised.delete(instance);
    if (!instance.idle) this.instances.delete(instance);
    this.serveWaiting();
  }

  private serveWaiting(): void {
    while (this.waiting.length > 0) {
      const instance = this.free();
      if (!instance) return;
      this.waiting.shift()?.(instance);
    }
  }
}
