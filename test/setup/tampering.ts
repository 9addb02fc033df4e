import type pg from 'pg';
import { canonicalEvent, eventColumns, eventFields, toEventValues } from '../../src/audit/seals/canonical.js';
import { chainHash, leafHash } from '../../src/audit/seals/hashing.js';
import { merkleRoot } from '../../src/audit/seals/merkle.js';
import { canonicalSeal, type Seal, sealHash } from '../../src/audit/seals/seal.js';
import { SEAL_COLUMNS, type SealRow, toSeal } from '../../src/audit/seals/seal-rows.js';
import { fingerprintOf, type KeyPair, newKeyPair, publicPem, signText } from '../../src/audit/seals/signatures.js';
import { SealedLog } from '../../src/audit/verification/sealed-log.js';
import type { FaultCode } from '../../src/audit/verification/fault.js';

/** What somebody with every right on the database does to it, and what a verification may call that. */
export interface Manipulation {
  name: string;
  codes: readonly FaultCode[];
  do(world: Tampered): Promise<void>;
}

/** A sealed log in a transaction without triggers, which is rolled back afterwards. */
export interface Tampered {
  client: pg.Client;
  /** 0 to 1, the same in every run. */
  random: () => number;
  events: number;
  seals: number;
}

/** Sequences and seals are chosen among all there are. */
const sequenceOf = ({ random, events }: Tampered, margin = 0): number => 1 + Math.floor(random() * (events - margin));
const sealOf = ({ random, seals }: Tampered, margin = 0): number => 1 + Math.floor(random() * (seals - margin));

const EVENT_OF = 'id = (select event_id from audit_links where sequence = $1)';

const changes = {
  action: `'handoff.claimed'`,
  actor: `'{"kind":"system" }'`,
  account_id: `gen_random_uuid()`,
  contact_id: `gen_random_uuid()`,
  conversation_id: `case when conversation_id is null then gen_random_uuid() end`,
  message_id: `gen_random_uuid()`,
  request_id: `coalesce(request_id, '') || '1'`,
  address: `'10.0.0.1'`,
  user_agent: `''`,
  purpose: `'none'`,
  details: `(details::text || ' ')::json`,
  personal_digest: `'\\x00'`,
} as const;

const changedFields: Manipulation[] = Object.entries(changes).map(([column, value]) => ({
  name: `changes ${column} of an event`,
  codes: ['event-changed'],
  do: async (world) => {
    await world.client.query(`update audit_events set ${column} = ${value} where ${EVENT_OF}`, [sequenceOf(world)]);
  },
}));

const changedLinks: Manipulation[] = Object.entries({
  event_id: `gen_random_uuid()`,
  event_at: `event_at + interval '1 microsecond'`,
  leaf: `sha256(leaf)`,
  chain: `sha256(chain)`,
}).map(([column, value]) => ({
  name: `changes ${column} of a link`,
  codes: ['link-changed', ...(column === 'event_id' ? (['event-missing'] as const) : [])],
  do: async (world) => {
    await world.client.query(`update audit_links set ${column} = ${value} where sequence = $1`, [sequenceOf(world)]);
  },
}));

const changedSeals: Manipulation[] = Object.entries({
  first_sequence: 'first_sequence - 1',
  last_sequence: 'last_sequence + 100000',
  first_at: `first_at - interval '1 microsecond'`,
  last_at: `last_at + interval '1 hour'`,
  sealed_at: `sealed_at - interval '1 day'`,
  root: 'sha256(root)',
  chain: 'sha256(chain)',
  previous: 'sha256(previous)',
  hash: 'sha256(hash)',
}).map(([column, value]) => ({
  name: `changes ${column} of a seal`,
  codes: ['seal-changed'],
  do: async (world) => {
    await world.client.query(`update audit_seals set ${column} = ${value} where number = $1`, [sealOf(world)]);
  },
}));

