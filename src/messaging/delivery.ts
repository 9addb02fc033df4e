import type { AccountId, ContactId, ConversationId, MessageId } from '../common/ids.js';

/** Sealed; a text where the row is older than sealing. */
export type StoredRequest = Buffer | string;

/** One part of a message that is to be sent. */
export interface Delivery {
  id: string;
  contactId: ContactId;
  accountId: AccountId;
  externalId: string;
  conversationId: ConversationId;
  /** Undefined for what is no message of the conversation. */
  messageId: MessageId | undefined;
  /** Names the whole that this is a part of: the message, or the forwarding. */
  partOf: string;
  /** It goes to somebody else than the conversation's contact: to an operator. */
  isForwarded: boolean;
  /** It is kept back once an operator has claimed the conversation. */
  yields: boolean;
  requestId: string;
  /** The bytes that are sent, as the row keeps them. */
  request: StoredRequest;
  attempts: number;
  ageMs: number;
  /** How long it must still wait; 0 or less: it is due. */
  dueInMs: number;
  /** Nothing waited behind it when it was read. */
  isLast: boolean;
}

export interface DeliveryRow {
  id: string;
  contact_id: ContactId;
  account_id: AccountId;
  external_id: string;
  conversation_id: ConversationId;
  message_id: MessageId | null;
  part_of: string;
  forwarded: boolean;
  yields: boolean;
  request_id: string;
  request: string | null;
  sealed_request: Buffer | null;
  attempts: number;
  age_ms: number;
  due_in_ms: number;
  is_last: boolean;
}

/** What is settled is never sent again: its words are kept nowhere but in the history. */
export const ERASED = 'request = null, sealed_request = null';
/** Nobody erased its words while it was being sent. */
export const HAS_WORDS = '(request is not null or sealed_request is not null)';

/** It will be withheld, not sent: what an operator says behind it need not wait until it is due. */
const KEPT_BACK = `(o.yields and exists (
  select 1 from conversations v where v.id = o.conversation_id and v.owner = 'operator'))`;

/** The open row of a contact with the lowest sequence. */
export const NEXT_DELIVERY = `
  select o.id, o.contact_id, o.account_id, c.external_id, o.conversation_id, o.message_id, o.request_id, o.request,
         o.sealed_request, o.attempts, o.yields, o.forwarded, coalesce(o.part_of, o.message_id) as part_of,
         (extract(epoch from clock_timestamp() - o.created_at) * 1000)::float8 as age_ms,
         case when ${KEPT_BACK} then 0
              else (extract(epoch from o.not_before - clock_timestamp()) * 1000)::float8 end as due_in_ms,
         not exists (select 1 from outbox behind
                      where behind.contact_id = o.contact_id and behind.state in ('pending', 'sending')
                        and behind.sequence > o.sequence) as is_last
    from outbox o join contacts c on c.id = o.contact_id
   where o.contact_id = $1 and o.state in ('pending', 'sending')
   order by o.sequence limit 1`;

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    contactId: row.contact_id,
    accountId: row.account_id,
    externalId: row.external_id,
    conversationId: row.conversation_id,
    messageId: row.message_id ?? undefined,
    partOf: row.part_of,
    isForwarded: row.forwarded,
    yields: row.yields,
    requestId: row.request_id,
    request: row.sealed_request ?? row.request ?? '',
    attempts: row.attempts,
    ageMs: row.age_ms,
    dueInMs: row.due_in_ms,
    isLast: row.is_last,
  };
}
