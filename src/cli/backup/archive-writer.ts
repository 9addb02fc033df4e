import { type FileHandle, link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../common/app-error.js';
import { errorCodeOf } from '../../common/error-code.js';
import { BLOCK, paddingOf, tarHeader } from './tar-header.js';

/** Writes one archive, under another name until it is complete: one that was broken off looks like none. */
export class ArchiveWriter {
  private readonly time = new Date();

  private constructor(
    private readonly handle: FileHandle,
    private readonly draft: string,
    private readonly path: string,
  ) {}

  /** Readable by its owner alone. */
  static async create(path: string): Promise<ArchiveWriter> {
    const draft = `${path}.${process.pid}.part`;
    return new ArchiveWriter(await open(draft, 'w', 0o600), draft, path);
  }

  async add(name: string, content: Buffer): Promise<void> {
    await this.addStream(name, content.length, [content]);
  }

  /** @throws {RangeError} where another number of bytes comes than was said. */
  async addStream(name: string, size: number, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
    await this.handle.write(tarHeader(name, size, this.time));
    let written = 0;
    for await (const chunk of content) {
      await this.handle.writev([chunk]);
      written += chunk.length;
    }
    if (written !== size) {
      throw new RangeError(`${name} has ${written} bytes in place of ${size}`);
    }
    await this.handle.write(Buffer.alloc(paddingOf(size)));
  }

  /**
   * Gives it its name, when it is on the disk.
   * @throws {AppError} `backup.file-exists` rather than overwrite another one.
   */
  async finish(): Promise<void> {
    await this.handle.write(Buffer.alloc(2 * BLOCK));
    await this.handle.sync();
    await this.handle.close();
    try {
      await link(this.draft, this.path);
    } catch (error) {
      throw errorCodeOf(error) === 'EEXIST'
        ? new AppError('backup.file-exists', `${this.path} is there already`)
        : error;
    }
    await rm(this.draft);
    const folder = await open(dirname(this.path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined); // it may be closed already
    await rm(this.draft, { force: true });
  }
}
