import { authorOf, isCaller } from '../common/access.js';
import { type AuditEventId, newId } from '../common/ids.js';
import { currentRequest } from '../common/request-context.js';
import type { Statement } from '../database/database.js';
import type { AuditDeed, AuditScope } from './audit-event.js';
import { canonicalJson, storable } from './canonical-json.js';
import { detailsText } from './event-details.js';
import { newSalt, personalDigest, type PersonalPart } from './personal-part.js';
import { refsOf } from './search/event-refs.js';
import { withoutPersonalWords } from './written-words.js';

const EVENT_COLUMNS = [
  ['id', 'uuid'],
  ['action', 'text'],
  ['actor', 'json'],
  ['account_id', 'uuid'],
  ['contact_id', 'uuid'],
  ['conversation_id', 'uuid'],
  ['message_id', 'uuid'],
  ['request_id', 'text'],
  ['address', 'text'],
  ['user_agent', 'text'],
  ['purpose', 'text'],
  ['details', 'json'],
  ['personal_digest', 'bytea'],
] as const;
const EVENT_NAMES = EVENT_COLUMNS.map(([name]) => name).join(', ');
const EVENT_TYPES = EVENT_COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
const INSERT_EVENTS = `insert into audit_events (${EVENT_NAMES}) select * from unnest(${EVENT_TYPES})`;
/** The database says when; what stands beside an event has its time. */
const EVENTS = `with events as (${INSERT_EVENTS} returning id, at)`;
const REFS = `
  insert into audit_refs (ref, at, event_id)
  select ref, at, id from unnest($14::bigint[], $15::uuid[]) as refs (ref, event) join events on id = event`;
const personalAt = (first: number): string => `
  insert into audit_personal (event_id, at, contact_id, salt, data)
  select id, at, contact, salt, data
    from unnest($${first}::uuid[], $${first + 1}::uuid[], $${first + 2}::bytea[], $${first + 3}::json[])
         as personal (event, contact, salt, data)
    join events on id = event`;
/** By whether there are refs and personal parts: most events have one or the other. */
const INSERT_WITH_REFS = `${EVENTS} ${REFS}`;
const INSERT_WITH_PERSONAL = `${EVENTS} ${personalAt(14)}`;
const INSERT_WITH_BOTH = `${EVENTS}, referred as (${REFS}) ${personalAt(16)}`;

type Value = string | Buffer | null;

/** The events of one transaction, in the order of the deeds: one statement inserts them. */
export class EventBatch {
  private readonly events: Value[][] = EVENT_COLUMNS.map(() => []);
  private readonly refs: Value[][] = [[], []];
  private readonly personal: Value[][] = [[], [], [], []];

  /** @param mask takes personal data out of what staff wrote by hand: an event is never erased. */
  constructor(private readonly mask: (text: string) => string) {}

  add(scope: AuditScope, deed: AuditDeed, personal?: PersonalPart): void {
    const id = newId<AuditEventId>();
    const digest = personal === undefined ? null : this.addPersonal(id, scope, personal);
    for (const ref of refsOf(deed, scope.actor)) {
      push(this.refs, [ref, id]);
    }
    // What the program does by itself goes on in the wake of a request that has nothing to do with it.
    const current = currentRequest();
    const request = isCaller(scope.actor) || current?.isCommand === true ? current : undefined;
    push(this.events, [
      id,
      deed.action,
      canonicalJson(authorOf(scope.actor)),
      scope.accountId ?? null,
      scope.contactId ?? null,
      scope.conversationId ?? null,
      scope.messageId ?? null,
      text(scope.requestId ?? request?.requestId),
      text(scope.address ?? request?.address),
      text(scope.userAgent ?? request?.userAgent),
      text(this.masked(scope.purpose ?? request?.purpose)),
      detailsText(isCaller(scope.actor) ? withoutPersonalWords(deed.details, this.mask) : deed.details),
      digest,
    ]);
  }

  statement(): Statement {
    const { events, refs, personal } = this;
    const [hasRefs, hasPersonal] = [refs[0]?.length !== 0, personal[0]?.length !== 0];
    if (hasRefs && hasPersonal) {
      return [INSERT_WITH_BOTH, [...events, ...refs, ...personal], 'audit-with-both'];
    }
    if (hasRefs) {
      return [INSERT_WITH_REFS, [...events, ...refs], 'audit-with-refs'];
    }
    return hasPersonal
      ? [INSERT_WITH_PERSONAL, [...events, ...personal], 'audit-with-personal']
      : [INSERT_EVENTS, events, 'audit'];
  }

  private masked(words: string | null | undefined): string | null {
    return words === null || words === undefined ? null : this.mask(words);
  }

  private addPersonal(id: AuditEventId, scope: AuditScope, { value, isKept }: PersonalPart): Buffer {
    const salt = newSalt();
    push(this.personal, [id, scope.contactId ?? null, salt, isKept ? canonicalJson(value) : null]);
    return personalDigest(salt, value);
  }
}

function text(value: string | null | undefined): string | null {
  return value === null || value === undefined ? null : storable(value);
}

function push(columns: Value[][], row: readonly Value[]): void {
  row.forEach((value, index) => columns[index]?.push(value));
}
