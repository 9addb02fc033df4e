import { hash } from 'node:crypto';
import { S3mini } from 's3mini';
import type { AnchorBucket } from '../../../config/app-config.js';
import type { Anchor, AnchorSink } from './anchor-sinks.js';

const TIMEOUT_MS = 30_000;
const DAY_MS = 86_400_000;

/**
 * A bucket of anything that speaks S3. With object lock nobody, its owner included, takes an anchor back before its
 * time: by the bucket's own default, or by `lockDays`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class BucketAnchors implements AnchorSink {
  readonly name = 'bucket';
  private readonly bucket: S3mini;
  private readonly lockDays: number;

  constructor(
    { endpoint, bucket, region, accessKeyId, secretAccessKey, lockDays }: AnchorBucket,
    readonly everySeconds: number,
  ) {
    this.lockDays = lockDays;
    this.bucket = new S3mini({
      endpoint: `${endpoint.replace(/\/+$/, '')}/${bucket}`,
      region,
      accessKeyId,
      secretAccessKey,
      requestAbortTimeout: TIMEOUT_MS,
    });
  }

  async anchor(anchor: Anchor): Promise<void> {
    const body = `${JSON.stringify(anchor)}\n`;
    const key = `audit-anchors/${`${anchor.seal}`.padStart(12, '0')}.json`;
    await this.bucket.putObject(key, body, 'application/json', undefined, this.lockHeaders(body));
  }

  /** A locked object is taken only with a checksum. */
  private lockHeaders(body: string): Record<string, string> {
    return this.lockDays === 0
      ? {}
      : {
          'x-amz-checksum-sha256': hash('sha256', body, 'base64'),
          'x-amz-object-lock-mode': 'COMPLIANCE',
          'x-amz-object-lock-retain-until-date': new Date(Date.now() + this.lockDays * DAY_MS).toISOString(),
        };
  }
}
