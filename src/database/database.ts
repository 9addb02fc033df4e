import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { isDatabaseAway } from '../common/database-away.js';

type Parameters = readonly unknown[];

/** One with a name is prepared once on each connection: worth it for a long one that is run all the time. */
export type Statement = readonly [sql: string, parameters?: Parameters, name?: string];

/** What runs SQL: the database itself, each statement by itself, or one transaction. */
export interface Sql {
  /** The rows that a statement returns. */
  rows<Row>(sql: string, parameters?: Parameters): Promise<Row[]>;
  /** How many rows a statement changed. */
  run(sql: string, parameters?: Parameters): Promise<number>;
}

/** A transaction: the first parameter of whatever stands or falls with it. */
export interface Tx extends Sql {
  /**
   * Runs a statement whose result nobody needs at the end of the transaction, on its way with the commit. If it fails,
   * nothing is committed and the transaction throws. A function is called when the work is done: for a statement that
   * gathers what the transaction does on its way.
   */
  atCommit(sql: string | (() => Statement), parameters?: Parameters): void;
  /**
   * Runs after the commit. What it throws is logged and swallowed: the work is stored, and a retry of the whole would
   * be dropped as a duplicate; the sweeper catches up with a nudge that got lost.
   */
  afterCommit(hook: () => void | Promise<void>): void;
}

/** What the driver keeps to itself: the stream it writes to. */
interface Streamed {
  connection?: { stream?: { cork?(): void; uncork?(): void } };
}

/**
 * Runs SQL on the pool that TypeORM opened. Each statement is one write to the server, which is what it costs most; so
 * a transaction begins along with its first statement, and statements that are issued together travel together.
 */
@Injectable()
export class Database implements Sql {
  private readonly logger = new Logger(Database.name);
  private readonly pool: pg.Pool;

  constructor(dataSource: DataSource) {
    this.pool = poolOf(dataSource);
  }

  rows<Row>(sql: string, parameters: Parameters = []): Promise<Row[]> {
    return this.withClient((client) => rows<Row>(client, sql, parameters));
  }

  /** @param name of a statement that is run all the time. */
  run(sql: string, parameters: Parameters = [], name?: string): Promise<number> {
    return this.withClient((client) => run(client, sql, parameters, name));
  }

  /**
   * Commits when `work` resolves and rolls back when it throws. Nothing remote is called inside. Statements that do not
   * need each other's results may be issued together (`Promise.all`): the server runs them in the order of the calls.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const hooks: (() => void | Promise<void>)[] = [];
    const last: (() => Statement)[] = [];
    const result = await this.withClient(async (client) => {
      const together = new Together(client);
      const begun = together.send(() => client.query('begin'));
      begun.catch(() => undefined); // awaited below; the first statement fails as well
      try {
        const value = await work({
          rows: <Row>(sql: string, parameters: Parameters = []) =>
            together.send(() => rows<Row>(client, sql, parameters)),
          run: (sql, parameters = []) => together.send(() => run(client, sql, parameters)),
          atCommit: (sql, parameters) => last.push(typeof sql === 'string' ? () => [sql, parameters] : sql),
          afterCommit: (hook) => hooks.push(hook),
        });
        await begun;
        // After a statement that failed, the server rolls back at `commit`.
        const statements = last.map((statementOf) => statementOf());
        const ending = statements.map(([sql, parameters = [], name]) =>
          together.send(() => run(client, sql, parameters, name)),
        );
        await Promise.all([...ending, together.send(() => client.query('commit'))]);
        return value;
      } catch (error) {
        await rollBack(client, error);
        throw error;
      }
    });
    for (const hook of hooks) {
      await this.runHook(hook);
    }
    return result;
  }

  /**
   * A connection on which a statement was given up still waits for its answer: whoever got it from the pool would wait
   * behind it. It is thrown away, like one that was lost.
   */
  private async withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let lost = false;
    const onError = (error: Error): void => {
      lost = true;
      this.logger.warn({ error: error.message }, 'a connection was lost');
    };
    client.on('error', onError); // while it is in use, nobody else listens, and the process would end
    try {
      return await work(client);
    } catch (error) {
      lost ||= isDatabaseAway(error);
      throw error;
    } finally {
      client.off('error', onError);
      client.release(lost);
    }
  }

  private async runHook(hook: () => void | Promise<void>): Promise<void> {
    try {
      await hook();
    } catch (error) {
      this.logger.error({ err: error }, 'an after-commit hook failed');
    }
  }
}

/** Holds back what is written to a connection until the caller waits, so that it leaves in one piece. */
class Together {
  private isCorked = false;

  constructor(private readonly client: pg.PoolClient & Streamed) {}

  send<T>(query: () => Promise<T>): Promise<T> {
    const stream = this.client.connection?.stream;
    if (!this.isCorked && stream?.cork !== undefined) {
      this.isCorked = true;
      stream.cork();
      process.nextTick(() => {
        this.isCorked = false;
        stream.uncork?.();
      });
    }
    return query();
  }
}

function poolOf({ driver }: DataSource): pg.Pool {
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  if (!(pool instanceof pg.Pool)) {
    throw new TypeError('the database is not open');
  }
  return pool;
}

async function rows<Row>(client: pg.PoolClient, sql: string, parameters: Parameters): Promise<Row[]> {
  const result = await client.query(sql, [...parameters]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller's SQL says what a row is
  return result.rows as Row[];
}

async function run(client: pg.PoolClient, sql: string, parameters: Parameters, name?: string): Promise<number> {
  const result = await client.query({ text: sql, values: [...parameters], ...(name !== undefined && { name }) });
  return result.rowCount ?? 0;
}

/** A connection that died has rolled back by itself; the error that matters is the one that led here. */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<void> {
  if (isDatabaseAway(error)) {
    return;
  }
  try {
    await client.query('rollback');
  } catch {
    void client.end().catch(() => undefined); // an ended connection leaves the pool when it is released
  }
}
