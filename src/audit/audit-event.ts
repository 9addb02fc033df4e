import type { AccountId, ContactId, ConversationId, MessageId } from '../common/ids.js';
import type { Principal } from '../common/access.js';

/** What is recorded, and what each record says. Texts and personal data stand in the messages, not here. */
export type AuditDeed =
  | {
      action: 'dialog.outcome';
      details: { turnId: string; outcome: string; reason: string; inbound: readonly string[] };
    }
  | {
      action: 'dialog.replay-requested';
      details: {
        replayId: string;
        questions: number;
        routeId?: string | undefined;
        promptVersion?: string | undefined;
        knowledge?: string | undefined;
      };
    }
  | { action: 'dialog.replay-completed'; details: { replayId: string; questions: number } }
  | { action: 'dialog.replay-failed'; details: { replayId: string; reason: string } }
  | { action: 'contact.tags-changed'; details: { before: readonly string[]; after: readonly string[] } }
  | { action: 'conversation.started'; details: Record<string, never> }
  | { action: 'conversation.ended'; details: { reason: string } }
  | { action: 'conversation.context-cleared'; details: Record<string, never> }
  | { action: 'delivery.delivered'; details: { outboxId: string; externalId: string; attempts: number } }
  | { action: 'delivery.rejected'; details: { outboxId: string; reason: string; attempts: number } }
  | { action: 'delivery.withheld'; details: { outboxId: string } }
  | { action: 'handoff.requested'; details: { handoffId: string; reason: string } }
  | { action: 'handoff.offered'; details: { handoffId: string; offerIds: readonly string[]; stage: string } }
  | { action: 'handoff.unanswered'; details: { handoffId: string; round: number } }
  | { action: 'handoff.claimed'; details: { handoffId: string; operatorId: string; via: string } }
  | {
      action: 'handoff.transferred';
      details: { handoffId: string; from: string | null; groupId: string | null; operatorId: string | null };
    }
  | { action: 'handoff.released'; details: { handoffId: string; operatorId: string; reason: string } }
  | { action: 'handoff.resolved'; details: { handoffId: string; operatorId: string | null; outcome: string } }
  | { action: 'handoff.returned'; details: { handoffId: string; operatorId: string | null } }
  | { action: 'handoff.expired'; details: { handoffId: string; reason: string } }
  | { action: 'handoff.abandoned'; details: { handoffId: string } }
  | { action: 'handoff.escalated'; details: { handoffId: string; step: string } }
  | { action: 'handoff.noted'; details: { handoffId: string; noteId: string } }
  | {
      action: 'handoff.rule-created' | 'handoff.rule-updated' | 'handoff.rule-deleted';
      details: { ruleId: string; name: string; version: number; enabled: boolean };
    }
  | {
      action: 'operator.created' | 'operator.updated' | 'operator.deleted';
      details: {
        operatorId: string;
        accountId: string;
        groupIds: readonly string[];
        capacity: number;
        enabled: boolean;
        version: number;
      };
    }
  | { action: 'operator.presence-changed'; details: { operatorId: string; from: string; to: string; reason: string } }
  | {
      action: 'group.created' | 'group.updated' | 'group.deleted';
      details: { groupId: string; name: string; isDefault: boolean; version: number };
    }
  | {
      action: 'knowledge.document-created' | 'knowledge.document-updated';
      details: { documentId: string; revision: number; state: string };
    }
  | {
      action: 'knowledge.document-state-changed';
      details: { documentId: string; revision: number; from: string; state: string };
    }
  | {
      action: 'knowledge.document-restored';
      details: { documentId: string; revision: number; restored: number; state: string };
    }
  | { action: 'knowledge.document-deleted'; details: { documentId: string; revision: number } }
  | {
      action: 'knowledge.draft-saved' | 'knowledge.draft-discarded';
      details: { documentId: string; version: number; basedOn: number };
    }
  | {
      action: 'knowledge.draft-published';
      details: { documentId: string; revision: number; version: number; basedOn: number };
    }
  | {
      action: 'knowledge.category-changed';
      details: {
        name: string;
        version: number;
        answerFrom: number | null;
        clarifyFrom: number | null;
        lowConfidenceAction: string | null;
        accountIds: readonly string[] | null;
      };
    }
  | { action: 'knowledge.category-deleted'; details: { name: string; version: number } }
  | { action: 'knowledge.vocabulary-changed'; details: { version: number; synonyms: number; stopWords: number } }
  | { action: 'knowledge.exported'; details: { format: string; state: string | null; category: string | null } }
  | {
      action: 'knowledge.import-requested';
      details: { importId: string; format: string; publish: boolean; dryRun: boolean };
    }
  | {
      action: 'knowledge.import-completed';
      details: {
        importId: string;
        dryRun: boolean;
        total: number;
        created: number;
        updated: number;
        unchanged: number;
        failed: number;
      };
    }
  | { action: 'knowledge.import-failed'; details: { importId: string; reason: string } }
  | { action: 'knowledge.gap-changed'; details: { clusterId: string; state: string; documentId?: string } }
  | {
      action: 'knowledge.evaluation-requested';
      details: { evaluationId: string; source: 'questions' | 'asked'; questions: number };
    }
  | {
      action: 'knowledge.evaluation-completed';
      details: {
        evaluationId: string;
        questions: number;
        better: number;
        worse: number;
        newHits: number;
        lostHits: number;
        changed: number;
      };
    }
  | { action: 'knowledge.evaluation-failed'; details: { evaluationId: string; reason: string } }
  | {
      action: 'model.created' | 'model.updated' | 'model.key-changed' | 'model.deleted';
      details: {
        modelId: string;
        name: string;
        provider: string;
        host: string;
        hasKey: boolean;
        enabled: boolean;
        version: number;
      };
    }
  | {
      action: 'route.created' | 'route.updated';
      details: { routeId: string; name: string; version: number; arms: readonly { arm: string; weight: number }[] };
    }
  | { action: 'route.deleted'; details: { routeId: string; name: string; version: number } }
  | {
      action: 'route.rolled-back';
      details: {
        routeId: string;
        version: number;
        by: 'call' | 'itself';
        before: readonly { arm: string; weight: number }[];
        after: readonly { arm: string; weight: number }[];
        /** What each arm came to, where the route was rolled back by itself. */
        figures?: readonly object[];
      };
    }
  | { action: 'media.added'; details: { mediaId: string; type: string; bytes: number } }
  | { action: 'prompt.created' | 'prompt.deleted'; details: { name: string; version: string } }
  | { action: 'prompt.published'; details: { name: string; version: string; before: string } }
  | {
      action: 'prompt.trial-requested';
      details: { trialId: string; version: string; against: string; questions: number };
    }
  | { action: 'prompt.trial-completed'; details: { trialId: string; questions: number; changed: number } }
  | { action: 'prompt.trial-failed'; details: { trialId: string; reason: string } }
  | {
      action: 'tool.created' | 'tool.updated' | 'tool.deleted';
      details: { toolId: string; name: string; version: number };
    }
  | {
      action: 'tool.called';
      details: { callId: string; tool: string; toolVersion: number; hasSideEffects: boolean; turnId: string | null };
    }
  | { action: 'tool.answered'; details: { callId: string; tool: string; outcome: string; milliseconds: number } }
  | { action: 'flow.changed'; details: { name: string; version: number; enabled: boolean } }
  | { action: 'flow.deleted'; details: { name: string; version: number } }
  | {
      action: 'filter.list-created' | 'filter.list-updated' | 'filter.list-deleted';
      details: { listId: string; name: string; version: number; action: string; enabled: boolean };
    }
  | {
      action: 'filter.words-imported';
      details: { listId: string; name: string; version: number; words: number; replaced: boolean };
    }
  | {
      action: 'filter.word-set' | 'filter.word-removed';
      details: { listId: string; name: string; version: number; word: string };
    }
  | {
      action: 'filter.rule-created' | 'filter.rule-updated' | 'filter.rule-deleted';
      details: { ruleId: string; name: string; version: number; action: string; enabled: boolean };
    }
  /** Words of lists, or rules, that people shall be told of; what the contact wrote stands in the message. */
  | {
      action: 'filter.alerted';
      details: { turnId: string; direction: string; hits: readonly { list: string; word: string }[] };
    }
  | { action: 'intent.changed'; details: { name: string; version: number; enabled: boolean; examples: number } }
  | { action: 'intent.deleted'; details: { name: string; version: number } }
  | {
      action: 'canned-reply.created' | 'canned-reply.updated' | 'canned-reply.deleted';
      details: { cannedReplyId: string; number: number; version: number; enabled: boolean };
    }
  | { action: 'handoff.replied'; details: { handoffId: string; operatorId: string; messageId: string } }
  | { action: 'survey.offered' | 'survey.commented'; details: { surveyId: string; handoffId: string | null } }
  | { action: 'survey.scored'; details: { surveyId: string; handoffId: string | null; score: number } }
  | {
      action: 'ticket.created';
      details: { ticketId: string; number: string; reason: string; handoffId: string | null };
    }
  | {
      action: 'ticket.updated';
      details: { ticketId: string; number: string; version: number; state: string; changed: readonly string[] };
    }
  | { action: 'ticket.commented'; details: { ticketId: string; number: string; commentId: string } }
  | { action: 'handoff.knowledge-drafted'; details: { handoffId: string; messageId: string; documentId: string } }
  | {
      action: 'notification.sink-created' | 'notification.sink-updated' | 'notification.sink-deleted';
      details: { sinkId: string; name: string; kind: string; target: string; enabled: boolean; version: number };
    }
  | { action: 'notification.sink-tested'; details: { sinkId: string; notificationId: string } }
  | {
      action: 'notification.delivered';
      details: { notificationId: string; event: string; kind: string; attempts: number };
    }
  | { action: 'notification.failed'; details: { notificationId: string; event: string; kind: string; reason: string } }
  | { action: 'notification.replayed'; details: { notificationId: string; event: string; kind: string } }
  | { action: 'setting.changed'; details: { key: string; before: unknown; after: unknown; version: number } }
  | { action: 'account.created' | 'account.updated' | 'account.deleted'; details: { accountId: string; kind: string } };

export type AuditAction = AuditDeed['action'];

/** Whom and what a deed concerns. */
export interface AuditScope {
  actor: Principal;
  accountId?: AccountId;
  contactId?: ContactId;
  conversationId?: ConversationId;
  messageId?: MessageId;
  requestId?: string;
}
