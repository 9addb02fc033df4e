import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { type Change, changeOf } from '../audit/change.js';
import type { Principal } from '../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../common/app-error.js';
import { assertMatch } from '../common/entity-tag.js';
import { type GroupId, newId, type NotificationSinkId } from '../common/ids.js';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig } from '../config/app-config.js';
import { Database, type Tx } from '../database/database.js';
import { Polled } from '../settings/polled.js';
import { type Sink, wants } from './sink.js';
import { type SinkChange, withChange } from './sink-change.js';
import { SinkRows } from './sink-rows.js';

export const SINKS_MAX = 50;
const LOCK = 0x73696e6b; // "sink": two that are created at once count one after the other

type SinkAction = 'notification.sink-created' | 'notification.sink-updated' | 'notification.sink-deleted';

/** The sinks, kept in memory: a change is live in every process within 2 s. */
@Injectable()
export class Sinks implements OnModuleDestroy {
  private readonly rows: SinkRows;
  private readonly cache: Polled<ReadonlyMap<string, Sink>>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
    box: SecretBox,
  ) {
    this.rows = new SinkRows(box);
    this.cache = new Polled(
      'notification sinks',
      () => this.mark(),
      () => this.read(),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory: the enabled ones that want such an event. */
  matching(event: string, groupId: GroupId | undefined): Sink[] {
    return this.list().filter((sink) => wants(sink, event, groupId));
  }

  /** From memory, by name; disabled ones too. */
  list(): Sink[] {
    return [...this.cache.value.values()];
  }

  /** From memory. */
  byId(id: string): Sink | undefined {
    return this.cache.value.get(id);
  }

  /** @throws {NotFoundError} */
  get(id: string): Sink {
    const sink = this.byId(id);
    if (sink === undefined) {
      throw new NotFoundError('the notification sink');
    }
    return sink;
  }

  /** @throws {AppError} `request.invalid` for what lacks a part, `request.conflict` for a name that is taken. */
  async create(actor: Principal, requestId: string, change: SinkChange): Promise<Sink> {
    this.assertCanSend(change);
    const created = await this.database.transaction(async (tx) => {
      await assertRoom(tx);
      const sink = withChange(undefined, change);
      const stored = await this.rows.insert(tx, { ...sink, id: newId<NotificationSinkId>(), version: 1 });
      return this.recorded(tx, actor, requestId, 'notification.sink-created', stored);
    });
    await this.cache.refresh();
    return created;
  }

  /**
   * Replaces it; what is secret stays where none is sent.
   * @throws {NotFoundError}
   * @throws {AppError} `request.invalid`, `request.conflict`, `request.precondition-failed`
   */
  async update(actor: Principal, requestId: string, id: string, change: SinkChange, ifMatch?: string): Promise<Sink> {
    this.assertCanSend(change);
    const updated = await this.database.transaction(async (tx) => {
      const before = await this.locked(tx, id, ifMatch);
      const sink = withChange(before, change);
      const stored = await this.rows.update(tx, { ...sink, id: before.id, version: before.version + 1 });
      return this.recorded(tx, actor, requestId, 'notification.sink-updated', stored, changeOf(before, stored));
    });
    await this.cache.refresh();
    return updated;
  }

  /**
   * What still waits for it ends dead.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const sink = await this.locked(tx, id, ifMatch);
      await this.rows.delete(tx, id);
      await this.recorded(tx, actor, requestId, 'notification.sink-deleted', sink, changeOf(sink, undefined));
    });
    await this.cache.refresh();
  }

  private assertCanSend({ kind }: SinkChange): void {
    if (kind === 'email' && this.config.environment.SMTP_URL === undefined) {
      throw new InvalidRequestError('there is no mail server', ['kind: e-mail needs SMTP_URL and SMTP_FROM']);
    }
  }

  private async locked(tx: Tx, id: string, ifMatch: string | undefined): Promise<Sink> {
    const sink = await this.rows.locked(tx, id);
    if (sink === undefined) {
      throw new NotFoundError('the notification sink');
    }
    assertMatch(ifMatch, sink.version);
    return sink;
  }

  private async recorded(
    tx: Tx,
    actor: Principal,
    requestId: string,
    action: SinkAction,
    sink: Sink | undefined,
    change: Change = changeOf(undefined, sink),
  ): Promise<Sink> {
    if (sink === undefined) {
      throw new AppError('request.conflict', 'another notification sink has this name');
    }
    const { id: sinkId, name, kind, target, enabled, version } = sink;
    await this.audit.record(
      tx,
      { actor, requestId },
      { action, details: { sinkId, name, kind, target, enabled, version, ...change } },
    );
    return sink;
  }

  /** A sum of hashes, as a change that commits late may be older than the newest that is known. */
  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version, 0)), 0) as mark
         from notification_sinks`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<ReadonlyMap<string, Sink>> {
    const sinks = await this.rows.all(this.database);
    const sorted = sinks.toSorted((a, b) => (a.name < b.name ? -1 : 1)); // the list is paged by name
    return new Map(sorted.map((sink) => [sink.id, sink]));
  }
}

async function assertRoom(tx: Tx): Promise<void> {
  await tx.rows('select pg_advisory_xact_lock($1)', [LOCK]);
  const [row] = await tx.rows<{ count: number }>('select count(*)::int as count from notification_sinks');
  if ((row?.count ?? 0) >= SINKS_MAX) {
    throw new InvalidRequestError(`there are ${SINKS_MAX} notification sinks at most`);
  }
}
