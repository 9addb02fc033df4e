import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../database/database.js';
import { CaseObservers, type CaseStep } from '../cases/case-observers.js';
import { Surveys } from './surveys.js';

/** Asks the contact of a handoff that was resolved, in the transaction that resolves it. */
@Injectable()
export class CaseSurveys implements OnModuleInit {
  constructor(
    private readonly observers: CaseObservers,
    private readonly surveys: Surveys,
  ) {}

  onModuleInit(): void {
    this.observers.register(this);
  }

  async stepped(tx: Tx, { case: resolved, requestId }: CaseStep): Promise<void> {
    if (resolved.state !== 'resolved') {
      return;
    }
    const { id, conversationId, contactId, accountId, externalId, operatorId, groupId, language } = resolved;
    await this.surveys.offer(tx, {
      conversationId,
      handoffId: id,
      operatorId: operatorId ?? undefined,
      groupId: groupId ?? undefined,
      contact: { contactId, accountId, externalId },
      language,
      requestId,
    });
  }
}
