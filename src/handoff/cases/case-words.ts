import { Injectable } from '@nestjs/common';
import type { MessageId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { Outbox } from '../../messaging/outbox.js';
import type { Case } from './case.js';

/** What the service itself says to the contact of a case. It is said whoever owns the conversation. */
@Injectable()
export class CaseWords {
  constructor(private readonly outbox: Outbox) {}

  /** The caller has locked the case, so that it keeps its place among what the operator says. */
  toContact(tx: Tx, handoff: Case, text: string): Promise<MessageId> {
    const { contactId, accountId, externalId, conversationId, requestId } = handoff;
    return this.outbox.add(tx, {
      contactId,
      accountId,
      externalId,
      conversationId,
      turnId: null,
      requestId,
      sender: 'system',
      content: { type: 'text', text },
      yields: false,
    });
  }
}