const others: Manipulation[] = [
  {
    name: 'removes an event',
    codes: ['event-missing'],
    do: async (world) => {
      await world.client.query(`delete from audit_events where ${EVENT_OF}`, [sequenceOf(world)]);
    },
  },
  {
    name: 'adds an event',
    codes: ['event-added'],
    do: async ({ client, random }) => {
      await client.query(
        `insert into audit_events (id, at, action, actor, details)
         values (gen_random_uuid(), clock_timestamp() - make_interval(secs => $1), 'knowledge.exported', '{}', '{}')`,
        [random() * 60],
      );
    },
  },
  {
    name: 'adds an event, and lets another wait for its seal again so that the numbers agree',
    codes: ['event-added'],
    do: async (world) => {
      await world.client.query(
        `insert into audit_events (id, at, action, actor, details)
         values (gen_random_uuid(), clock_timestamp(), 'knowledge.exported', '{}', '{}')`,
      );
      await world.client.query(
        `insert into audit_unsealed (event_id, event_at) select event_id, event_at from audit_links where sequence = $1`,
        [sequenceOf(world)],
      );
    },
  },
  {
    name: 'adds an event with a link of its own at the end',
    codes: ['seal-missing'],
    do: async ({ client }) => {
      await client.query(
        `with added as (insert into audit_events (id, at, action, actor, details)
                        values (gen_random_uuid(), clock_timestamp(), 'knowledge.exported', '{}', '{}') returning id, at)
         insert into audit_links select (select max(sequence) + 1 from audit_links), id, at, sha256('a'), sha256('b') from added`,
      );
    },
  },
  {
    name: 'adds an event with a link of its own before the beginning',
    codes: ['event-added'],
    do: async ({ client }) => {
      await client.query(
        `with added as (insert into audit_events (id, at, action, actor, details)
                        values (gen_random_uuid(), clock_timestamp(), 'knowledge.exported', '{}', '{}') returning id, at)
         insert into audit_links select -1, id, at, sha256('a'), sha256('b') from added`,
      );
    },
  },
  {
    name: 'moves an event in time',
    codes: ['time-moved'],
    do: async (world) => {
      await world.client.query(`update audit_events set at = at - make_interval(secs => $2) where ${EVENT_OF}`, [
        sequenceOf(world),
        1 + world.random() * 10_000_000,
      ]);
    },
  },
  {
    name: 'moves an event in time, and its link',
    codes: ['link-changed', 'event-changed'],
    do: async (world) => {
      const sequence = sequenceOf(world);
      await world.client.query(`update audit_events set at = at - interval '1 hour' where ${EVENT_OF}`, [sequence]);
      await world.client.query(`update audit_links set event_at = event_at - interval '1 hour' where sequence = $1`, [
        sequence,
      ]);
    },
  },
  {
    name: 'changes the places of two links',
    codes: ['order-changed'],
    do: async (world) => {
      const sequence = sequenceOf(world, 3);
      await world.client.query(
        `update audit_links set sequence = -sequence where sequence in (${sequence}, ${sequence} + 2)`,
      );
      await world.client.query(
        `update audit_links set sequence = case sequence when -${sequence} then ${sequence} + 2 else ${sequence} end
          where sequence < 0`,
      );
    },
  },
  {
    name: 'changes the events of two links',
    codes: ['order-changed'],
    do: async (world) => {
      const sequence = sequenceOf(world, 1);
      await world.client.query('drop index audit_links_event');
      await world.client.query(
        `update audit_links l set event_id = o.event_id, event_at = o.event_at, leaf = o.leaf from audit_links o
          where l.sequence in ($1::bigint, $1::bigint + 1) and o.sequence = 2 * $1::bigint + 1 - l.sequence`,
        [sequence],
      );
    },
  },
  {
    name: 'changes what two events say',
    codes: ['event-changed'],
    do: async (world) => {
      const sequence = sequenceOf(world, 1);
      await world.client.query(
        `update audit_events e set request_id = coalesce(o.request_id, '') || '*', conversation_id = o.conversation_id, details = o.details
           from audit_links l, audit_links k, audit_events o
          where l.event_id = e.id and k.event_id = o.id and l.sequence in ($1::bigint, $1::bigint + 1)
            and k.sequence = 2 * $1::bigint + 1 - l.sequence`,
        [sequence],
      );
    },
  },
  {
    name: 'removes a link',
    codes: ['link-missing'],
    do: async (world) => {
      await world.client.query('delete from audit_links where sequence = $1', [sequenceOf(world)]);
    },
  },
  {
    name: 'removes an event and its link',
    codes: ['link-missing'],
    do: async (world) => {
      const sequence = sequenceOf(world);
      await world.client.query(`delete from audit_events where ${EVENT_OF}`, [sequence]);
      await world.client.query('delete from audit_links where sequence = $1', [sequence]);
    },
  },
  {
    name: 'changes a signature',
    codes: ['signature-wrong'],
    do: async (world) => {
      await world.client.query(
        'update audit_seals set signature = set_byte(signature, 9, get_byte(signature, 9) # 1) where number = $1',
        [sealOf(world)],
      );
    },
  },
  {
    name: 'removes a seal',
    codes: ['seal-missing'],
    do: async (world) => {
      await world.client.query('delete from audit_seals where number = $1', [sealOf(world, 1)]);
    },
  },
  {
    name: 'cuts the tail off, and forgets that it was anchored',
    codes: ['tail-missing'],
    do: async (world) => {
      await cutTail(world, sealOf(world));
    },
  },
  {
    name: 'cuts the head off, with a checkpoint of its own',
    codes: ['checkpoint-wrong'],
    do: async (world) => {
      const number = sealOf(world, 1);
      await world.client.query(
        `insert into audit_checkpoints select 1, number, last_sequence, hash, chain, last_at + interval '1 second', now(),
                hash_algorithm, key_id, signature from audit_seals where number = $1`,
        [number],
      );
      await world.client.query(
        'delete from audit_events where id in (select event_id from audit_links where sequence <= (select last_sequence from audit_seals where number = $1))',
        [number],
      );
      await world.client.query(
        'delete from audit_links where sequence <= (select last_sequence from audit_seals where number = $1)',
        [number],
      );
      await world.client.query('delete from audit_seals where number <= $1', [number]);
    },
  },
  {
    name: 'cuts the head off without one',
    codes: ['seal-missing'],
    do: async (world) => {
      await world.client.query('delete from audit_seals where number <= $1', [sealOf(world, 1)]);
    },
  },
  {
    name: 'changes an event, its link and every hash up to the seal',
    codes: ['chain-rewritten'],
    do: async (world) => rewrite(world, undefined, false),
  },
  {
    name: 'rewrites the chain from an event on, seals and all, with signatures of before',
    codes: ['chain-rewritten', 'signature-wrong'],
    do: async (world) => rewrite(world, undefined, true),
  },
  {
    name: 'rewrites the chain from an event on, and signs it with a key of its own',
    codes: ['key-unknown'],
    do: async (world) => rewrite(world, newKeyPair('ed25519'), true),
  },
  {
    name: 'rewrites the chain from an event on with a key of its own in place of ours',
    codes: ['key-unknown', 'chain-rewritten', 'signature-wrong'],
    do: async (world) => {
      const pair = newKeyPair('ed25519');
      await rewrite(world, pair, true);
      await world.client.query(`delete from audit_keys where id <> $1`, [fingerprintOf(pair.publicKey)]);
    },
  },
];

