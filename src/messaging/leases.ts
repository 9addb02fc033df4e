import { Injectable, Logger } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { Database, type Sql, type Tx } from '../database/database.js';

export type LeaseKind = 'dialog' | 'outbox';

export interface Lease {
  contactId: ContactId;
  kind: LeaseKind;
  /** Grows with each holder. A transaction that carries an old token changes nothing. */
  token: string;
}

const LEASE_SECONDS = 15;
const RENEW_MS = 5_000;

/**
 * One worker at a time for a contact's turns, and one for its deliveries, by database time. A worker that comes while
 * a lease is held leaves word (`wanted`), and a lease that is wanted cannot be released: its holder looks again. So a
 * message that arrives in a holder's last moment is not left lying.
 */
@Injectable()
export class Leases {
  private readonly logger = new Logger(Leases.name);

  constructor(private readonly database: Database) {}

  /**
   * Runs `work` again and again until nobody wants more, while the lease is held. Does nothing where another holds it.
   * `lost` is aborted when the lease is.
   */
  async hold(
    kind: LeaseKind,
    contactId: ContactId,
    work: (lease: Lease, lost: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const lease = await this.acquire(kind, contactId);
    if (lease === undefined) {
      return;
    }
    const lost = new AbortController();
    const renewal = setInterval(() => void this.renew(lease, lost), RENEW_MS);
    try {
      do {
        await work(lease, lost.signal);
      } while (!(await this.release(lease)));
    } catch (error) {
      await this.giveUp(lease);
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  /** Whether this lease is still ours; nobody else can take it before the transaction ends. */
  async holds(tx: Tx, lease: Lease): Promise<boolean> {
    const rows = await tx.rows('select 1 from leases where contact_id = $1 and kind = $2 and token = $3 for update', [
      lease.contactId,
      lease.kind,
      lease.token,
    ]);
    return rows.length === 1;
  }

  /** One reading of the time for all: between two, a lease could run out and be given away under its old token. */
  private async acquire(kind: LeaseKind, contactId: ContactId): Promise<Lease | undefined> {
    const [row] = await this.database.rows<{ token: string; wanted: boolean }>(
      `insert into leases as held (contact_id, kind, token, until)
       values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
       on conflict (contact_id, kind) do update set
         token  = held.token + (held.until < statement_timestamp())::int,
         wanted = held.until >= statement_timestamp(),
         until  = case when held.until < statement_timestamp()
                       then clock_timestamp() + make_interval(secs => $3) else held.until end
       returning token, wanted`,
      [contactId, kind, LEASE_SECONDS],
    );
    return row === undefined || row.wanted ? undefined : { contactId, kind, token: row.token };
  }

  private async renew(lease: Lease, lost: AbortController): Promise<void> {
    try {
      const held = await this.update(
        this.database,
        lease,
        `until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`,
      );
      if (!held) {
        lost.abort(new Error('another worker has the contact'));
      }
    } catch (error) {
      this.logger.warn({ contactId: lease.contactId, error: String(error) }, 'a lease could not be renewed');
    }
  }

  /** False when somebody wanted it meanwhile: there may be more to do. True also when it is not ours any more. */
  private async release(lease: Lease): Promise<boolean> {
    if (await this.update(this.database, lease, `until = '-infinity'`, 'and not wanted')) {
      return true;
    }
    return !(await this.update(this.database, lease, 'wanted = false'));
  }

  /** After a failure: whoever is nudged next may take it at once. */
  private async giveUp(lease: Lease): Promise<void> {
    try {
      await this.update(this.database, lease, `until = '-infinity', wanted = false`);
    } catch (error) {
      this.logger.warn({ contactId: lease.contactId, error: String(error) }, 'a lease runs out by itself');
    }
  }

  private async update(sql: Sql, lease: Lease, set: string, and = ''): Promise<boolean> {
    const changed = await sql.run(
      `update leases set ${set} where contact_id = $1 and kind = $2 and token = $3 ${and}`,
      [lease.contactId, lease.kind, lease.token],
    );
    return changed === 1;
  }
}
