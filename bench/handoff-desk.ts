import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { AcceptedMessage } from '../src/simulator/message-log.js';
import { WecomSimulator } from '../src/simulator/simulator.js';
import { type BenchDatabase, startBenchDatabase } from './bench-database.js';
import { callApi, startApp } from './child-app.js';
import type { ChildServer } from './child-server.js';

const QUIET_TIMEOUT_MS = 240_000;
const ANSWER_TIMEOUT_MS = 120_000;
const OFFER_KEY = /offer:([0-9a-f-]{36}):claim/;

export interface BenchOperator {
  id: string;
  memberId: string;
}

/** The card of an offer, on the phone of whoever was asked. */
export interface OfferCard {
  offerId: string;
  /** What the button 接入 says to the program. */
  key: string;
  message: AcceptedMessage;
}

interface DeskOptions {
  operators: number;
  capacity: number;
  variables: Readonly<Record<string, string>>;
}

/** The program with operators who are all online, a WeCom and a PostgreSQL of its own. */
export class BenchDesk {
  private constructor(
    readonly wecom: WecomSimulator,
    readonly app: ChildServer,
    readonly operators: readonly BenchOperator[],
    private readonly database: BenchDatabase,
    private readonly pool: pg.Pool,
  ) {}

  static async start({ operators, capacity, variables }: DeskOptions): Promise<BenchDesk> {
    const database = await startBenchDatabase();
    const wecom = await WecomSimulator.start();
    const app = await startApp(wecom, { DATABASE_URL: database.url, ...variables });
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
    const { rows } = await pool.query<{ id: string }>('select id from accounts limit 1');
    const employed: BenchOperator[] = [];
    for (let n = 0; n < operators; n += 1) {
      const memberId = `operator-${n}`;
      const fields = { name: memberId, memberId, accountId: rows[0]?.id, capacity };
      const id = textOf(good(await callApi(app, 'POST', '/operators', fields)), 'id');
      employed.push({ id, memberId });
    }
    return new BenchDesk(wecom, app, employed, database, pool);
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.app.stop();
    await this.wecom.stop();
    await this.database.stop();
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, parameters)).rows;
  }

  /** @throws when the callback was not acknowledged. */
  async say(contact: string, text: string): Promise<void> {
    const { acked, status } = await this.wecom.say(contact, text);
    if (!acked) {
      throw new Error(`a callback was not acknowledged: ${status ?? 'no answer'}`);
    }
  }

  /** Resolves when the contact has read that somebody is looked for. */
  async askForHuman(contact: string): Promise<void> {
    await this.say(contact, '转人工');
    await this.wecom.waitForMessages({ to: contact }, ANSWER_TIMEOUT_MS);
  }

  /** @throws when the program refuses. */
  async post(path: string, body?: object): Promise<unknown> {
    return good(await callApi(this.app, 'POST', path, body));
  }

  /** @returns the HTTP status: 200 for whoever has it now. */
  async claim(handoffId: string, operatorId: string): Promise<number> {
    return (await callApi(this.app, 'PUT', `/handoffs/${handoffId}/claim`, { operatorId })).status;
  }

  /** Resolves when nothing waits to be sent any more. */
  async quiet(): Promise<void> {
    const until = performance.now() + QUIET_TIMEOUT_MS;
    while (performance.now() < until) {
      const [row] = await this.rows<{ open: number }>(
        `select (select count(*) from notifications where state in ('pending', 'sending'))::int
              + (select count(*) from outbox where state in ('pending', 'sending'))::int
              + (select count(*) from inbox where state = 'open')::int as open`,
      );
      if (row?.open === 0) {
        return;
      }
      await delay(50);
    }
    throw new Error('the program does not come to rest');
  }
}

/** Undefined for whatever is no card of an offer. */
export function offerCardIn(message: AcceptedMessage): OfferCard | undefined {
  const [key, offerId] = (message.msgtype === 'template_card' && OFFER_KEY.exec(message.rawBody)) || [];
  return key === undefined || offerId === undefined ? undefined : { key, offerId, message };
}

/** So many at any moment: whoever is done makes room for the next. */
export async function inTurns<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const workOn = async (): Promise<void> => {
    for (const item of waiting) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workOn));
}

function good({ status, body }: { status: number; body: unknown }): unknown {
  if (status >= 300) {
    throw new Error(`the program answered ${status}: ${JSON.stringify(body)}`);
  }
  return body;
}

function textOf(body: unknown, field: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  if (typeof value !== 'string') {
    throw new TypeError(`an answer without ${field}`);
  }
  return value;
}
