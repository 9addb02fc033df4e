import { v5, v7 } from 'uuid';

declare const brand: unique symbol;

/** A UUID that says whose id it is, so that a `ConversationId` never lands where a `ContactId` belongs. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type AccountId = Id<'Account'>;
export type ApiKeyId = Id<'ApiKey'>;
export type AuditEventId = Id<'AuditEvent'>;
export type AuditExportId = Id<'AuditExport'>;
export type AuditReviewId = Id<'AuditReview'>;
export type CannedReplyId = Id<'CannedReply'>;
export type ContactId = Id<'Contact'>;
export type ContactRequestId = Id<'ContactRequest'>;
export type ConversationId = Id<'Conversation'>;
export type DocumentId = Id<'Document'>;
export type EvaluationId = Id<'Evaluation'>;
export type FilterListId = Id<'FilterList'>;
export type FilterRuleId = Id<'FilterRule'>;
export type GroupId = Id<'Group'>;
export type HandoffId = Id<'Handoff'>;
export type HandoffRuleId = Id<'HandoffRule'>;
export type AskedQuestionId = Id<'AskedQuestion'>;
export type ImportId = Id<'Import'>;
export type NotificationId = Id<'Notification'>;
export type NotificationSinkId = Id<'NotificationSink'>;
export type OfferId = Id<'Offer'>;
export type OperatorId = Id<'Operator'>;
export type LegalHoldId = Id<'LegalHold'>;
export type PromptTrialId = Id<'PromptTrial'>;
export type QuestionClusterId = Id<'QuestionCluster'>;
export type MediaId = Id<'Media'>;
export type MessageId = Id<'Message'>;
export type ModelId = Id<'Model'>;
export type ReplayId = Id<'Replay'>;
export type RouteId = Id<'Route'>;
export type SavedSearchId = Id<'SavedSearch'>;
export type SearchRunId = Id<'SearchRun'>;
export type SessionId = Id<'Session'>;
export type StaffId = Id<'Staff'>;
export type StaffEntryRuleId = Id<'StaffEntryRule'>;
export type SurveyId = Id<'Survey'>;
export type TicketId = Id<'Ticket'>;
export type ToolCallId = Id<'ToolCall'>;
export type ToolId = Id<'Tool'>;
export type TurnId = Id<'Turn'>;
export type VerificationId = Id<'Verification'>;
export type UnmaskingId = Id<'Unmasking'>;

const ACCOUNT_NAMESPACE = '0b1d2a52-5b0c-5a55-8f53-7b8b3c1d4e90';
const CONTACT_NAMESPACE = '6f0b1a1e-6b0e-5f3c-9d53-0d1c7d3a5c11';
const NOTIFICATION_NAMESPACE = 'b3c7a0de-2f64-5d1c-8a0e-41f6c2d9e7b5';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new id, UUID version 7: ids of one process sort by the time they were made. */
export function newId<T extends Id<string>>(): T {
  return v7() as T;
}

/** Brands a string that is known to be such an id: a database column, or a parameter that `isUuid` accepted. */
export function asId<T extends Id<string>>(value: string): T {
  return value as T;
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** The account of the app that the environment defines: each process and each start names it alike. */
export function accountIdOf(corpId: string, agentId: number): AccountId {
  return v5(`wecom-app/${corpId}/${agentId}`, ACCOUNT_NAMESPACE) as AccountId;
}

/**
 * A contact is (account, lower-cased external id), and so is its id: the callback can name the contact without
 * looking it up, and two processes that meet a new contact at once name it alike.
 */
export function contactIdOf(accountId: AccountId, externalId: string): ContactId {
  return v5(`${accountId}/${externalId.toLowerCase()}`, CONTACT_NAMESPACE) as ContactId;
}

/** A notification is its key and its receiver: making it twice makes it once. */
export function notificationIdOf(key: string, receiver: string): NotificationId {
  return v5(`${key}/${receiver}`, NOTIFICATION_NAMESPACE) as NotificationId;
}
