import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { type ANY_CALLER, type ApiCaller, type Permission, type Principal, SYSTEM } from '../common/access.js';
import { currentRequest } from '../common/request-context.js';

const USES_KEPT_MAX = 10_000;
const REFUSALS_TOLD_MAX = 20;
const REFUSALS_WITHIN_MS = 60_000;

/**
 * Who came with which key, and who was refused. Neither is an event a request: a use is told once for a key, an address
 * and a day, by each process; of refusals 20 a minute, the next one telling how many were left out.
 */
@Injectable()
export class AccessLog {
  private readonly logger = new Logger(AccessLog.name);
  private readonly uses = new Set<string>();
  private refusals = { since: 0, told: 0 };
  private untold = 0;

  constructor(private readonly audit: AuditLog) {}

  async used(caller: ApiCaller): Promise<void> {
    const day = new Date().toISOString().slice(0, 10);
    const keyId = caller.id;
    const use = `${day}/${keyId}/${currentRequest()?.address ?? ''}`;
    if (this.uses.has(use)) {
      return;
    }
    if (this.uses.size >= USES_KEPT_MAX) {
      this.uses.clear();
    }
    this.uses.add(use);
    const isTold = await this.tell(caller, { action: 'access.key-used', details: { keyId, day } });
    if (!isTold) {
      this.uses.delete(use);
    }
  }

  /** @param caller undefined for somebody without a valid key. */
  async refused(
    caller: ApiCaller | undefined,
    permission: Permission | typeof ANY_CALLER | undefined,
    path: string,
  ): Promise<void> {
    const now = Date.now();
    if (now - this.refusals.since >= REFUSALS_WITHIN_MS) {
      this.refusals = { since: now, told: 0 };
    }
    if (this.refusals.told >= REFUSALS_TOLD_MAX) {
      this.untold++;
      return;
    }
    this.refusals.told++;
    const leftOut = this.untold;
    this.untold = 0;
    const reason = caller === undefined ? 'unauthorized' : 'forbidden';
    const details = { reason, path, leftOut, ...(permission !== undefined && { permission }) } as const;
    await this.tell(caller ?? SYSTEM, { action: 'access.refused', details });
  }

  /** Where the database is away, whatever the call wanted of it tells so itself. */
  private async tell(actor: Principal, deed: Parameters<AuditLog['recordAlone']>[1]): Promise<boolean> {
    const { requestId, address, userAgent } = currentRequest() ?? {};
    const from = {
      ...(requestId !== undefined && { requestId }),
      ...(typeof address === 'string' && { address }),
      ...(typeof userAgent === 'string' && { userAgent }),
    };
    try {
      await this.audit.recordAlone({ actor, ...from }, deed);
      return true;
    } catch (error) {
      this.logger.warn({ err: error, action: deed.action }, 'an event of access was not recorded');
      return false;
    }
  }
}
