import pg from 'pg';
import type { World } from '../world.js';
import type { FailingMail } from './mail.js';
import { judgeMails, judgeMembers, type NotificationRow } from './notification-verdict.js';
import type { Notebook } from './notebook.js';
import { judgeRelays, type InboxRow, type Passage } from './relay-verdict.js';

interface HandoffRow {
  contact: string;
  state: string;
  is_escalated: boolean;
  has_ticket: boolean;
}

export type Verdict = Awaited<ReturnType<typeof judge>>;

/** Looks at what everybody read and at what was recorded, after everything that is open was worked off. */
export async function judge(world: World, contacts: readonly string[], notebook: Notebook, mail: FailingMail) {
  const pool = new pg.Pool({ connectionString: world.postgres.ownerUrl, max: 2 });
  try {
    const { rows: handoffs } = await pool.query<HandoffRow>(HANDOFFS);
    const { rows: inbox } = await pool.query<InboxRow>('select dedupe_key, outcome, reason from inbox');
    const { rows: passages } = await pool.query<Passage>(PASSAGES);
    const { rows: notifications } = await pool.query<NotificationRow>(
      'select id, kind, state, request, fallback from notifications',
    );
    return {
      handoffs: handoffs.length,
      unresolved: countUnresolved(contacts, handoffs),
      states: countBy(handoffs.map(({ state, has_ticket }) => (has_ticket ? 'ticket' : state))),
      ...judgeRelays(notebook, world.wecom, inbox, passages),
      ...judgeMembers(world.wecom.accepted, notifications),
      ...judgeMails(mail.accepted, notifications),
      unanswered: notebook.unanswered.length,
    };
  } finally {
    await pool.end();
  }
}

const HANDOFFS = `
  select c.external_id as contact, h.state, h.alarmed_at is not null as is_escalated, t.id is not null as has_ticket
    from handoffs h join contacts c on c.id = h.contact_id left join tickets t on t.handoff_id = h.id`;

/** Who took which case when, and from whom it went away again. */
const PASSAGES = `
  select c.external_id as contact, o.member_id as operator, e.type, e.at
    from handoff_events e
    join handoffs h on h.id = e.handoff_id join contacts c on c.id = h.contact_id
    left join operators o on o.id = e.operator_id
   where e.type in ('handoff.claimed', 'handoff.released', 'handoff.transferred') order by e.sequence`;

function countUnresolved(contacts: readonly string[], handoffs: readonly HandoffRow[]): number {
  const resolved = handoffs.filter(
    ({ state, is_escalated, has_ticket }) =>
      state === 'claimed' || state === 'resolved' || is_escalated || (state === 'expired' && has_ticket),
  );
  const known = new Set(handoffs.map(({ contact }) => contact));
  return handoffs.length - resolved.length + contacts.filter((contact) => !known.has(contact)).length;
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) {
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
