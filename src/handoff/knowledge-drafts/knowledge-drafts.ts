import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import { InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { asId, type ConversationId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { DocumentRow } from '../../knowledge/documents/document-row.js';
import { Documents } from '../../knowledge/documents/documents.js';
import type { InboundContent, OutboundContent } from '../../messaging/content.js';
import { maskForAll } from '../../privacy/detection/masking.js';
import { isEmptyTalk } from '../summary/extract-summary.js';

export interface KnowledgeDraft {
  messageId: string;
  /** Unset: what the contact asked last before it. */
  question?: string | undefined;
  category?: string | undefined;
}

interface AnsweredRow {
  sender: string;
  sequence: string;
  content: InboundContent | OutboundContent;
}

interface CaseRow {
  conversation_id: ConversationId;
  category: string | null;
}

const QUESTION_LENGTH_MAX = 500;
const ANSWER_LENGTH_MAX = 20_000;
/** So many messages of the contact are looked at for one that asks something. */
const LOOKED_BACK = 10;

/** Makes drafts of the knowledge base of what operators answered well. */
@Injectable()
export class KnowledgeDrafts {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Once for a message: called again, it returns the same draft. Personal data is masked.
   * @throws {NotFoundError} for a handoff that is not there, and a message that is not of its conversation.
   * @throws {InvalidRequestError} for a message that no operator wrote, or without words, and where no question is known.
   */
  draft(actor: Principal, requestId: string, handoffId: string, draft: KnowledgeDraft): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const { conversation_id: conversationId, category } = await caseOf(tx, handoffId);
      const message = await answerOf(tx, conversationId, draft.messageId);
      const known = await this.existing(tx, draft.messageId);
      if (known !== undefined) {
        return known;
      }
      const question = draft.question ?? (await questionBefore(tx, conversationId, message.sequence));
      const document = await this.documents.add(tx, actor, requestId, {
        externalId: `handoff-message/${draft.messageId}`,
        question: cut(maskForAll(question), QUESTION_LENGTH_MAX),
        answer: cut(maskForAll(message.text), ANSWER_LENGTH_MAX),
        category: draft.category ?? category,
        reason: 'an operator answered so',
      });
      await tx.run('insert into handoff_knowledge_drafts (message_id, handoff_id, document_id) values ($1, $2, $3)', [
        draft.messageId,
        handoffId,
        document.id,
      ]);
      await this.audit.record(
        tx,
        { actor, requestId, conversationId, messageId: asId(draft.messageId) },
        {
          action: 'handoff.knowledge-drafted',
          details: { handoffId, messageId: draft.messageId, documentId: document.id },
        },
      );
      return document;
    });
  }

  private async existing(tx: Tx, messageId: string): Promise<DocumentRow | undefined> {
    const [row] = await tx.rows<DocumentRow>(
      `select d.* from handoff_knowledge_drafts k join documents d on d.id = k.document_id where k.message_id = $1`,
      [messageId],
    );
    return row;
  }
}

async function caseOf(tx: Tx, handoffId: string): Promise<CaseRow> {
  const [row] = await tx.rows<CaseRow>('select conversation_id, category from handoffs where id = $1', [handoffId]);
  if (row === undefined) {
    throw new NotFoundError('the handoff');
  }
  return row;
}

/** Locked, so that of two calls at once the second finds the draft of the first. */
async function answerOf(
  tx: Tx,
  conversationId: ConversationId,
  messageId: string,
): Promise<{ sequence: string; text: string }> {
  const [row] = await tx.rows<AnsweredRow>(
    'select sender, sequence, content from messages where id = $1 and conversation_id = $2 for update',
    [messageId, conversationId],
  );
  if (row === undefined) {
    throw new NotFoundError('the message');
  }
  if (row.sender !== 'operator' || row.content.type !== 'text' || row.content.text.trim() === '') {
    throw new InvalidRequestError('the message is no text of an operator', ['messageId: is no text of an operator']);
  }
  return { sequence: row.sequence, text: row.content.text.trim() };
}

async function questionBefore(tx: Tx, conversationId: ConversationId, sequence: string): Promise<string> {
  const rows = await tx.rows<{ text: string }>(
    `select content->>'text' as text from messages
      where conversation_id = $1 and sequence < $2 and sender = 'contact' and content->>'type' = 'text'
      order by sequence desc limit ${LOOKED_BACK}`,
    [conversationId, sequence],
  );
  const texts = rows.map(({ text }) => text.trim()).filter((text) => text !== '');
  const question = texts.find((text) => !isEmptyTalk(text)) ?? texts[0];
  if (question === undefined) {
    throw new InvalidRequestError('the contact asked nothing before', ['question: is needed, for none was asked']);
  }
  return question;
}

/** Whole characters, and no more UTF-16 units than that. */
function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : text.slice(0, lengthMax).replace(/[\uD800-\uDBFF]$/, '');
}
