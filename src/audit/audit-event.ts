import type { AccountId, ContactId, ConversationId, MessageId } from '../common/ids.js';
import type { Principal } from '../common/access.js';
import type { Change } from './change.js';
import type { KeyDeed } from './key-deed.js';
import type { KnowledgeDeed } from './knowledge-deed.js';
import type { HandoffDeed } from './handoff-deed.js';
import type { ModelDeed } from './model-deed.js';
import type { OutcomeDetails } from './outcome-details.js';
import type { ExportDeed } from './exports/export-deed.js';
import type { ReadingDeed } from './readings/reading.js';
import type { ReviewDeed } from './reviews/review-deed.js';
import type { StaffDeed } from './staff-deed.js';
import type { SignInDeed } from './sign-in-deed.js';

/** What is recorded, and what each record says. Texts and personal data stand in the messages, not here. */
export type AuditDeed =
  | KeyDeed
  | KnowledgeDeed
  | HandoffDeed
  | ModelDeed
  | ReadingDeed
  | ExportDeed
  | ReviewDeed
  | StaffDeed
  | SignInDeed
  /** What it says stands in the message; the event has its digest. */
  | { action: 'message.received'; details: { turnId: string; type: string } }
  | { action: 'message.sent'; details: { sender: string; type: string; turnId?: string } }
  /** The first use of a key from an address on a day, as each process sees it. */
  | { action: 'access.key-used'; details: { keyId: string; day: string } }
  | {
      action: 'access.refused';
      details: { reason: 'unauthorized' | 'forbidden'; path: string; permission?: string; leftOut: number };
    }
  /** Somebody at the machine ran `kefu`: what it did has the same request id. */
  | { action: 'command.run'; details: { command: string; via: 'cli'; user: string; host: string } }
  | {
      action: 'program.started';
      details: {
        host: string;
        pid: number;
        role: string;
        version: string;
        node: string;
        /** Without secrets. */
        configuration: Readonly<Record<string, string | number | boolean>>;
      };
    }
  | { action: 'program.stopped'; details: { host: string; pid: number; signal?: string } }
  /** An operator sends an answer that was drafted for him, as it was or in his own words. */
  | {
      action: 'message.sent-draft' | 'message.edited-draft';
      details: { handoffId: string; operatorId: string; draftLength: number; sentLength: number; distance: number };
    }
  | { action: 'dialog.outcome'; details: OutcomeDetails }
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
  /** Tried in vain, for another reason than before. */
  | { action: 'delivery.postponed'; details: { outboxId: string; reason: string; attempts: number } }
  | { action: 'delivery.withheld'; details: { outboxId: string } }
  | { action: 'media.added'; details: { mediaId: string; type: string; bytes: number } }
  | {
      action: 'tool.created' | 'tool.updated' | 'tool.deleted';
      details: Change & { toolId: string; name: string; version: number };
    }
  | {
      action: 'tool.called';
      details: { callId: string; tool: string; toolVersion: number; hasSideEffects: boolean; turnId: string | null };
    }
  | { action: 'tool.answered'; details: { callId: string; tool: string; outcome: string; milliseconds: number } }
  | { action: 'flow.changed'; details: Change & { name: string; version: number; enabled: boolean } }
  | { action: 'flow.deleted'; details: Change & { name: string; version: number } }
  | {
      action: 'filter.list-created' | 'filter.list-updated' | 'filter.list-deleted';
      details: Change & { listId: string; name: string; version: number; action: string; enabled: boolean };
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
      details: Change & { ruleId: string; name: string; version: number; action: string; enabled: boolean };
    }
  /** Words of lists, or rules, that people shall be told of; what the contact wrote stands in the message. */
  | {
      action: 'filter.alerted';
      details: { turnId: string; direction: string; hits: readonly { list: string; word: string }[] };
    }
  | {
      action: 'intent.changed';
      details: Change & { name: string; version: number; enabled: boolean; examples: number };
    }
  | { action: 'intent.deleted'; details: Change & { name: string; version: number } }
  | {
      action: 'notification.sink-created' | 'notification.sink-updated' | 'notification.sink-deleted';
      details: Change & {
        sinkId: string;
        name: string;
        kind: string;
        target: string;
        enabled: boolean;
        version: number;
      };
    }
  | { action: 'notification.sink-tested'; details: { sinkId: string; notificationId: string } }
  | {
      action: 'notification.delivered';
      details: { notificationId: string; event: string; kind: string; attempts: number };
    }
  | { action: 'notification.failed'; details: { notificationId: string; event: string; kind: string; reason: string } }
  | { action: 'notification.replayed'; details: { notificationId: string; event: string; kind: string } }
  | {
      action: 'hold.placed' | 'hold.changed' | 'hold.released';
      details: {
        holdId: string;
        subject: 'contact' | 'conversation' | 'account';
        subjectId: string;
        until: string | null;
        reason: string;
      };
    }
  | {
      action: 'retention.completed';
      details: {
        runId: string;
        kinds: readonly { name: string; before: string | null; removed: number; held: number }[];
      };
    }
  | {
      action: 'contact.export-requested' | 'contact.erasure-requested';
      details: { contactRequestId: string; reason: string };
    }
  | {
      action: 'contact.exported';
      details: { contactRequestId: string; rows: Readonly<Record<string, number>>; bytes: number; sha256: string };
    }
  | { action: 'contact.export-downloaded'; details: { contactRequestId: string } }
  | { action: 'contact.erased'; details: { contactRequestId: string; erasers: readonly string[] } }
  | { action: 'contact.request-failed'; details: { contactRequestId: string; kind: string; reason: string } }
  /** A notice that a machine answers. */
  | { action: 'contact.notified'; details: { version: number; language: string } }
  | { action: 'contact.consent-withdrawn' | 'contact.consent-given'; details: { turnId: string } }
  /** Somebody saw originals of the contact. The values are nowhere but in the vault. */
  | {
      action: 'vault.revealed';
      details: { placeholders: readonly string[]; reason: string; unmaskingId?: string | undefined };
    }
  | {
      action: 'unmasking.requested';
      details: { unmaskingId: string; messageIds: readonly string[]; placeholders: readonly string[]; reason: string };
    }
  | { action: 'unmasking.approved' | 'unmasking.refused'; details: { unmaskingId: string; note: string | null } }
  | { action: 'unmasking.expired'; details: { unmaskingId: string } }
  | { action: 'master-key.introduced' | 'master-key.retired'; details: { keyId: string } }
  | { action: 'audit.key-created'; details: { keyId: string; algorithm: string; predecessor: string | null } }
  | {
      action: 'audit.verification-requested';
      details: { verificationId: string; from: string | null; to: string | null };
    }
  | {
      action: 'audit.verification-completed';
      details: {
        verificationId: string;
        kind: string;
        fromSeal: number;
        toSeal: number;
        events: number;
        fault: string | null;
      };
    }
  | { action: 'audit.month-dropped'; details: { month: string; checkpoint: number; lastSequence: number } }
  | { action: 'setting.changed'; details: { key: string; before: unknown; after: unknown; version: number } }
  | {
      action: 'account.created' | 'account.updated' | 'account.deleted';
      details: Change & { accountId: string; kind: string };
    };

export type AuditAction = AuditDeed['action'];

/** Whom and what a deed concerns. */
export interface AuditScope {
  actor: Principal;
  accountId?: AccountId;
  contactId?: ContactId;
  conversationId?: ConversationId;
  messageId?: MessageId;
  requestId?: string;
  /** These are of the request that is being answered, unless somebody knows better. */
  address?: string;
  userAgent?: string;
  purpose?: string;
}
