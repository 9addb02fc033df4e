import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { FileError, reading } from './file-error.js';

const MB = 1_048_576;

/** What an archive may hold. Images count as declared; only the parts that are read are inflated. */
const ENTRIES_MAX = 20_000;
const DECLARED_BYTES_MAX = 1_024 * MB;
const INFLATED_BYTES_MAX = 128 * MB;
/** The standard forbids it in an Office file, and a parser that obeyed one would inflate a few bytes without end. */
const TYPE_DECLARATION = '<!DOCTYPE';

/**
 * The parts of an Office file that are wanted, inflated under limits and before any library has seen it.
 * @throws {FileError} `knowledge.file-inflates-too-much`, `knowledge.file-encrypted`, `knowledge.file-damaged`
 */
export function readParts(content: Buffer, isWanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  return reading('a ZIP archive', async () => {
    const zip = await fromBufferPromise(content, { lazyEntries: true, validateEntrySizes: true });
    const parts = new Map<string, Buffer>();
    let left = INFLATED_BYTES_MAX;
    for (const entry of await wantedEntries(zip, isWanted)) {
      const part = await inflate(zip, entry, left);
      left -= part.length;
      assertDeclaresNothing(entry.fileName, part);
      parts.set(entry.fileName, part);
    }
    return parts;
  });
}

async function wantedEntries(zip: ZipFile, isWanted: (name: string) => boolean): Promise<Entry[]> {
  if (zip.entryCount > ENTRIES_MAX) {
    throw tooMuch(`it has ${zip.entryCount} entries`);
  }
  let declared = 0;
  const wanted: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    declared += entry.uncompressedSize;
    if (declared > DECLARED_BYTES_MAX) {
      throw tooMuch(`its entries say that they inflate to more than ${DECLARED_BYTES_MAX / MB} MB`);
    }
    if (isWanted(entry.fileName)) {
      if (entry.isEncrypted()) {
        throw new FileError('knowledge.file-encrypted', 'the archive is encrypted');
      }
      wanted.push(entry);
    }
  }
  return wanted;
}

async function inflate(zip: ZipFile, entry: Entry, bytesMax: number): Promise<Buffer> {
  const problem = `its parts inflate to more than ${INFLATED_BYTES_MAX / MB} MB`;
  if (entry.uncompressedSize > bytesMax) {
    throw tooMuch(problem);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      throw tooMuch(problem);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function assertDeclaresNothing(name: string, part: Buffer): void {
  const isWide = part[0] === 0xfe || part[0] === 0xff || part[0] === 0 || part[1] === 0;
  if (isWide || part.includes(TYPE_DECLARATION)) {
    throw new FileError('knowledge.file-damaged', `${name} is not the plain XML of an Office file`);
  }
}

function tooMuch(what: string): FileError {
  return new FileError('knowledge.file-inflates-too-much', `the archive is too large: ${what}`);
}
