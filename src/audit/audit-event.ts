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
  | { action: 'conversation.started'; details: Record<string, never> }
  | { action: 'conversation.ended'; details: { reason: string } }
  | { action: 'conversation.context-cleared'; details: Record<string, never> }
  | { action: 'delivery.delivered'; details: { outboxId: string; externalId: string; attempts: number } }
  | { action: 'delivery.rejected'; details: { outboxId: string; reason: string; attempts: number } }
  | { action: 'delivery.withheld'; details: { outboxId: string } }
  | { action: 'handoff.requested'; details: { handoffId: string; reason: string } }
  | { action: 'handoff.abandoned'; details: { handoffId: string } }
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
