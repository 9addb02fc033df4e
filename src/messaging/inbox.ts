import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { errorCodeOf } from '../common/error-code.js';
import { type AccountId, type ContactId, contactIdOf, type MessageId, newId } from '../common/ids.js';
import { SecretBox } from '../common/secret-box.js';
import { Nudges } from '../queue/nudges.js';
import { CallbackPool } from './callback-pool.js';
import type { InboundContent } from './content.js';
import { sealPayload } from './sealed-content.js';

/** What a channel received. `dedupeKey` is the same for each repetition of the same message within its account. */
export interface InboundMessage {
  accountId: AccountId;
  externalId: string;
  dedupeKey: string;
  content: InboundContent;
  sentAt: Date;
  requestId: string;
}

interface Waiting {
  id: MessageId;
  contactId: ContactId;
  message: InboundMessage;
  settle: (stored: boolean) => void;
  fail: (error: unknown) => void;
}

const BATCH_MAX = 64;
const BATCHES_AT_ONCE = 2;
const WAITING_MAX = 5_000;
const STORE_TIMEOUT_MS = 1_800;

const INSERT = `
  insert into inbox (id, account_id, contact_id, external_id, dedupe_key, payload, sent_at, request_id)
  select id, account_id, contact_id, external_id, dedupe_key, payload, sent_at, request_id
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[], $8::text[])
      as row (id, account_id, contact_id, external_id, dedupe_key, payload, sent_at, request_id)
  on conflict (account_id, dedupe_key) do nothing
  returning id`;

/**
 * Where a received message becomes durable: one row, by one prepared statement, which concurrent callbacks share. What it
 * says is sealed before it leaves the process.
 * Whoever waits for a batch is answered after its commit.
 */
@Injectable()
export class Inbox {
  private readonly logger = new Logger(Inbox.name);
  private waiting: Waiting[] = [];
  private running = 0;

  constructor(
    private readonly pool: CallbackPool,
    private readonly nudges: Nudges,
    private readonly box: SecretBox,
  ) {}

  /** @throws {AppError} `database.unavailable` when it is not known to be stored within 1.8 s. */
  store(message: InboundMessage): Promise<'stored' | 'duplicate'> {
    if (this.waiting.length >= WAITING_MAX) {
      throw unavailable(new Error('too many callbacks wait for the database'));
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(unavailable(new Error('no commit in time'))), STORE_TIMEOUT_MS);
      this.waiting.push({
        id: newId(),
        contactId: contactIdOf(message.accountId, message.externalId),
        message,
        settle: (stored) => {
          clearTimeout(timer);
          resolve(stored ? 'stored' : 'duplicate');
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(unavailable(error));
        },
      });
      this.startBatches();
    });
  }

  private startBatches(): void {
    while (this.running < BATCHES_AT_ONCE && this.waiting.length > 0) {
      const batch = this.waiting.slice(0, BATCH_MAX);
      this.waiting = this.waiting.slice(BATCH_MAX);
      this.running += 1;
      void this.storeBatch(batch).finally(() => {
        this.running -= 1;
        this.startBatches();
      });
    }
  }

  private async storeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const stored = await this.insert(batch);
      for (const { id, contactId, settle } of batch) {
        settle(stored.has(id));
        if (stored.has(id)) {
          this.nudges.nudge('dialog.turn', contactId);
        }
      }
    } catch (error) {
      await this.storeOneByOne(batch, error);
    }
  }

  /** One row that the database refuses must not fail those that share its statement. */
  private async storeOneByOne(batch: readonly Waiting[], error: unknown): Promise<void> {
    const [first] = batch;
    if (batch.length === 1 || !isRefusedByDatabase(error)) {
      this.logger.error({ err: error, messages: batch.length }, 'messages were not stored');
      batch.forEach(({ fail }) => fail(error));
      return;
    }
    this.logger.warn({ accountId: first?.message.accountId }, 'a shared insert was refused, storing one by one');
    await Promise.all(batch.map((one) => this.storeBatch([one])));
  }

  private async insert(batch: readonly Waiting[]): Promise<Set<string>> {
    // In the order of their keys: two processes that store the same messages in opposite orders would deadlock.
    const rows = batch.toSorted((a, b) => (a.message.dedupeKey < b.message.dedupeKey ? -1 : 1));
    const column = <T>(value: (waiting: Waiting) => T): T[] => rows.map((row) => value(row));
    const stored = await this.pool.prepared<{ id: string }>('inbox-insert', INSERT, [
      column(({ id }) => id),
      column(({ message }) => message.accountId),
      column(({ contactId }) => contactId),
      column(({ message }) => message.externalId),
      column(({ message }) => message.dedupeKey),
      column(({ id, message }) => sealPayload(this.box, id, message.content)),
      column(({ message }) => message.sentAt),
      column(({ message }) => message.requestId),
    ]);
    return new Set(stored.map(({ id }) => id));
  }
}

/** Data exceptions and constraint violations (SQLSTATE classes 22 and 23) are about a row, not about the connection. */
function isRefusedByDatabase(error: unknown): boolean {
  return /^2[23]/.test(errorCodeOf(error) ?? '');
}

function unavailable(cause: unknown): AppError {
  return new AppError('database.unavailable', 'the message could not be stored; it will be accepted when repeated', {
    cause,
  });
}