export const manipulations: readonly Manipulation[] = [...changedFields, ...changedLinks, ...changedSeals, ...others];

async function cutTail({ client }: Tampered, number: number): Promise<void> {
  const after = `(select coalesce(max(last_sequence), 0) from audit_seals where number < ${number})`;
  await client.query(
    `delete from audit_events where id in (select event_id from audit_links where sequence > ${after})`,
  );
  await client.query(`delete from audit_links where sequence > ${after}`);
  await client.query(`delete from audit_seals where number >= ${number}`);
  await client.query('delete from audit_anchors');
}

/** What somebody does who knows the format: everything but the signature is right afterwards. */
async function rewrite(world: Tampered, key: KeyPair | undefined, withSeals: boolean): Promise<void> {
  const { client } = world;
  const from = sequenceOf(world);
  await client.query(`update audit_events set action = 'conversation.started' where ${EVENT_OF}`, [from]);
  const keyId = key === undefined ? undefined : await addKey(client, key);
  const { rows } = await client.query<SealRow>(
    `select ${SEAL_COLUMNS} from audit_seals where last_sequence >= $1 order by number`,
    [from],
  );
  const seals = rows.map(toSeal);
  let before: Seal | undefined;
  for (const seal of withSeals ? seals : seals.slice(0, 1)) {
    const made = await rewriteLinks(
      client,
      before === undefined ? seal : { ...seal, previous: sealHash(before) },
      before,
    );
    const signed = { ...made, keyId: keyId ?? made.keyId };
    const hash = sealHash(signed);
    const signature = key === undefined ? seal.signature : signText('ed25519', key.privateKey, canonicalSeal(signed));
    before = { ...signed, hash, signature };
    if (withSeals) {
      await client.query(
        'update audit_seals set root = $2, chain = $3, previous = $4, hash = $5, signature = $6, key_id = $7 where number = $1',
        [seal.number, before.root, before.chain, before.previous, hash, signature, before.keyId],
      );
    }
  }
}

async function rewriteLinks(client: pg.Client, seal: Seal, before: Seal | undefined): Promise<Seal> {
  const log = new SealedLog(client);
  const [previous] = before === undefined ? await log.links(seal.firstSequence - 1, seal.firstSequence - 1, 1) : [];
  let chain = before?.chain ?? previous?.chain ?? Buffer.alloc(32);
  const leaves: Buffer[] = [];
  for (const link of await log.links(seal.firstSequence, seal.lastSequence, 10_000)) {
    const event = await readEvent(client, link.eventId);
    const leaf = leafHash(seal.hashAlgorithm, canonicalEvent(event));
    chain = chainHash(seal.hashAlgorithm, chain, { ...link, leaf });
    leaves.push(leaf);
    await client.query('update audit_links set leaf = $2, chain = $3 where sequence = $1', [
      link.sequence,
      leaf,
      chain,
    ]);
  }
  return { ...seal, root: merkleRoot(seal.hashAlgorithm, leaves), chain };
}

async function readEvent(client: pg.Client, id: string): Promise<readonly (string | null)[]> {
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${eventColumns('e')} from audit_events e where id = $1`,
    [id],
  );
  return toEventValues(eventFields.map((field) => rows[0]?.[field] ?? null));
}

/** One that our key seems to vouch for. */
async function addKey(client: pg.Client, { publicKey }: KeyPair): Promise<string> {
  const id = fingerprintOf(publicKey);
  await client.query('update audit_keys set retired_at = clock_timestamp()');
  await client.query(
    `insert into audit_keys (id, algorithm, public_key, sealed_private, predecessor, endorsement)
     select $1, 'ed25519', $2, sealed_private, id, sha256('x') from audit_keys order by created_at limit 1`,
    [id, publicPem(publicKey)],
  );
  return id;
}
