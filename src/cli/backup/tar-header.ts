/** Archives are plain `tar` (POSIX ustar), so that anybody can look into one without this program. */
export const BLOCK = 512;
const NAME_LENGTH_MAX = 100;
const MODE = 0o600;

const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  time: [136, 12],
  sum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
} as const;

type Field = keyof typeof FIELDS;

/** How many zero bytes follow the content of an entry. */
export function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** @throws {RangeError} for a name or a size that the form cannot hold. */
export function tarHeader(name: string, size: number, time: Date): Buffer {
  if (Buffer.byteLength(name) > NAME_LENGTH_MAX || size >= 8 ** 11) {
    throw new RangeError(`${name} does not fit into an archive`);
  }
  const header = Buffer.alloc(BLOCK);
  write(header, 'name', name);
  write(header, 'mode', octal(MODE, 7));
  write(header, 'uid', octal(0, 7));
  write(header, 'gid', octal(0, 7));
  write(header, 'size', octal(size, 11));
  write(header, 'time', octal(Math.floor(time.getTime() / 1_000), 11));
  write(header, 'type', '0');
  write(header, 'magic', 'ustar\u000000');
  write(header, 'sum', `${octal(sumOf(header), 6)}\u0000 `);
  return header;
}

/** Undefined for the zero block at the end of an archive, and for what is no header. */
export function parseTarHeader(header: Buffer): { name: string; size: number } | undefined {
  const size = Number.parseInt(read(header, 'size'), 8);
  const isOne = header.length === BLOCK && Number.parseInt(read(header, 'sum'), 8) === sumOf(header);
  return isOne && Number.isSafeInteger(size) ? { name: read(header, 'name'), size } : undefined;
}

/** Of all bytes, those of the sum itself taken as blanks. */
function sumOf(header: Buffer): number {
  const [start, length] = FIELDS.sum;
  return header.reduce((sum, byte, at) => sum + (at >= start && at < start + length ? 0x20 : byte), 0);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function write(header: Buffer, field: Field, text: string): void {
  const [start, length] = FIELDS[field];
  header.write(text, start, length, 'utf8');
}

function read(header: Buffer, field: Field): string {
  const [start, length] = FIELDS[field];
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? length : end).trim();
}
