import { Injectable } from '@nestjs/common';
import { isCaller } from '../common/access.js';
import { currentDeed } from '../common/idempotency.js';
import { Database, type Tx } from '../database/database.js';
import type { AuditDeed, AuditScope } from './audit-event.js';
import { EventBatch } from './event-batch.js';
import type { PersonalPart } from './personal-part.js';

/** The record of everything done. An event is written in the transaction of the deed: both stand or neither does. */
@Injectable()
export class AuditLog {
  private readonly batches = new WeakMap<Tx, EventBatch>();
  private readonly marked = new WeakSet<Tx>();
  private mask = (text: string): string => text;

  constructor(private readonly database: Database) {}

  /** For whoever knows what is personal data, which this module does not. */
  maskWith(mask: (text: string) => string): void {
    this.mask = mask;
  }

  /** What somebody wrote by hand, without personal data. */
  masked(text: string): string {
    return this.mask(text);
  }

  /**
   * The events of a transaction are inserted together, in this order, along with its commit. Who called, from where
   * and what for is that of the request, unless the scope says it.
   * @param personal what of it a person may have erased; the event holds its digest.
   */
  record(tx: Tx, scope: AuditScope, deed: AuditDeed, personal?: PersonalPart): Promise<void> {
    this.batchOf(tx).add(scope, deed, personal);
    if (isCaller(scope.actor) && !this.marked.has(tx)) {
      this.marked.add(tx);
      markDeed(tx);
    }
    return Promise.resolve();
  }

  /** For what is no part of another deed, such as a reading: an event in a transaction of its own. */
  async recordAlone(scope: AuditScope, deed: AuditDeed, personal?: PersonalPart): Promise<void> {
    await this.database.transaction((tx) => this.record(tx, scope, deed, personal));
  }

  private batchOf(tx: Tx): EventBatch {
    const known = this.batches.get(tx);
    if (known !== undefined) {
      return known;
    }
    const batch = new EventBatch((text) => this.mask(text));
    this.batches.set(tx, batch);
    tx.atCommit(() => batch.statement());
    return batch;
  }
}

/** Whoever repeats the request under its `Idempotency-Key` finds that this was committed. */
function markDeed(tx: Tx): void {
  const deed = currentDeed();
  if (deed !== undefined) {
    tx.atCommit('select mark_idempotent_deed($1, $2, $3)', [deed.keyId, deed.token, deed.item ?? null]);
  }
}
