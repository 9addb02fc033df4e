import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const KEY_ID = 'test-key';
const SECRET = 'test-secret';
const BUCKET = 'kefu';
const REGION = 'cn-test-1';

/** A bucket on loopback that speaks as much S3 as is needed, and takes signed requests alone (signature version 4). */
export class ScriptedBucket {
  readonly objects = new Map<string, Buffer>();
  /** Answered instead, each once. */
  readonly nextStatus: number[] = [];
  /** Takes requests and answers none, from now on. */
  hangs = false;
  unanswered = 0;
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch(() => response.destroy());
  });

  static async start(): Promise<ScriptedBucket> {
    const bucket = new ScriptedBucket();
    await new Promise<void>((resolve) => {
      bucket.server.listen(0, '127.0.0.1', resolve);
    });
    return bucket;
  }

  get environment(): Record<string, string> {
    const address = this.server.address();
    const port = typeof address === 'object' ? address?.port : address;
    return {
      MEDIA_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      MEDIA_S3_BUCKET: BUCKET,
      MEDIA_S3_REGION: REGION,
      MEDIA_S3_ACCESS_KEY_ID: KEY_ID,
      MEDIA_S3_SECRET_ACCESS_KEY: SECRET,
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(Buffer.from(chunk));
    }
    if (this.hangs) {
      this.unanswered += 1;
      return;
    }
    const status = this.nextStatus.shift();
    if (status !== undefined || !isSigned(request)) {
      response.writeHead(status ?? 403).end();
      return;
    }
    const path = request.url ?? '';
    if (request.method === 'PUT') {
      this.objects.set(path, Buffer.concat(chunks));
      response.writeHead(200).end();
    } else if (request.method === 'DELETE') {
      this.objects.delete(path);
      response.writeHead(204).end();
    } else {
      const bytes = this.objects.get(path);
      response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
    }
  }
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned({ method, url = '', headers }: IncomingMessage): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, keyId, day = '', region = '', signed = '', signature] = form.exec(headers.authorization ?? '') ?? [];
  const [path = '', query = ''] = url.split('?');
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  const payload = String(headers['x-amz-content-sha256']);
  const canonical = [method, path, query, lines.join(''), signed, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${SECRET}`));
  return keyId === KEY_ID && region === REGION && hmac(key, toSign).toString('hex') === signature;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
