/** An event as the table has it. */
export interface StoredEvent {
  id: string;
  at: Date;
  /** The same to the microsecond, in UTC. */
  time: string;
  action: string;
  actor: { kind: string; id?: string };
  account_id: string | null;
  contact_id: string | null;
  conversation_id: string | null;
  message_id: string | null;
  request_id: string | null;
  address: string | null;
  user_agent: string | null;
  purpose: string | null;
  details: unknown;
}

/** A time of the database to the microsecond: what orders events, and what a cursor holds. */
export const TIME = `to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export const EVENT_COLUMNS = `e.id, e.at, ${TIME} as time, e.action, e.actor, e.account_id, e.contact_id, e.conversation_id, e.message_id,
  e.request_id, e.address, e.user_agent, e.purpose, e.details`;
