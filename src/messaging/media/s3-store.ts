import { S3mini } from 's3mini';
import type { MediaId } from '../../common/ids.js';
import type { MediaBucket } from '../../config/app-config.js';
import { MediaStore } from './media-store.js';

const TIMEOUT_MS = 60_000;

/** A bucket of anything that speaks S3. An object appears as a whole or not at all: that is S3's promise. */
export class S3Store extends MediaStore {
  private readonly bucket: S3mini;

  constructor({ endpoint, bucket, region, accessKeyId, secretAccessKey }: MediaBucket) {
    super();
    this.bucket = new S3mini({
      endpoint: `${endpoint.replace(/\/+$/, '')}/${bucket}`,
      region,
      accessKeyId,
      secretAccessKey,
      requestAbortTimeout: TIMEOUT_MS,
    });
  }

  async put(id: MediaId, bytes: Uint8Array): Promise<void> {
    await this.bucket.putObject(keyOf(id), bytes);
  }

  async get(id: MediaId): Promise<Buffer | undefined> {
    const bytes = await this.bucket.getObjectArrayBuffer(keyOf(id));
    return bytes === null ? undefined : Buffer.from(bytes);
  }

  async remove(id: MediaId): Promise<void> {
    await this.bucket.deleteObject(keyOf(id));
  }

  /** What was not written to its end is nowhere. */
  tidy(): Promise<void> {
    return Promise.resolve();
  }
}

function keyOf(id: MediaId): string {
  return `media/${id}`;
}
