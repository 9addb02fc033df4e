import { randomBytes } from 'node:crypto';
import { BinaryReply } from './api-server.js';
import { PlatformError } from './platform-error.js';

const mediaTypes = ['image', 'voice', 'video', 'file'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** @see https://developer.work.weixin.qq.com/document/path/90253 */
const MEGABYTE = 1024 * 1024;
const bytesMax: Record<MediaType, number> = {
  image: 10 * MEGABYTE,
  voice: 2 * MEGABYTE,
  video: 10 * MEGABYTE,
  file: 20 * MEGABYTE,
};
const BYTES_ABOVE = 5;
const LIFETIME_MS = 3 * 24 * 3_600_000;
const STORE_BYTES_MAX = 256 * MEGABYTE;

export interface Media {
  readonly type: MediaType;
  readonly filename: string;
  readonly bytes: Buffer;
}

interface StoredMedia extends Media {
  readonly storedAt: number;
}

/** Temporary media of the corp: shared by its apps, valid three days, kept in memory. */
export class MediaStore {
  private readonly stored = new Map<string, StoredMedia>();
  private storedBytes = 0;

  constructor(private readonly now: () => number) {}

  /** The media id. Nothing is checked: tests also store what a contact sends. */
  put(media: Media): string {
    const id = randomBytes(48).toString('base64url');
    this.stored.set(id, { ...media, storedAt: this.now() });
    this.storedBytes += media.bytes.length;
    for (const [oldId, old] of this.stored) {
      if (this.storedBytes <= STORE_BYTES_MAX || oldId === id) {
        break;
      }
      this.stored.delete(oldId);
      this.storedBytes -= old.bytes.length;
    }
    return id;
  }

  /** @throws {PlatformError} 41006 without an id, 40007 when it is unknown, expired or of another type. */
  get(id: string, type?: MediaType): Media {
    if (id === '') {
      throw new PlatformError(41006);
    }
    const media = this.stored.get(id);
    if (media === undefined || this.now() - media.storedAt >= LIFETIME_MS || (type ?? media.type) !== media.type) {
      throw new PlatformError(40007);
    }
    return media;
  }

  /** `media/upload`: multipart/form-data with the part `media`. */
  async upload(typeParameter: string, contentType: string, body: Buffer): Promise<Record<string, unknown>> {
    const type = mediaTypes.find((known) => known === typeParameter);
    if (type === undefined) {
      throw new PlatformError(40005);
    }
    const part = await mediaPart(contentType, body);
    checkMedia(type, part.bytes);
    const mediaId = this.put({ type, ...part });
    const createdAt = String(Math.floor(this.now() / 1_000));
    return { errcode: 0, errmsg: '', type, media_id: mediaId, created_at: createdAt };
  }
}

async function mediaPart(contentType: string, body: Buffer): Promise<{ filename: string; bytes: Buffer }> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => undefined);
  const part = form?.get('media');
  if (part === undefined || part === null || typeof part === 'string') {
    throw new PlatformError(44001, 'there is no file part named media');
  }
  return { filename: part.name, bytes: Buffer.from(await part.arrayBuffer()) };
}

function checkMedia(type: MediaType, bytes: Buffer): void {
  if (bytes.length === 0) {
    throw new PlatformError(44001);
  }
  if (bytes.length <= BYTES_ABOVE) {
    throw new PlatformError(40006);
  }
  if (bytes.length > bytesMax[type]) {
    throw new PlatformError(45001);
  }
  if (type === 'image' && !isJpegOrPng(bytes)) {
    throw new PlatformError(40123);
  }
  if (type === 'voice' && !bytes.toString('latin1', 0, 5).startsWith('#!AMR')) {
    throw new PlatformError(40004, 'voice is AMR only');
  }
  if (type === 'video' && bytes.toString('latin1', 4, 8) !== 'ftyp') {
    throw new PlatformError(40004, 'video is MP4 only');
  }
}

function isJpegOrPng(bytes: Buffer): boolean {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  return isJpeg || bytes.toString('latin1', 1, 4) === 'PNG';
}

/** `media/get`: all of it, or the range that was asked for. */
export function binaryReply({ filename, bytes }: Media, rangeHeader: string): BinaryReply {
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-disposition': `attachment; filename="${encodeURIComponent(filename)}"`,
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(rangeHeader);
  if (range === null) {
    return new BinaryReply(200, headers, bytes);
  }
  const first = Number(range[1]);
  const last = Math.min(range[2] === '' ? Infinity : Number(range[2]), bytes.length - 1);
  if (first > last) {
    return new BinaryReply(416, { 'Content-Range': `bytes */${bytes.length}` }, Buffer.alloc(0));
  }
  const contentRange = `bytes ${first}-${last}/${bytes.length}`;
  return new BinaryReply(206, { ...headers, 'Content-Range': contentRange }, bytes.subarray(first, last + 1));
}
