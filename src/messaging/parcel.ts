import { v5 } from 'uuid';
import type { AccountId, ContactId, ConversationId, MessageId } from '../common/ids.js';
import type { SecretBox } from '../common/secret-box.js';
import type { Tx } from '../database/database.js';
import { sealRequest } from './sealed-content.js';

/** What all parts of a message have in common. */
export interface Parcel {
  contactId: ContactId;
  accountId: AccountId;
  conversationId: ConversationId;
  messageId: MessageId | null;
  requestId: string;
  /** Names the whole: its parts stand or fall together. */
  partOf: string;
  yields: boolean;
  isForwarded: boolean;
}

/** The exact bytes of one part, and its place among all that goes to anybody. */
export interface PartRequest {
  sequence: bigint;
  request: string;
}

/** Ascending. Where the message is there already they are not used: a gap in the sequence means nothing. */
export async function nextSequences(tx: Tx, count: number): Promise<bigint[]> {
  const rows = await tx.rows<{ sequence: string }>(
    `select nextval('outbox_sequence') as sequence from generate_series(1, $1::integer)`,
    [count],
  );
  return rows.map(({ sequence }) => BigInt(sequence));
}

/** All parts in one statement. The ids follow from what they are parts of, so that a second time adds nothing. */
export function insertion(
  box: SecretBox,
  parcel: Parcel,
  requests: readonly PartRequest[],
): [sql: string, parameters: unknown[]] {
  const { partOf, contactId, accountId, conversationId, messageId, requestId, yields, isForwarded } = parcel;
  const ids = requests.map((_, index) => v5(`${index}`, partOf));
  return [
    `insert into outbox (id, sequence, sealed_request, contact_id, account_id, conversation_id, message_id, request_id,
                         part_of, yields, forwarded)
     select part.*, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8, $9::uuid, $10, $11
       from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as part
     on conflict (id) do nothing`,
    [
      ids,
      requests.map(({ sequence }) => sequence.toString()),
      requests.map(({ request }, index) => sealRequest(box, ids[index] ?? '', request)),
      contactId,
      accountId,
      conversationId,
      messageId,
      requestId,
      partOf,
      yields,
      isForwarded,
    ],
  ];
}
