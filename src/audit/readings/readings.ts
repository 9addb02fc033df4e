import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { currentRequest } from '../../common/request-context.js';
import type { AuditScope } from '../audit-event.js';
import { AuditLog } from '../audit-log.js';
import type { ReadingDeed } from './reading.js';

/** Whose words they are. */
export type ReadingScope = Omit<AuditScope, 'actor'>;

/** What staff read of what people said: an event that stands before the answer leaves. */
@Injectable()
export class Readings {
  private isPurposeRequired = (): boolean => false;

  constructor(private readonly audit: AuditLog) {}

  /** For the settings, which this module does not know. */
  requirePurposeWhen(isRequired: () => boolean): void {
    this.isPurposeRequired = isRequired;
  }

  /** @throws {AppError} `audit.purpose-required` */
  async record(reader: Principal, deed: ReadingDeed, scope: ReadingScope = {}): Promise<void> {
    this.assertPurpose(scope.purpose);
    await this.audit.recordAlone({ ...scope, actor: reader }, deed);
  }

  /** @throws {AppError} `audit.purpose-required`, before anything is looked up. */
  assertPurpose(purpose = currentRequest()?.purpose): void {
    if (this.isPurposeRequired() && (purpose ?? '') === '') {
      throw new AppError(
        'audit.purpose-required',
        'say in the header X-Audit-Purpose what it is for to read what people said',
      );
    }
  }
}
