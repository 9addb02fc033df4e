import pg from 'pg';

/** A day, from which what is listed began; and in how many days. */
const FIRST_DAY = '2026-01-01T00:00:00Z';
const DAYS = 300;
const OPERATORS = 40;
const GROUPS = 12;
const DOCUMENTS = 100_000;

export interface ListedData {
  accountIds: readonly string[];
  groupIds: readonly string[];
  operatorIds: readonly string[];
  contactIds: readonly string[];
  conversationIds: readonly string[];
}

/** An id, UUID version 7, of the moment `$at`, that is a function of `$seed`. */
const idAt = (at: string, seed: string): string =>
  `(substr(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0'), 1, 8) || '-' ||
    substr(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0'), 9, 4) || '-7' ||
    substr(md5(${seed}), 1, 3) || '-8' || substr(md5(${seed}), 4, 3) || '-' || substr(md5(${seed}), 7, 12))::uuid`;

/** An id, UUID version 4 in form, that is a function of `seed`. */
const named = (seed: string): string => `overlay(overlay(md5(${seed}) placing '4' from 13) placing '8' from 17)::uuid`;

/**
 * As many conversations as wanted, in very uneven shares: nine of ten of the first account and in the first language,
 * one of a thousand of the third; one of 200 open; a third with a case, a twentieth with a ticket.
 */
export async function fillLists(ownerUrl: string, conversations: number): Promise<ListedData> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off`);
    const accountIds = await ids(
      client,
      `select id from accounts order by name <> 'account 2', name <> 'account 3' desc`,
    );
    const [rare, second, ...others] = accountIds.toReversed();
    const shares = [others[0] ?? second, second, rare];
    await fillStaff(client, shares[0] ?? '');
    const account = share(shares.map((id) => `'${id}'::uuid`));
    const language = share([`'zh-Hans'`, `'en'`, `'fr'`]);
    const startedAt = `('${FIRST_DAY}'::timestamptz + (i::float / ${conversations} * ${DAYS}) * interval '1 day')`;
    await client.query(
      `insert into contacts (id, account_id, external_id)
       select ${named(`'contact ' || i`)}, ${account}, 'member-' || i from generate_series(0, $1::integer) as i`,
      [Math.ceil(conversations / 4)],
    );
    await client.query(
      `insert into conversations (id, contact_id, account_id, state, kept_open, owner, started_at, last_activity_at, context_from,
              ended_at, end_reason, language)
       select ${idAt('at', `'conversation ' || i`)}, contact, ${account}, state, state = 'open', 'bot', at, at, at,
              case state when 'ended' then at + interval '1 hour' end, case state when 'ended' then 'silence' end, ${language}
         from (select i, ${startedAt} as at, ${named(`'contact ' || i / 4`)} as contact,
                      case when i % 200 = 0 then 'open' else 'ended' end as state
                 from generate_series(0, $1::integer - 1) as i) as made`,
      [conversations],
    );
    await fillCases(client);
    await fillDocuments(client);
    await client.query('vacuum analyze');
    return {
      accountIds: shares.filter((id) => id !== undefined),
      groupIds: await ids(client, 'select id from skill_groups order by name'),
      operatorIds: await ids(client, 'select id from operators order by name'),
      contactIds: await ids(client, 'select id from contacts limit 200'),
      conversationIds: await ids(client, 'select id from conversations limit 200'),
    };
  } finally {
    await client.end();
  }
}

/** The first for nine of ten, the last for one of a thousand. */
function share([most, some, few]: readonly (string | undefined)[]): string {
  return `(case when (i / 4) % 1000 = 7 then ${few} when (i / 4) % 10 = 3 then ${some} else ${most} end)`;
}

async function ids(client: pg.Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(sql);
  return rows.map(({ id }) => id);
}

async function fillStaff(client: pg.Client, accountId: string): Promise<void> {
  await client.query(
    `insert into operators (id, name, member_id, account_id, languages, capacity, enabled, version)
     select ${named(`'operator ' || i`)}, 'operator ' || lpad(i::text, 3, '0'), 'op' || i, $1, '{}', 5, true, 1
       from generate_series(1, ${OPERATORS}) as i`,
    [accountId],
  );
  await client.query(
    `insert into skill_groups (id, name, is_default, skills, rules, version)
     select ${named(`'group ' || i`)}, 'group ' || lpad(i::text, 3, '0'), false, '{}', '{}', 1
       from generate_series(1, ${GROUPS}) as i`,
  );
}

/** The first group has half of the cases, each other one half of what is left. */
async function fillCases(client: pg.Client): Promise<void> {
  await client.query(`
    insert into handoffs (id, conversation_id, contact_id, account_id, reason, state, created_at, closed_at, request_id,
           language, group_id, operator_id, claimed_at)
    select ${idAt('c.started_at', `'handoff ' || i`)}, c.id, c.contact_id, c.account_id, 'asked-for-human',
           case when c.state = 'open' then 'claimed' else 'resolved' end, c.started_at,
           case when c.state = 'ended' then c.ended_at end, 'bench', 'zh-Hans',
           ${named(`'group ' || least(${GROUPS}, 1 + floor(-log(2, (1 - random())::numeric)))`)},
           ${named(`'operator ' || 1 + i % ${OPERATORS}`)}, c.started_at
      from (select row_number() over () as i, * from conversations) as c where i % 3 = 0`);
  await client.query(`
    insert into tickets (id, priority, account_id, contact_id, conversation_id, reason, title, state, group_id, assignee_id,
           created_at, updated_at)
    select ${idAt('h.created_at', `'ticket ' || i`)}, 'normal', account_id, contact_id, conversation_id, 'unsolved', '工单',
           (array['closed', 'closed', 'closed', 'solved', 'pending', 'open'])[1 + i % 6], group_id, operator_id,
           created_at, created_at
      from (select row_number() over () as i, * from handoffs) as h where i % 6 = 0`);
}

async function fillDocuments(client: pg.Client): Promise<void> {
  await client.query(`
    insert into documents (id, external_id, question, answer, category, tags, state, kind, language, created_at, updated_at)
    select ${idAt('at', `'document ' || i`)}, 'bench-' || i, '第 ' || i || ' 个问题怎么办？', '请看说明。',
           'category ' || i % 40, array['tag' || i % 25],
           (array['published', 'published', 'published', 'draft', 'archived', 'in_review'])[1 + i % 6], 'faq',
           ${share([`'zh-CN'`, `'en'`, `'fr'`])}, at, at
      from (select i, '${FIRST_DAY}'::timestamptz + i * interval '1 minute' as at
              from generate_series(1, ${DOCUMENTS}) as i) as made`);
}
