import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../common/chores.js';
import type { ContactId } from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';
import { PersonalData } from '../privacy/detection/personal-data.js';
import { stringsOf } from '../privacy/vault/json-strings.js';
import { Vault } from '../privacy/vault/vault.js';
import { isMachineName } from './personal-content.js';

/** Texts that were stored before there was a vault. Names of tables and columns; the table's primary key is `id`. */
export interface OldTexts {
  table: string;
  /** `text` columns. */
  texts?: readonly string[];
  /** A `jsonb` column, all of whose strings are looked at, but for those under a key that names something for machines. */
  json?: { column: string; isMachineName: (key: string) => boolean };
  /** SQL for whose they are, with the table as `t`. */
  contact: string;
}

const ROWS_PER_STEP = 500;
/** The sweeper does other things as well. */
const RUN_MS = 1_000;

/** What was received and sent long ago: its only copy that counts is the history. */
const BLANKED = {
  inbox: { set: 'content = null', where: `t.state = 'done' and t.content is not null` },
  outbox: {
    set: 'request = null',
    where: `t.state not in ('pending', 'sending') and t.request is not null`,
  },
} as const;

interface Row {
  id: string;
  contact_id: ContactId;
  texts: (string | null)[];
  json: unknown;
}

/**
 * Takes personal data out of what was stored before, table by table, in steps that are remembered: a process that is killed
 * in between leaves the rest to the next. A row without personal data is only read.
 */
@Injectable()
export class OldTextsProtection implements OnModuleInit {
  private readonly logger = new Logger(OldTextsProtection.name);
  private readonly sources: OldTexts[] = [];
  private isDone = false;

  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
    private readonly personalData: PersonalData,
    private readonly vault: Vault,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'old texts', run: () => this.run() });
    this.register({ table: 'messages', json: { column: 'content', isMachineName }, contact: 't.contact_id' });
  }

  register(source: OldTexts): void {
    this.sources.push(source);
  }

  /** As far as a second takes it. */
  async run(): Promise<void> {
    const until = performance.now() + RUN_MS;
    while (!this.isDone && performance.now() < until) {
      this.isDone = !(await this.step());
    }
  }

  /** False: there is nothing left to do. */
  private async step(): Promise<boolean> {
    const progress = await this.database.rows<{ source: string; after: string | null; done: boolean }>(
      'select source, after, done_at is not null as done from protection_progress',
    );
    const known = new Map(progress.map((row) => [row.source, row]));
    const next = [...Object.keys(BLANKED), ...this.sources.map(({ table }) => table)].find(
      (table) => known.get(table)?.done !== true,
    );
    if (next === undefined) {
      return false;
    }
    const after = known.get(next)?.after ?? null;
    const source = this.sources.find(({ table }) => table === next);
    const last = await (source === undefined ? this.blank(next, after) : this.protect(source, after));
    await this.remember(next, last);
    return true;
  }

  private async remember(table: string, last: string | undefined): Promise<void> {
    await this.database.run(
      `insert into protection_progress (source, after, done_at)
       values ($1, $2, case when $2::text is null then clock_timestamp() end)
       on conflict (source) do update
          set after = coalesce(excluded.after, protection_progress.after), done_at = excluded.done_at,
              updated_at = clock_timestamp()`,
      [table, last ?? null],
    );
    if (last === undefined) {
      this.logger.log({ table }, 'what was stored before is free of personal data');
    }
  }

  /** @returns the id of the last row; undefined: there was none. */
  private async blank(table: string, after: string | null): Promise<string | undefined> {
    const { set, where } = table === 'inbox' ? BLANKED.inbox : BLANKED.outbox;
    const [row] = await this.database.rows<{ last: string }>(
      `with page as materialized (
         select id from ${table} where $1::uuid is null or id > $1::uuid order by id limit ${ROWS_PER_STEP}),
       blanked as (update ${table} t set ${set} from page where t.id = page.id and ${where})
       select id as last from page order by id desc limit 1`,
      [after],
    );
    return row?.last;
  }

  private async protect(source: OldTexts, after: string | null): Promise<string | undefined> {
    const rows = await this.database.rows<Row>(
      `${selection(source)} where $1::uuid is null or t.id > $1::uuid order by t.id limit ${ROWS_PER_STEP}`,
      [after],
    );
    for (const { id, texts, json } of rows) {
      // Each string by itself: in JSON, a letter takes the place of a line break.
      const all = [
        ...texts.filter((text) => text !== null),
        ...stringsOf(json, source.json?.isMachineName ?? (() => false)),
      ];
      if (all.some((text) => this.personalData.find(text).length > 0)) {
        await this.database.transaction((tx) => this.protectRow(tx, source, id));
      }
    }
    return rows.at(-1)?.id;
  }

  /** Read anew under its lock: it may have changed since. */
  private async protectRow(tx: Tx, source: OldTexts, id: string): Promise<void> {
    const [row] = await tx.rows<Row>(`${selection(source)} where t.id = $1 for no key update of t`, [id]);
    if (row === undefined) {
      return;
    }
    const { contact_id: contactId, texts, json } = row;
    const stored = await this.vault.protectJson(tx, contactId, texts);
    const content = source.json && (await this.vault.protectJson(tx, contactId, json, source.json.isMachineName));
    const columns = [...(source.texts ?? []), ...(source.json ? [source.json.column] : [])];
    const assignments = columns.map((column, index) => `${column} = $${index + 2}`).join(', ');
    const values = [...stored, ...(source.json ? [JSON.stringify(content)] : [])];
    await tx.run(`update ${source.table} set ${assignments} where id = $1`, [id, ...values]);
  }
}

function selection({ table, texts = [], json, contact }: OldTexts): string {
  const columns = texts.map((column) => `t.${column}::text`).join(', ');
  return `select t.id, ${contact} as contact_id, array[${columns}]::text[] as texts,
                 ${json === undefined ? 'null' : `t.${json.column}`} as json
            from ${table} t`;
}
