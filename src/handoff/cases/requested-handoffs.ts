import { Injectable } from '@nestjs/common';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import type { AccountId, ContactId, ConversationId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { Groups } from '../groups/groups.js';
import { contactTexts } from '../texts/contact-texts.js';
import type { Case } from './case.js';
import { CaseWords } from './case-words.js';
import { Cases } from './cases.js';
import { Handoffs, type NewHandoff } from './handoffs.js';

type Wanted = Pick<NewHandoff, 'groupId' | 'priority' | 'summary' | 'actor' | 'requestId'> & {
  reason?: string | undefined;
};

interface Row {
  state: string;
  contact_id: ContactId;
  account_id: AccountId;
  language: string | null;
}

/** Requests for a human that come from elsewhere than the conversation itself. */
@Injectable()
export class RequestedHandoffs {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly handoffs: Handoffs,
    private readonly groups: Groups,
    private readonly words: CaseWords,
  ) {}

  /**
   * The contact is told. Where one is open already, it is that one, and nothing changes.
   * @throws {NotFoundError} for a conversation that is not there.
   * @throws {InvalidRequestError} for a group that is not there.
   * @throws {AppError} `request.conflict` for a conversation that has ended.
   */
  request(conversationId: ConversationId, { reason = 'api', ...wanted }: Wanted): Promise<Case> {
    if (wanted.groupId !== undefined && this.groups.byId(wanted.groupId) === undefined) {
      throw new InvalidRequestError('there is no such group', ['groupId: is no group']);
    }
    return this.database.transaction(async (tx) => {
      const [[row], before] = await Promise.all([
        tx.rows<Row>(
          'select state, contact_id, account_id, language from conversations where id = $1 for no key update',
          [conversationId],
        ),
        this.cases.openOfConversation(tx, conversationId), // as it is once the conversation is locked
      ]);
      if (row === undefined) {
        throw new NotFoundError('the conversation');
      }
      if (row.state !== 'open') {
        throw new AppError('request.conflict', 'the conversation has ended');
      }
      if (before !== undefined) {
        return before;
      }
      const conversation = { id: conversationId, contactId: row.contact_id, accountId: row.account_id };
      const language = row.language ?? undefined;
      const id = await this.handoffs.request(tx, conversation, { ...wanted, reason, language });
      const handoff = await this.cases.find(tx, id);
      if (handoff === undefined) {
        throw new TypeError('a case that was stored is not there');
      }
      await this.words.toContact(tx, handoff, contactTexts(handoff.language).cases.requested);
      return handoff;
    });
  }
}
