import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { isDatabaseAway } from '../common/database-away.js';

type Parameters = readonly unknown[];

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
   * Runs after the commit. What it throws is logged and swallowed: the work is stored, and a retry of the whole would
   * be dropped as a duplicate; the sweeper catches up with a nudge that got lost.
   */
  afterCommit(hook: () => void | Promise<void>): void;
}

@Injectable()
export class Database implements Sql {
  private readonly logger = new Logger(Database.name);

  constructor(private readonly dataSource: DataSource) {}

  rows<Row>(sql: string, parameters: Parameters = []): Promise<Row[]> {
    return this.withRunner((runner) => rows<Row>(runner, sql, parameters));
  }

  run(sql: string, parameters: Parameters = []): Promise<number> {
    return this.withRunner((runner) => run(runner, sql, parameters));
  }

  /** Commits when `work` resolves and rolls back when it throws. Nothing remote is called inside. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const hooks: (() => void | Promise<void>)[] = [];
    const result = await this.withRunner(async (runner) => {
      await runner.startTransaction();
      try {
        const value = await work({
          rows: <Row>(sql: string, parameters: Parameters = []) => rows<Row>(runner, sql, parameters),
          run: (sql, parameters = []) => run(runner, sql, parameters),
          afterCommit: (hook) => hooks.push(hook),
        });
        await runner.commitTransaction();
        return value;
      } catch (error) {
        await rollBack(runner, error);
        throw error;
      }
    });
    for (const hook of hooks) {
      await this.runHook(hook);
    }
    return result;
  }

  private async withRunner<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work(runner);
    } catch (error) {
      await endIfAway(runner, error);
      throw error;
    } finally {
      await runner.release();
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

async function rows<Row>(runner: QueryRunner, sql: string, parameters: Parameters): Promise<Row[]> {
  const result = await runner.query(sql, [...parameters], true);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller's SQL says what a row is
  return result.records as Row[];
}

async function run(runner: QueryRunner, sql: string, parameters: Parameters): Promise<number> {
  const result = await runner.query(sql, [...parameters], true);
  return result.affected ?? 0;
}

/** A connection that died has rolled back by itself; the error that matters is the one that led here. */
async function rollBack(runner: QueryRunner, error: unknown): Promise<void> {
  try {
    await endIfAway(runner, error);
    await runner.rollbackTransaction();
  } catch {
    return;
  }
}

/**
 * A connection on which a statement was given up still waits for its answer: whoever got it from the pool would wait
 * behind it. An ended one leaves the pool when it is released.
 */
async function endIfAway(runner: QueryRunner, error: unknown): Promise<void> {
  if (!isDatabaseAway(error) || runner.isReleased) {
    return;
  }
  const connection: unknown = await runner.connect().catch(() => undefined);
  if (connection instanceof pg.Client) {
    void connection.end().catch(() => undefined);
  }
}
