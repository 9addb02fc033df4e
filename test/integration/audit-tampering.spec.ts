import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Anchor, anchorOf } from '../../src/audit/seals/anchors/anchor-sinks.js';
import { SigningKeys } from '../../src/audit/seals/signing-keys.js';
import type { Fault } from '../../src/audit/verification/fault.js';
import { SealedLog } from '../../src/audit/verification/sealed-log.js';
import { verifyLog } from '../../src/audit/verification/verify-log.js';
import { manipulations, type Manipulation } from '../setup/tampering.js';
import { TestAudit } from '../setup/test-audit.js';

const MANIPULATIONS_MIN = 500;
const SEALS = 7;

let audit: TestAudit;
let client: pg.Client;
let anchors: Anchor[];
let events: number;

beforeAll(async () => {
  audit = await TestAudit.start();
  for (let n = 0; n < SEALS; n += 1) {
    await audit.record(12);
    await audit.seal();
  }
  client = new pg.Client({ connectionString: audit.platform.database.ownerUrl });
  await client.connect();
  const seals = await new SealedLog(client).seals(0, 100);
  anchors = seals.map(anchorOf);
  events = seals.at(-1)?.lastSequence ?? 0;
  expect(await verify()).toBeNull();
});

afterAll(async () => {
  await client.end();
  await audit.stop();
});

async function verify(known: readonly Anchor[] = anchors): Promise<Fault | null> {
  const keys = audit.get(SigningKeys);
  const { fault } = await verifyLog(new SealedLog(client), {
    anchors: each(known),
    trust: { owns: (row) => keys.owns(row) },
  });
  return fault;
}

async function* each(known: readonly Anchor[]): AsyncGenerator<Anchor> {
  yield* known;
  await Promise.resolve();
}

/** In a transaction of somebody whom no trigger keeps from anything, which is then undone. */
async function tampered<T>(manipulation: Manipulation, random: () => number, then: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query('set local session_replication_role = replica');
    await manipulation.do({ client, random, events, seals: anchors.length });
    return await then();
  } finally {
    await client.query('rollback');
  }
}

/** The same numbers in every run: xorshift. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

it(
  `finds each of ${MANIPULATIONS_MIN} random manipulations, and calls it by its name`,
  { timeout: 300_000 },
  async () => {
    const random = numbers(20_260_101);
    const rounds = Math.ceil(MANIPULATIONS_MIN / manipulations.length);
    const wrong: string[] = [];
    let done = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const manipulation of manipulations) {
        const fault = await tampered(manipulation, random, verify);
        done += 1;
        if (fault === null || !manipulation.codes.includes(fault.code)) {
          wrong.push(`${manipulation.name}: ${fault === null ? 'not found' : `${fault.code} (${fault.message})`}`);
        }
      }
    }

    expect([...new Set(wrong)]).toEqual([]);
    expect(done).toBeGreaterThanOrEqual(MANIPULATIONS_MIN);
    expect(await verify()).toBeNull();
  },
);

it('finds a chain that was rewritten with another key by the anchors alone, without the master key', async () => {
  const rewriting = manipulations.find(({ name }) => name.endsWith('with a key of its own in place of ours'));
  if (rewriting === undefined) {
    throw new TypeError('there is such a manipulation');
  }
  const fault = await tampered(
    rewriting,
    () => 0,
    async () => {
      const { fault: found } = await verifyLog(new SealedLog(client), { anchors: each(anchors) });
      return found;
    },
  );

  expect(fault).toMatchObject({ code: expect.stringMatching(/^(anchor-mismatch|key-unknown)$/) });
});
