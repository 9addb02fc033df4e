import type { Change } from './change.js';

/** The steps of a case, and of what is around it: operators, groups, rules, tickets, surveys. */
export type HandoffDeed =
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
      details: Change & { ruleId: string; name: string; version: number; enabled: boolean };
    }
  | {
      action: 'operator.created' | 'operator.updated' | 'operator.deleted';
      details: Change & {
        operatorId: string;
        accountId: string;
        groupIds: readonly string[];
        capacity: number;
        enabled: boolean;
        seesOriginals: boolean;
        version: number;
      };
    }
  | { action: 'operator.presence-changed'; details: { operatorId: string; from: string; to: string; reason: string } }
  | {
      action: 'group.created' | 'group.updated' | 'group.deleted';
      details: Change & { groupId: string; name: string; isDefault: boolean; version: number };
    }
  | {
      action: 'canned-reply.created' | 'canned-reply.updated' | 'canned-reply.deleted';
      details: Change & { cannedReplyId: string; number: number; version: number; enabled: boolean };
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
  | { action: 'handoff.knowledge-drafted'; details: { handoffId: string; messageId: string; documentId: string } };
