import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import type { AccountId } from '../../common/ids.js';
import { AppConfig } from '../../config/app-config.js';
import { Database, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { readFlow } from './flow-file.js';
import { readFolder } from './flow-folder.js';
import type { Flow } from './flow.js';
import { shippedFolder } from './flow-schema.js';

const FLOWS_MAX = 200;

export interface FlowEntry {
  name: string;
  flow: Flow;
  /** YAML. */
  source: string;
  origin: 'shipped' | 'folder' | 'stored';
  enabled: boolean;
  /** 0 while it comes from a file. */
  version: number;
  updatedAt: Date | null;
}

interface FlowRow {
  name: string;
  source: string;
  enabled: boolean;
  version: number;
  updated_at: Date;
}

/**
 * The flows there are: those of the program, over them those of `FLOWS_DIR`, over them what people wrote through the
 * API. Files are read at the start; the rest is live in every process within 2 s.
 */
@Injectable()
export class FlowLibrary implements OnModuleDestroy {
  private readonly logger = new Logger(FlowLibrary.name);
  private readonly cache: Polled<readonly FlowEntry[]>;
  private fromFiles: readonly FlowEntry[] = [];
  /** Read once for a version: reading all again with each change would hold up the callbacks. */
  private fromRows: ReadonlyMap<string, FlowEntry> = new Map();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly config: AppConfig,
  ) {
    this.cache = new Polled(
      'flows',
      () => this.mark(),
      () => this.read(),
    );
  }

  /**
   * Loads what there is; nothing can be asked before.
   * @throws {AppError} `config.invalid` that says what is wrong with which file.
   */
  async start(): Promise<void> {
    const { FLOWS_DIR } = this.config.environment;
    this.fromFiles = [
      ...readFolder(shippedFolder).map((file) => fromFile(file, 'shipped')),
      ...(FLOWS_DIR === undefined ? [] : readFolder(FLOWS_DIR).map((file) => fromFile(file, 'folder'))),
    ];
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory, by name; disabled ones too. */
  list(): readonly FlowEntry[] {
    return this.cache.value;
  }

  /** @throws {NotFoundError} */
  get(name: string): FlowEntry {
    const entry = this.cache.value.find((one) => one.name === name);
    if (entry === undefined) {
      throw new NotFoundError('the flow');
    }
    return entry;
  }

  /** What an account's conversations may be in. */
  named(name: string, accountId: AccountId): Flow | undefined {
    return this.runnable(accountId).find((flow) => flow.name === name);
  }

  /** What an intent begins; of several, the first by name. */
  begunBy(intent: string, accountId: AccountId): Flow | undefined {
    return this.runnable(accountId).find(({ intents }) => intents.includes(intent));
  }

  /**
   * Writes a flow, or takes the place of one from a file.
   * @throws {InvalidRequestError} that says what is wrong with it.
   * @throws {AppError} `request.precondition-failed`, `request.conflict`
   */
  async set(
    actor: Principal,
    requestId: string,
    name: string,
    { source, enabled }: { source: string; enabled: boolean },
    ifMatch?: string,
  ): Promise<FlowEntry> {
    this.assertSound(name, source);
    await this.database.transaction(async (tx) => {
      const stored = await lockedFlow(tx, name);
      const before = stored?.version;
      assertMatch(ifMatch, before ?? (this.isInFile(name) ? 0 : undefined));
      if (before === undefined) {
        await assertRoom(tx);
      }
      const version = (before ?? 0) + 1;
      await tx.run(
        `insert into flows (name, source, enabled, version) values ($1, $2, $3, $4)
         on conflict (name) do update set source = excluded.source, enabled = excluded.enabled,
                                          version = excluded.version, updated_at = clock_timestamp()`,
        [name, source, enabled, version],
      );
      const details = { name, version, enabled, ...changeOf(stored, { source, enabled }) };
      await this.audit.record(tx, { actor, requestId }, { action: 'flow.changed', details });
    });
    await this.cache.refresh();
    return this.get(name);
  }

  /**
   * What a file says of it, if one does, is in force again.
   * @throws {NotFoundError} where nobody wrote one.
   * @throws {AppError} `request.precondition-failed`
   */
  async remove(actor: Principal, requestId: string, name: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const stored = await lockedFlow(tx, name);
      if (stored === undefined) {
        throw new NotFoundError('the flow');
      }
      const { version } = stored;
      assertMatch(ifMatch, version);
      await tx.run('delete from flows where name = $1', [name]);
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'flow.deleted', details: { name, version, ...changeOf(stored, undefined) } },
      );
    });
    await this.cache.refresh();
  }

  private runnable(accountId: AccountId): Flow[] {
    return this.cache.value
      .filter(({ enabled, flow }) => enabled && (flow.accountIds?.includes(accountId) ?? true))
      .map(({ flow }) => flow);
  }

  private isInFile(name: string): boolean {
    return this.fromFiles.some((entry) => entry.name === name);
  }

  private assertSound(name: string, source: string): void {
    const read = readFlow(source);
    const faults = read.ok ? this.faultsBeyond(name, read.flow) : read.faults;
    if (faults.length > 0) {
      throw new InvalidRequestError(
        'the flow cannot be run',
        faults.map((fault) => `source: ${fault}`),
      );
    }
  }

  private faultsBeyond(name: string, flow: Flow): string[] {
    const unknown = (flow.accountIds ?? []).filter((id) => this.accounts.byId(id) === undefined);
    return [
      ...(flow.name === name ? [] : [`/name: is ${flow.name}, and the address says ${name}`]),
      ...unknown.map((id) => `/accountIds: there is no account ${id}`),
    ];
  }

  /** A sum of hashes, as a change that commits late may be older than the newest that is known. */
  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(name || '/' || version || '/' || updated_at, 0)), 0)
              as mark from flows`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<readonly FlowEntry[]> {
    const rows = await this.database.rows<FlowRow>('select * from flows');
    this.fromRows = new Map(rows.flatMap((row) => this.fromRow(row).map((entry) => [keyOf(row), entry] as const)));
    const entries = [...this.fromFiles, ...this.fromRows.values()];
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** A newer program may be stricter than the one that stored it. */
  private fromRow(row: FlowRow): FlowEntry[] {
    const known = this.fromRows.get(keyOf(row));
    if (known !== undefined) {
      return [known];
    }
    const read = readFlow(row.source);
    if (!read.ok) {
      this.logger.warn({ flow: row.name, faults: read.faults }, 'a stored flow cannot be run and is left out');
      return [];
    }
    const { name, source, enabled, version, updated_at: updatedAt } = row;
    return [{ name, flow: read.flow, source, origin: 'stored', enabled, version, updatedAt }];
  }
}

function keyOf({ name, version, updated_at }: FlowRow): string {
  return `${name}/${version}/${updated_at.getTime()}`;
}

function fromFile({ flow, source }: { flow: Flow; source: string }, origin: 'shipped' | 'folder'): FlowEntry {
  return { name: flow.name, flow, source, origin, enabled: true, version: 0, updatedAt: null };
}

interface LockedFlow {
  version: number;
  source: string;
  enabled: boolean;
}

/** Two changes of one name come one after the other, the first of all included: it has no row to lock. */
async function lockedFlow(tx: Tx, name: string): Promise<LockedFlow | undefined> {
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`flow/${name}`]);
  const [row] = await tx.rows<LockedFlow>('select version, source, enabled from flows where name = $1', [name]);
  return row;
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from flows');
  if ((row?.count ?? 0) >= FLOWS_MAX) {
    throw new AppError('request.conflict', `there are ${FLOWS_MAX} flows at most`);
  }
}
