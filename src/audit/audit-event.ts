import type { AccountId, ContactId, ConversationId, MessageId } from '../common/ids.js';
import type { Principal } from '../common/access.js';

/** What is recorded, and what each record says. Texts and personal data stand in the messages, not here. */
export type AuditDeed =
  | {
      action: 'dialog.outcome';
      details: { turnId: string; outcome: string; reason: string; inbound: readonly string[] };
    }
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
