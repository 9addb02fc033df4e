import { Injectable, Logger } from '@nestjs/common';

/** What people shall hear of: the log cannot be sealed or anchored, was not verified, or does not verify. */
export interface AuditAlert {
  event: 'audit.anchor-failing' | 'audit.sealing-late' | 'audit.verification-faulty' | 'audit.verification-late';
  /** Makes it once. */
  key: string;
  /** For people; holds no personal data. */
  text: string;
  data: Readonly<Record<string, unknown>>;
}

/** Whoever can tell people registers here: this module knows none of them. */
@Injectable()
export class AuditAlerts {
  private readonly logger = new Logger(AuditAlerts.name);
  private readonly tellers: ((alert: AuditAlert) => Promise<void>)[] = [];

  register(teller: (alert: AuditAlert) => Promise<void>): void {
    this.tellers.push(teller);
  }

  /** Never throws: an alert that cannot be told still stands in health and metrics. */
  async raise(alert: AuditAlert): Promise<void> {
    for (const tell of this.tellers) {
      try {
        await tell(alert);
      } catch (error) {
        this.logger.error({ event: alert.event, error: String(error) }, 'nobody could be told');
      }
    }
  }
}
