/**
 * The canonical form: fields one after the other, each as `<length in bytes of UTF-8>:<text>,`, and `-,` for null.
 * It reads one way only, and needs neither JSON nor an order of keys.
 */
export function canonicalFields(fields: readonly (string | null)[]): string {
  let form = '';
  for (const field of fields) {
    form += field === null ? '-,' : `${Buffer.byteLength(field)}:${field},`;
  }
  return form;
}

const EVENT_FORM_START = canonicalFields(['1']);

/**
 * The fields of an event's form, in their order, after the version: all of them text, as PostgreSQL writes them.
 * `at` is in microseconds since 1970, `personal_digest` in hexadecimal.
 */
export const eventFields = [
  'id',
  'at',
  'action',
  'actor',
  'account_id',
  'contact_id',
  'conversation_id',
  'message_id',
  'request_id',
  'address',
  'user_agent',
  'purpose',
  'details',
  'personal_digest',
] as const;

export type EventField = (typeof eventFields)[number];
/** The values of `eventFields`, in their order. */
export type EventValues = readonly (string | null)[];

/** What is hashed of an event. */
export function canonicalEvent(values: EventValues): string {
  return EVENT_FORM_START + canonicalFields(values);
}

/**
 * Selects the fields of the form, in their order and by their names, as text; `at` as the 8 bytes that PostgreSQL sends
 * a time in, since those need no time zone and stand for any time there is.
 */
export function eventColumns(table: string): string {
  return eventFields.map((field) => `${asText(field, `${table}.${field}`)} as ${field}`).join(', ');
}

function asText(field: EventField, column: string): string {
  if (field === 'at') {
    return `encode(timestamptz_send(${column}), 'hex')`;
  }
  return field === 'personal_digest' ? `encode(${column}, 'hex')` : `${column}::text`;
}

const MICROSECONDS_TO_2000 = 946_684_800_000_000;

/** Microseconds since 1970, of the 8 bytes in hexadecimal: a signed number of microseconds since 2000. */
export function microsecondsOf(hex: string): number {
  const high = Number.parseInt(hex.slice(0, 8), 16) | 0;
  return high * 2 ** 32 + Number.parseInt(hex.slice(8), 16) + MICROSECONDS_TO_2000;
}

/** As `eventColumns` selected them, from the so-manieth column on. */
export function toEventValues(columns: readonly (string | null)[], from = 0): EventValues {
  const values = columns.slice(from);
  const at = values[1];
  values[1] = at === null || at === undefined ? null : `${microsecondsOf(at)}`;
  return values;
}
