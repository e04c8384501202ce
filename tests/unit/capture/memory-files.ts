/** A file store in memory that can be told to fail, for trying intake and sealing. */
import type { Files } from '../../../cloudfunctions/features/capture/files';

export const BUCKET = 'cloud://plant-1.706c-plant-1-1250000000/';

export class MemoryFiles implements Files {
  readonly stored = new Map<string, Buffer>();
  readonly calls: string[] = [];
  /** Decides before a call takes effect; what it throws or waits for is the store's trouble. */
  before: (call: string, fileId: string) => Promise<void> = () => Promise.resolve();

  private async enter(call: string, fileId: string): Promise<void> {
    this.calls.push(call);
    await this.before(call, fileId);
  }

  async download(fileId: string): Promise<Buffer | null> {
    await this.enter('download', fileId);
    return this.stored.get(fileId) ?? null;
  }

  async upload(path: string, bytes: Buffer): Promise<string> {
    await this.enter('upload', path);
    this.stored.set(BUCKET + path, bytes);
    return BUCKET + path;
  }

  async remove(fileIds: string[]): Promise<void> {
    for (const fileId of fileIds) {
      await this.enter('remove', fileId);
      this.stored.delete(fileId);
    }
  }

  async links(fileIds: string[]): Promise<Map<string, string>> {
    await this.enter('links', '');
    const known = fileIds.filter((fileId) => this.stored.has(fileId));
    return new Map(known.map((fileId) => [fileId, `https://files/${fileId.slice(BUCKET.length)}`]));
  }
}
