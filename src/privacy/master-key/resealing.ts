import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import { type SealedColumn, SealedColumns } from '../../common/sealed-columns.js';
import { SecretBox } from '../../common/secret-box.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import { MasterKeys } from './master-keys.js';

interface SealedRow {
  place: string;
  id: string;
  sealed: Buffer;
}

const BATCH = 500;
/** What is left is done by the next round of chores; others wait for their turn. */
const ROUND_MS = 1_000;

/** Seals again what is sealed under an old master key, in another suite, or in the form of the first releases. */
@Injectable()
export class Resealing implements OnModuleInit {
  private readonly logger = new Logger(Resealing.name);

  constructor(
    private readonly database: Database,
    private readonly columns: SealedColumns,
    private readonly box: SecretBox,
    private readonly masterKeys: MasterKeys,
    private readonly chores: Chores,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    if (this.config.runsJobs) {
      this.chores.register({ name: 'reseal', run: () => this.run() });
    }
  }

  /** Safe to repeat and to break off: each batch stands by itself. */
  async run(): Promise<void> {
    if (!(await this.masterKeys.isLatest())) {
      return; // whoever has the newest key does it: two would take turns for ever
    }
    const until = performance.now() + ROUND_MS;
    let isDone = true;
    for (const column of this.columns.all()) {
      isDone = (await this.resealColumn(column, until)) && isDone;
    }
    if (isDone) {
      await this.masterKeys.retireOthers();
    }
  }

  /** @returns whether nothing of the column is left. */
  private async resealColumn(column: SealedColumn, until: number): Promise<boolean> {
    let resealed = 0;
    let left: 'none' | 'some' = 'some';
    do {
      const batch = await this.database.transaction((tx) => this.resealBatch(tx, column));
      resealed += batch.resealed;
      left = batch.found === 0 ? 'none' : 'some';
      if (batch.resealed === 0) {
        break; // nothing was found, or nothing that opens
      }
    } while (performance.now() < until);
    if (resealed > 0) {
      this.logger.log({ table: column.table, column: column.column, resealed }, 'secrets were sealed again');
    }
    return left === 'none' && (await this.isSealed(column));
  }

  /** Rows that somebody else works on are left for the next batch. */
  private async resealBatch(
    tx: Tx,
    { table, id, column, context, where }: SealedColumn,
  ): Promise<{ found: number; resealed: number }> {
    const rows = await tx.rows<SealedRow>(
      `select ctid::text as place, ${id}::text as id, ${column} as sealed from ${table}
        where ${isOtherwise(column, where)} limit ${BATCH} for update skip locked`,
      [this.box.mark],
    );
    const changed = rows.flatMap(({ place, id: rowId, sealed }) => this.reseal(place, sealed, context(rowId)));
    if (changed.length < rows.length) {
      this.logger.error(
        { table, column, rows: rows.length - changed.length },
        'secrets do not open, and stay as they are',
      );
    }
    if (changed.length > 0) {
      await tx.run(
        `update ${table} set ${column} = changed.sealed
           from unnest($1::text[], $2::bytea[]) as changed (place, sealed) where ${table}.ctid = changed.place::tid`,
        [changed.map(({ place }) => place), changed.map(({ sealed }) => sealed)],
      );
    }
    return { found: rows.length, resealed: changed.length };
  }

  /** What does not open stays as it is: some day its key may be found. */
  private reseal(place: string, sealed: Buffer, context: string): { place: string; sealed: Buffer }[] {
    try {
      return [{ place, sealed: this.box.seal(this.box.open(sealed, context), context) }];
    } catch {
      return [];
    }
  }

  /** Rows that were locked by others were skipped. */
  private async isSealed({ table, column, where }: SealedColumn): Promise<boolean> {
    const rows = await this.database.rows(`select 1 from ${table} where ${isOtherwise(column, where)} limit 1`, [
      this.box.mark,
    ]);
    return rows.length === 0;
  }
}

/** In a form that an index over the mark serves. */
function isOtherwise(column: string, where = 'true'): string {
  return `${where} and ${column} is not null and (substring(${column} from 1 for 5) < $1 or substring(${column} from 1 for 5) > $1)`;
}
