import { readFileSync } from 'node:fs';
import pg from 'pg';

const MONTHS = 12;
/** Of a turn: received, decided, sent, delivered, and a step of whatever else is done. */
const EVENTS_A_TURN = 5;
const TURNS_A_CONVERSATION = 4;
const CONVERSATIONS_A_CONTACT = 5;
const TURNS_AT_ONCE = 50_000;
/** The first 64 bits of a name's SHA-256, as `refKey` has them. */
const KEY = (name: string): string =>
  `('x' || encode(substr(sha256(convert_to(${name}, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint`;

export interface Filled {
  accountId: string;
  contacts: number;
  turns: number;
}

/**
 * Makes a year of events, with the messages and references that belong to them, by SQL: what a program would have
 * recorded, in a fraction of its time. They are not sealed. Models, documents and words are more and less frequent ones.
 */
export async function fillEvents(ownerUrl: string, events: number, accountId: string): Promise<Filled> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const turns = Math.ceil(events / EVENTS_A_TURN);
  const conversations = Math.ceil(turns / TURNS_A_CONVERSATION);
  const contacts = Math.ceil(conversations / CONVERSATIONS_A_CONTACT);
  try {
    await client.query(`
      set synchronous_commit = off; set work_mem = '64MB'; set maintenance_work_mem = '512MB';
      select make_audit_partition(parent, month)
        from (values ('audit_events'), ('audit_refs')) as parents (parent),
             generate_series(date_trunc('month', now() at time zone 'UTC') - interval '${MONTHS} months',
                             date_trunc('month', now() at time zone 'UTC') - interval '1 month', '1 month') as month;
      set session_replication_role = replica; -- no triggers: the past has times of its own
      create function pg_temp.made(name text, number bigint) returns uuid language sql immutable as
        $$ select md5(name || '/' || number)::uuid $$;`);
    await prepareSentences(client);
    await client.query(
      `insert into contacts (id, account_id, external_id)
       select pg_temp.made('contact', n), $1, 'member-' || n from generate_series(1, $2::bigint) as n`,
      [accountId, contacts],
    );
    await client.query(
      `insert into conversations (id, contact_id, account_id, state, started_at, ended_at)
       select pg_temp.made('conversation', n), pg_temp.made('contact', 1 + n % $2::bigint), $1, 'ended', now(), now()
         from generate_series(1, $3::bigint) as n`,
      [accountId, contacts, conversations],
    );
    for (let first = 1; first <= turns; first += TURNS_AT_ONCE) {
      await client.query(
        TURNS(first, Math.min(turns, first + TURNS_AT_ONCE - 1), turns, conversations, contacts, accountId),
      );
      console.log(`${Math.min(turns, first + TURNS_AT_ONCE - 1) * EVENTS_A_TURN} events made`);
    }
    await client.query('vacuum analyze audit_events');
    await client.query('vacuum analyze audit_refs');
    await client.query('vacuum analyze messages');
    return { accountId, contacts, turns };
  } finally {
    await client.end();
  }
}

/** What people say: questions of the sample base, cut anew, so that pairs are as frequent as they are in a language. */
async function prepareSentences(client: pg.Client): Promise<void> {
  const lines = readFileSync('demo/sample-knowledge.jsonl', 'utf8').trim().split('\n');
  const sentences = lines.flatMap((line) => {
    const { question, answer }: { question: string; answer: string } = JSON.parse(line);
    return [question, ...answer.split(/[。！？\n]/u)].filter((part) => part.length > 3);
  });
  await client.query('create temp table sentences (id bigint primary key, text text not null)');
  await client.query(
    'insert into sentences select ordinal - 1, text from unnest($1::text[]) with ordinality as said (text, ordinal)',
    [sentences],
  );
}

const TURNS = (
  first: number,
  last: number,
  turns: number,
  conversations: number,
  contacts: number,
  accountId: string,
): string => `
  create temp table turn_rows on commit drop as
  select n, pg_temp.made('turn', n) as turn_id, 1 + (n * 7919) % ${conversations} as conversation,
         now() - interval '${MONTHS} months' + interval '${MONTHS} months' * (n::float8 / ${turns}) - interval '1 hour' as at,
         (random() * random())::real as confidence,
         pg_temp.made('model', floor(power(random(), 3) * 8)::bigint) as model_id,
         'model-' || floor(power(random(), 3) * 8)::bigint as model,
         pg_temp.made('document', floor(power(random(), 3) * 3000)::bigint) as document_id,
         case when random() < 0.01 then '竞品' end as list,
         (select count(*) from sentences) as count
    from generate_series(${first}::bigint, ${last}::bigint) as n;

  insert into messages (id, conversation_id, contact_id, turn_id, direction, sender, content, created_at)
  select pg_temp.made(direction, n), pg_temp.made('conversation', conversation),
         pg_temp.made('contact', 1 + conversation % ${contacts}), turn_id, direction, sender,
         jsonb_build_object('type', 'text', 'text', one.text || '，' || two.text || '，编号' || n), at
    from turn_rows
    cross join (values ('inbound', 'contact', 0), ('outbound', 'bot', 1)) as sides (direction, sender, shift)
    join sentences one on one.id = (n * 31 + shift * 17) % count
    join sentences two on two.id = (n * 101 + shift * 53 + n / 977) % count
   order by n, shift;

  create temp table event_rows on commit drop as
  select uuidv7(at + interval '1 millisecond' * ordinal - clock_timestamp()) as id,
         at + interval '1 millisecond' * ordinal as at, action, turn_rows.n, ordinal, conversation,
         case when message is not null then pg_temp.made(message, turn_rows.n) end as message_id,
         turn_id, confidence, model_id, model, document_id, list
    from turn_rows cross join (values (1, 'message.received', 'inbound'), (2, 'dialog.outcome', null),
      (3, 'message.sent', 'outbound'), (4, 'delivery.delivered', 'outbound'), (5, 'handoff.noted', null)
    ) as steps (ordinal, action, message);

  insert into audit_events (id, at, action, actor, account_id, contact_id, conversation_id, message_id, details)
  select id, at, action, '{"kind":"system"}', '${accountId}', pg_temp.made('contact', 1 + conversation % ${contacts}),
         pg_temp.made('conversation', conversation), message_id,
         case action when 'dialog.outcome' then json_strip_nulls(json_build_object('turnId', turn_id, 'outcome', 'answered',
             'reason', 'generated', 'inbound', '[]'::json, 'confidence', confidence, 'modelId', model_id, 'model', model,
             'passages', json_build_array(json_build_object('documentId', document_id, 'revision', 1, 'score', 0.9)),
             'filters', case when list is not null then json_build_array(json_build_object('list', list)) end))
           when 'handoff.noted' then json_build_object('handoffId', turn_id, 'noteId', turn_id)
           else json_build_object('turnId', turn_id, 'type', 'text') end
    from event_rows;

  insert into audit_refs (ref, at, event_id)
  select ${KEY('lower(name)')}, at, id
    from event_rows cross join lateral (values ('model:' || model_id), ('model:' || model), ('document:' || document_id),
      ('filter:' || list), ('confidence:' || least(19, floor(confidence * 20)::int))) as names (name)
   where action = 'dialog.outcome' and name is not null
  on conflict do nothing;

  drop table turn_rows, event_rows;
`;
