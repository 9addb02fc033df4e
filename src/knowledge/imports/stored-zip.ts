import { crc32 } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1980-01-01, the first day that the format knows. */
const FIRST_DAY = 0x21;

/**
 * An archive in which nothing is deflated, for libraries that take an archive only: whatever the file from outside said
 * about its entries, here each is as long as it is.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3
 */
export function storedZip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of parts) {
    const name = Buffer.from(path);
    const description = describe(name, content);
    const header = Buffer.concat([uint32(LOCAL_HEADER), description, name]);
    local.push(header, content);
    central.push(
      Buffer.concat([uint32(CENTRAL_HEADER), uint16(VERSION), description, Buffer.alloc(10), uint32(offset), name]),
    );
    offset += header.length + content.length;
  }
  const directory = Buffer.concat(central);
  const counts = Buffer.concat([uint16(0), uint16(0), uint16(parts.size), uint16(parts.size)]);
  const end = Buffer.concat([uint32(END), counts, uint32(directory.length), uint32(offset), uint16(0)]);
  return Buffer.concat([...local, directory, end]);
}

/** What both headers of an entry say, from the version to the length of the extra field. */
function describe(name: Buffer, content: Buffer): Buffer {
  return Buffer.concat([
    ...[VERSION, UTF8_NAMES, 0, 0, FIRST_DAY].map(uint16),
    ...[crc32(content), content.length, content.length].map(uint32),
    ...[name.length, 0].map(uint16),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
