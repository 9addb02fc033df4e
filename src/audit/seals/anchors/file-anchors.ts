import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { type Anchor, type AnchorSink, parseAnchor } from './anchor-sinks.js';

/** A file that only grows: one anchor a line, on the disk before it counts. */
export class FileAnchors implements AnchorSink {
  readonly name = 'file';
  readonly everySeconds = 1;

  constructor(readonly path: string) {}

  async anchor(anchor: Anchor): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const file = await open(this.path, 'a', 0o640);
    try {
      const { size } = await file.stat();
      // A line that a full disk cut off is ended, so that the next one can be read.
      const line = `${await startOfLine(this.path, size)}${JSON.stringify(anchor)}\n`;
      const { bytesWritten } = await file.write(line);
      if (bytesWritten !== Buffer.byteLength(line)) {
        throw new RangeError('the anchor was not written to its end');
      }
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}

async function startOfLine(path: string, size: number): Promise<string> {
  if (size === 0) {
    return '';
  }
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] === 0x0a ? '' : '\n';
  } finally {
    await file.close();
  }
}

/**
 * The anchors of a file, in its order, as often as they are asked for; lines that are none are left out, such as one that
 * was cut off. Of a big file the last bytes alone, where that is asked for.
 */
export function readAnchors(path: string, lastBytes?: number): AsyncIterable<Anchor> {
  return { [Symbol.asyncIterator]: () => anchorsIn(path, lastBytes) };
}

async function* anchorsIn(path: string, lastBytes: number | undefined): AsyncGenerator<Anchor> {
  const { size } = await stat(path);
  const start = lastBytes === undefined ? 0 : Math.max(0, size - lastBytes);
  const input = createReadStream(path, { start, encoding: 'utf8' });
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const anchor = parseAnchor(line);
      if (anchor !== undefined) {
        yield anchor;
      }
    }
  } finally {
    input.destroy();
  }
}
