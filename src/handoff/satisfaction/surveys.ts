import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import {
  type AccountId,
  type ContactId,
  type ConversationId,
  type GroupId,
  type HandoffId,
  newId,
  type OperatorId,
  type SurveyId,
} from '../../common/ids.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { Outbox } from '../../messaging/outbox.js';
import { Vault } from '../../privacy/vault/vault.js';
import { Accounts } from '../../settings/accounts.js';
import { type ContactTexts, contactTexts } from '../texts/contact-texts.js';
import { isRemark } from './remark.js';

export interface SurveyOffer {
  conversationId: ConversationId;
  /** Unset: about the bot. */
  handoffId?: HandoffId | undefined;
  operatorId?: OperatorId | undefined;
  groupId?: GroupId | undefined;
  contact: { contactId: ContactId; accountId: AccountId; externalId: string };
  /** What the contact writes in; null: nobody knows. */
  language: string | null;
  requestId: string;
}

export interface Survey {
  id: SurveyId;
  contactId: ContactId;
  accountId: AccountId;
  conversationId: ConversationId;
  handoffId: HandoffId | null;
  groupId: GroupId | null;
  language: string;
  score: number | null;
  scoredAt: Date | null;
  /** Whether it still takes a score. */
  isOpen: boolean;
}

/** What a contact wrote is the word to a score: what it is answered, and what stores it. */
export interface SurveyComment {
  text: string;
  scoredAt: Date;
  apply(tx: Tx): Promise<void>;
}

const DEFAULT_LANGUAGE = 'zh-Hans';
const OPEN_FOR = `interval '7 days'`;
const COMMENT_WITHIN = `interval '10 minutes'`;
const COMMENT_LENGTH_MAX = 500;
const COLUMNS = `id, contact_id as "contactId", account_id as "accountId", conversation_id as "conversationId",
  handoff_id as "handoffId", group_id as "groupId", language, score, scored_at as "scoredAt",
  created_at > clock_timestamp() - ${OPEN_FOR} as "isOpen"`;

/** Asks contacts how they were served: 1 to 5, and a word. */
@Injectable()
export class Surveys {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly outbox: Outbox,
    private readonly vault: Vault,
    private readonly audit: AuditLog,
  ) {}

  /** Sends the card, once for a handoff, and once about the bot in a conversation. @returns undefined: it was asked before. */
  async offer(tx: Tx, offer: SurveyOffer): Promise<SurveyId | undefined> {
    const { conversationId, handoffId, contact, requestId } = offer;
    const { contactId, accountId } = contact;
    if (this.accounts.byId(accountId) === undefined) {
      return undefined; // nobody can be asked through an account that was deleted
    }
    const id = newId<SurveyId>();
    const language = offer.language ?? DEFAULT_LANGUAGE;
    const added = await tx.run(
      `insert into surveys (id, handoff_id, conversation_id, account_id, contact_id, operator_id, group_id, language)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        id,
        handoffId ?? null,
        conversationId,
        accountId,
        contactId,
        offer.operatorId ?? null,
        offer.groupId ?? null,
        language,
      ],
    );
    if (added === 0) {
      return undefined;
    }
    await this.outbox.add(tx, {
      ...contact,
      conversationId,
      turnId: null,
      requestId,
      sender: 'system',
      yields: false,
      content: cardOf(id, handoffId !== undefined, contactTexts(language).surveys),
    });
    await this.audit.record(
      tx,
      { actor: { kind: 'system' }, accountId, contactId, conversationId, requestId },
      { action: 'survey.offered', details: { surveyId: id, handoffId: handoffId ?? null } },
    );
    return id;
  }

  async find(sql: Sql, id: SurveyId): Promise<Survey | undefined> {
    const [survey] = await sql.rows<Survey>(`select ${COLUMNS} from surveys where id = $1`, [id]);
    return survey;
  }

  /** The first score counts. @returns whether this one did. */
  async score(tx: Tx, { id, contactId, ...survey }: Survey, score: number, requestId: string): Promise<boolean> {
    const scored = await tx.run(
      `update surveys set score = $3, scored_at = clock_timestamp(),
              comment_until = clock_timestamp() + ${COMMENT_WITHIN}
        where id = $1 and contact_id = $2 and score is null and created_at > clock_timestamp() - ${OPEN_FOR}`,
      [id, contactId, score],
    );
    if (scored === 1) {
      const { accountId, conversationId, handoffId } = survey;
      await this.audit.record(
        tx,
        { actor: { kind: 'contact', id: contactId }, accountId, contactId, conversationId, requestId },
        { action: 'survey.scored', details: { surveyId: id, handoffId, score } },
      );
    }
    return scored === 1;
  }

  /**
   * Whether this text is the word to a score that the contact gave in the last ten minutes. A question is none: it is
   * answered instead. Undefined: it is something else.
   */
  async comment(contactId: ContactId, text: string, requestId: string): Promise<SurveyComment | undefined> {
    if (!isRemark(text)) {
      return undefined;
    }
    const [survey] = await this.database.rows<Survey>(
      `select ${COLUMNS} from surveys
        where contact_id = $1 and score is not null and comment is null and comment_until > clock_timestamp()
        order by scored_at desc limit 1`,
      [contactId],
    );
    if (survey === undefined || survey.scoredAt === null) {
      return undefined;
    }
    return {
      text: contactTexts(survey.language).surveys.thanksForComment,
      scoredAt: survey.scoredAt,
      apply: (tx) => this.storeComment(tx, survey, text, requestId),
    };
  }

  private async storeComment(
    tx: Tx,
    { id, contactId, accountId, conversationId, handoffId }: Survey,
    text: string,
    requestId: string,
  ): Promise<void> {
    const [said = ''] = await this.vault.protect(tx, contactId, [text.replaceAll('\0', '').toWellFormed()]);
    const comment = Array.from(said).slice(0, COMMENT_LENGTH_MAX).join('');
    const stored = await tx.run('update surveys set comment = $2 where id = $1 and comment is null', [id, comment]);
    if (stored === 1) {
      await this.audit.record(
        tx,
        { actor: { kind: 'contact', id: contactId }, accountId, contactId, conversationId, requestId },
        { action: 'survey.commented', details: { surveyId: id, handoffId } },
      );
    }
  }
}

function cardOf(id: SurveyId, isAboutOperator: boolean, texts: ContactTexts['surveys']) {
  return {
    type: 'choices' as const,
    id: `survey-${id}`,
    title: texts.title,
    text: isAboutOperator ? texts.aboutOperator : texts.aboutBot,
    choices: texts.scores.map((label, index) => ({ key: `survey:${id}:${index + 1}`, label })),
  };
}
