import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import {
  type ContactId,
  type ConversationId,
  type GroupId,
  type HandoffId,
  newId,
  type OperatorId,
  type TurnId,
} from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import { type Conversation, Conversations } from '../../messaging/conversations.js';
import { Vault } from '../../privacy/vault/vault.js';
import { Nudges } from '../../queue/nudges.js';
import { HandoffEvents } from '../events/handoff-events.js';
import { Groups } from '../groups/groups.js';
import type { Case } from './case.js';
import { CaseEndings } from './case-endings.js';
import { CaseNotices } from './case-notices.js';
import { Cases } from './cases.js';
import { type CaseTargets, firstOf, targetsOf } from './targets.js';
import { Waiting } from './waiting.js';

export interface NewHandoff {
  turnId?: TurnId | undefined;
  /** Such as `asked-for-human`. */
  reason: string;
  /** What whoever takes over should know, beyond what was said. */
  summary?: string | undefined;
  intent?: string | undefined;
  category?: string | undefined;
  /** What the contact writes in. */
  language?: string | undefined;
  /** The higher, the sooner it is offered; 0 is the usual. */
  priority?: number | undefined;
  /** Unset: the group that it belongs to. */
  groupId?: GroupId | undefined;
  actor: Principal;
  requestId: string;
}

type Where = Pick<Conversation, 'id' | 'contactId' | 'accountId'>;

/** Requests for a human: at most one open for a conversation, which it keeps open. Until it is claimed the bot goes on. */
@Injectable()
export class Handoffs {
  constructor(
    private readonly cases: Cases,
    private readonly endings: CaseEndings,
    private readonly conversations: Conversations,
    private readonly groups: Groups,
    private readonly notices: CaseNotices,
    private readonly events: HandoffEvents,
    private readonly waiting: Waiting,
    private readonly nudges: Nudges,
    private readonly vault: Vault,
    private readonly audit: AuditLog,
  ) {}

  /** @returns the open one where there is one already: nothing changes then. */
  async request(tx: Tx, conversation: Where, wanted: NewHandoff): Promise<HandoffId> {
    const { id: conversationId, contactId, accountId } = conversation;
    const request = await this.withoutPersonalData(tx, contactId, wanted);
    const { intent, category, language, groupId } = request;
    const group = this.groups.pick({ groupId, intent, category, language, accountId });
    const targets = targetsOf(group, new Date());
    const [, id] = await Promise.all([
      // Before the case, as everybody does: a case that is being closed at this moment is then closed, or still open.
      tx.rows('select 1 from conversations where id = $1 for no key update', [conversationId]),
      this.insert(tx, conversation, request, group?.id, targets),
    ]);
    if (id === undefined) {
      const open = await this.cases.openOfConversation(tx, conversationId);
      if (open === undefined) {
        throw new TypeError('an open case is in the way that is not there');
      }
      return open.id;
    }
    await Promise.all([
      this.conversations.keepOpen(tx, conversationId, true),
      this.tell(tx, conversation, request, id),
    ]);
    this.waiting.nudgeAfter(tx);
    this.nudgeClock(tx, id, firstOf(targets));
    return id;
  }

  /** The contact has left, or needs nobody any more. False: there was nothing open. */
  async abandon(
    tx: Tx,
    { id: conversationId }: Pick<Conversation, 'id'>,
    actor: Principal,
    requestId = '',
  ): Promise<boolean> {
    const open = await this.cases.openOfConversation(tx, conversationId);
    const locked = open === undefined ? undefined : await this.cases.lock(tx, open.id);
    if (locked === undefined) {
      return false;
    }
    const deed = { action: 'handoff.abandoned', details: { handoffId: locked.id } } as const;
    return (await this.endings.end(tx, locked, { to: 'abandoned', deed }, { actor, requestId })) !== undefined;
  }

  /** The open one, if any. */
  ofConversation(sql: Sql, conversationId: ConversationId): Promise<Case | undefined> {
    return this.cases.openOfConversation(sql, conversationId);
  }

  /** What the operator has claimed, the oldest claim first. */
  openOfOperator(sql: Sql, operatorId: OperatorId): Promise<Case[]> {
    return this.cases.claimedBy(sql, operatorId);
  }

  /** A flow's summary holds what the contact told it, and whoever asks for a human writes as he likes. */
  private async withoutPersonalData(tx: Tx, contactId: ContactId, wanted: NewHandoff): Promise<NewHandoff> {
    const { summary } = wanted;
    const texts = summary === undefined ? [wanted.reason] : [wanted.reason, summary];
    const [reason = '', ...rest] = await this.vault.protect(tx, contactId, texts);
    return { ...wanted, reason, summary: rest[0] };
  }

  private async insert(
    tx: Tx,
    { id: conversationId, contactId, accountId }: Where,
    request: NewHandoff,
    groupId: GroupId | undefined,
    targets: CaseTargets,
  ): Promise<HandoffId | undefined> {
    const [row] = await tx.rows<{ id: HandoffId }>(
      `insert into handoffs (id, conversation_id, contact_id, account_id, turn_id, request_id, reason, summary, intent,
                             category, language, priority, group_id, offer_at, last_contact_at, first_response_warn_at,
                             first_response_due_at, resolution_warn_at, resolution_due_at, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, clock_timestamp(), clock_timestamp(), $14, $15,
               $16, $17, $18)
       on conflict (conversation_id) where state in ('requested', 'offered', 'claimed') do nothing returning id`,
      [
        newId<HandoffId>(),
        conversationId,
        contactId,
        accountId,
        request.turnId ?? null,
        request.requestId,
        request.reason,
        request.summary ?? null,
        request.intent ?? null,
        request.category ?? null,
        request.language ?? null,
        request.priority ?? 0,
        groupId ?? null,
        targets.firstResponseWarnAt,
        targets.firstResponseDueAt,
        targets.resolutionWarnAt,
        targets.resolutionDueAt,
        firstOf(targets),
      ],
    );
    return row?.id;
  }

  private async tell(tx: Tx, conversation: Where, { reason, actor, requestId }: NewHandoff, id: HandoffId) {
    const { id: conversationId, contactId, accountId } = conversation;
    await this.audit.record(
      tx,
      { actor, accountId, contactId, conversationId, requestId },
      { action: 'handoff.requested', details: { handoffId: id, reason } },
    );
    const handoff = await this.cases.find(tx, id);
    if (handoff !== undefined) {
      const { groupId } = handoff;
      const details = { reason };
      await this.events.record(tx, {
        type: 'handoff.requested',
        handoffId: id,
        conversationId,
        accountId,
        groupId,
        details,
      });
      await this.notices.happened(tx, handoff, 'handoff.requested', '');
    }
  }

  private nudgeClock(tx: Tx, handoffId: HandoffId, dueAt: Date | null): void {
    if (dueAt !== null) {
      const delayMs = Math.max(1, dueAt.getTime() - Date.now());
      tx.afterCommit(() => this.nudges.nudgeJob('handoff.clock', { handoffId }, handoffId, delayMs));
    }
  }
}
