import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, vi } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { Program } from '../../src/program.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { REDIS_DATABASES } from './redis.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export const ADMIN_API_KEY = 'test-admin-api-key';
const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

export type Backend = 'postgres' | 'redis';

/** The backends to run a suite on: Redis only where there is one. */
export const backends: readonly Backend[] = inject('redisUrl') === '' ? ['postgres'] : ['postgres', 'redis'];

export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test asserts whatever shape came
  body: any;
}

interface Options {
  backend?: Backend;
  environment?: Record<string, string>;
  /** Runs beside this one: same database, queue and simulator. */
  beside?: TestProgram;
  /** The clock of WeCom, in milliseconds. */
  platformNow?: () => number;
}

/** The real program on a database of its own, registered at a simulated WeCom. */
export class TestProgram {
  private constructor(
    readonly program: Program,
    readonly wecom: WecomSimulator,
    readonly database: TestDatabase,
    readonly redisUrl: string | undefined,
    private readonly pool: pg.Pool,
    private readonly folder: string,
    private readonly owns: boolean,
    /** What it was told. */
    readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  static async start({
    backend = 'postgres',
    environment = {},
    beside,
    platformNow,
  }: Options = {}): Promise<TestProgram> {
    const wecom =
      beside?.wecom ?? (await WecomSimulator.start({ retryAfterMs: 1_000, ...(platformNow && { now: platformNow }) }));
    const database = beside?.database ?? (await createTestDatabase());
    const redisUrl =
      beside?.redisUrl ?? (backend === 'redis' ? `${inject('redisUrl')}/${randomInt(REDIS_DATABASES)}` : undefined);
    const folder = mkdtempSync(join(tmpdir(), 'kefu-app-'));
    const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
    const told = {
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      DATA_DIR: folder,
      ADMIN_API_KEY,
      MASTER_KEY,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      REDIS_URL: redisUrl,
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: `${agentId}`,
      WECOM_SECRET: secret,
      WECOM_TOKEN: token,
      WECOM_ENCODING_AES_KEY: encodingAesKey,
      WECOM_API_BASE_URL: wecom.apiBaseUrl,
      DIALOG_BURST_MS: '100',
      ...environment,
    };
    const config = loadConfig(told, folder);
    const program = await Program.start(config);
    if (beside === undefined) {
      wecom.app.callbackUrl = `${program.url}/wecom/callback`;
    }
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
    pool.on('error', () => undefined);
    return new TestProgram(program, wecom, database, redisUrl, pool, folder, beside === undefined, told);
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await this.pool.end();
    rmSync(this.folder, { recursive: true, force: true });
    if (this.owns) {
      await this.wecom.stop();
      await this.database.drop();
    }
  }

  /** A call of the admin API. */
  async api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.program.url + path, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_API_KEY}`,
        ...(body !== undefined && !isRaw ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Says something as a contact, and resolves with what the contact then reads last. */
  async ask(user: string, text: string): Promise<string> {
    const before = this.wecom.accepted.filter(({ to }) => to.includes(user)).length;
    expect(await this.wecom.say(user, text)).toMatchObject({ acked: true });
    const messages = await this.wecom.waitForMessages({ to: user, count: before + 1 });
    await this.settled();
    return messages.at(-1)?.text ?? '';
  }

  /** Why the contact's last answer is what it is, as the API tells it. */
  async explanationFor(user: string): Promise<Record<string, unknown>> {
    const [message] = await this.rows<{ id: string }>(
      `select m.id from messages m join contacts c on c.id = m.contact_id
        where c.external_id = $1 and m.direction = 'outbound' order by m.sequence desc limit 1`,
      [user],
    );
    const { status, body } = await this.api('GET', `/api/v1/messages/${message?.id}/explanation`);
    expect(status).toBe(200);
    return body;
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(sql, values);
    return rows;
  }

  /** Publishes entries and waits until they are imported. */
  async publish(entries: readonly Record<string, unknown>[]): Promise<void> {
    const file = entries.map((entry) => JSON.stringify(entry)).join('\n');
    const { body } = await this.api('POST', '/api/v1/knowledge/imports?format=jsonl&publish=true', file);
    await vi.waitFor(
      async () => {
        const { body: job } = await this.api('GET', `/api/v1/knowledge/imports/${body.id}`);
        expect(job).toMatchObject({ status: 'completed', failed: 0 });
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  /** Until every received message has its outcome and every answer is sent or given up. */
  async settled(timeout = 30_000): Promise<void> {
    await vi.waitFor(
      async () => {
        const [open] = await this.rows<{ inbox: number; outbox: number }>(
          `select (select count(*)::int from inbox where state = 'open') as inbox,
                  (select count(*)::int from outbox where state in ('pending', 'sending')) as outbox`,
        );
        expect(open).toEqual({ inbox: 0, outbox: 0 });
      },
      { timeout, interval: 50 },
    );
  }
}
