import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../common/app-error.js';
import { BLOCK, paddingOf, parseTarHeader } from './tar-header.js';

interface Place {
  offset: number;
  size: number;
}

const READ_BYTES = 1_048_576;
/** Of what is read into memory as a whole. */
const SMALL_BYTES_MAX = 64 * 1_048_576;

/** Reads the entries of an archive, in any order. */
export class ArchiveReader {
  private constructor(
    private readonly handle: FileHandle,
    private readonly places: ReadonlyMap<string, Place>,
  ) {}

  /** @throws {AppError} `backup.damaged` for what is no whole archive. */
  static async open(path: string): Promise<ArchiveReader> {
    const handle = await open(path, 'r').catch((cause: unknown) => {
      throw new AppError('backup.damaged', `${path} cannot be read`, { cause });
    });
    try {
      return new ArchiveReader(handle, await placesIn(handle));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get names(): readonly string[] {
    return [...this.places.keys()];
  }

  sizeOf(name: string): number {
    return this.placeOf(name).size;
  }

  /** @throws {AppError} `backup.damaged` where there is no such entry. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const { offset, size } = this.placeOf(name);
    for (let done = 0; done < size;) {
      const { bytesRead, buffer } = await this.handle.read(
        Buffer.allocUnsafe(Math.min(READ_BYTES, size - done)),
        0,
        null,
        offset + done,
      );
      if (bytesRead === 0) {
        throw new AppError('backup.damaged', `the archive ends within ${name}`);
      }
      done += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  /** A small one, as a whole. */
  async bytes(name: string): Promise<Buffer> {
    if (this.sizeOf(name) > SMALL_BYTES_MAX) {
      throw new AppError('backup.damaged', `${name} is larger than this program writes it`);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of this.read(name)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private placeOf(name: string): Place {
    const place = this.places.get(name);
    if (place === undefined) {
      throw new AppError('backup.damaged', `the archive holds no ${name}`);
    }
    return place;
  }
}

/** Two zero blocks say that the archive is whole. */
async function placesIn(handle: FileHandle): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const { size: total } = await handle.stat();
  let at = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(BLOCK), 0, BLOCK, at);
    const header = bytesRead === BLOCK ? parseTarHeader(buffer) : undefined;
    if (header === undefined) {
      if (at + 2 * BLOCK > total || places.size === 0 || buffer.some((byte) => byte !== 0)) {
        throw new AppError('backup.damaged', 'this is no whole archive of this program');
      }
      return places;
    }
    places.set(header.name, { offset: at + BLOCK, size: header.size });
    at += BLOCK + header.size + paddingOf(header.size);
  }
}
