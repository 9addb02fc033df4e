import 'reflect-metadata';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AuditLog } from '../src/audit/audit-log.js';
import type { EventFilter } from '../src/audit/search/event-filter.js';
import { EventSearch } from '../src/audit/search/event-search.js';
import { EventViews } from '../src/audit/search/event-views.js';
import { SealedLog } from '../src/audit/verification/sealed-log.js';
import { verifyLog } from '../src/audit/verification/verify-log.js';
import { SYSTEM } from '../src/common/access.js';
import { type ContactId, type ConversationId, newId } from '../src/common/ids.js';
import { loadConfig } from '../src/config/load-config.js';
import { Database } from '../src/database/database.js';
import { SEGMENT_SIZE } from '../src/messaging/texts/segments.js';
import { TextIndexer } from '../src/messaging/texts/text-indexer.js';
import { PersonalData } from '../src/privacy/detection/personal-data.js';
import { Program } from '../src/program.js';
import { Accounts } from '../src/settings/accounts.js';
import { type Filled, fillEvents } from './audit-events.js';
import { measureTurns } from './audit-turns.js';
import { type BenchDatabase, startBenchDatabase, temporaryFolder } from './bench-database.js';
import { cpuMs } from './process-cost.js';
import { quantile } from './turn-load.js';

/**
 * `npm run bench:audit -- [--events 1000000] [--recorded 60000] [--turns 1500]`: events recorded and sealed a second, and
 * verified; how much slower a turn is for being recorded (0 turns: not measured); pages of searches in a year of events;
 * masking. The last line is one JSON object.
 */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    recorded: { type: 'string', default: '60000' },
    turns: { type: 'string', default: '1500' },
  },
});
const WRITERS = 8;
const EVENTS_A_TRANSACTION = 5;
const VERIFICATIONS = 3;
const PAGE = 50;
const SEARCHES = 60;
const WARM_UP = 5;
const MASKED = 500;
const TEXT_LENGTH = 500;
const TARGETS = { perSecond: 3_000, verifiedPerSecond: 50_000, personMs: 50, textMs: 300, maskMs: 0.5, slowdown: 0.05 };

const turnsAsked = Number(values.turns);
const turns = turnsAsked > 0 ? await measureTurns(turnsAsked) : null;
console.log(`turns: ${JSON.stringify(turns)}`);
const database = await startBenchDatabase();
const folder = temporaryFolder();
const program = await startProgram(database);
try {
  const recorded = await measureRecording(Number(values.recorded));
  console.log(`recorded: ${JSON.stringify(recorded)}`);
  const verified = await measureVerification();
  console.log(`verified: ${JSON.stringify(verified)}`);
  const search = await measureSearch(Number(values.events));
  console.log(`search: ${JSON.stringify(search)}`);
  const maskMs = measureMasking();
  const isReached =
    recorded.perSecond >= TARGETS.perSecond &&
    verified.perSecond >= TARGETS.verifiedPerSecond &&
    verified.fault === null &&
    search.p95Ms.person <= TARGETS.personMs &&
    search.p95Ms.conversation <= TARGETS.personMs &&
    search.p95Ms.text <= TARGETS.textMs &&
    maskMs <= TARGETS.maskMs &&
    (turns === null || turns.slowdown <= TARGETS.slowdown);
  console.log(JSON.stringify({ recorded, verified, turns, search, maskMs, isReached }));
} finally {
  await program.stop();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

function get<T>(service: abstract new (...parameters: never[]) => T): T {
  return program.app.get<T>(service, { strict: false });
}

function startProgram({ url, ownerUrl }: BenchDatabase): Promise<Program> {
  const config = loadConfig(
    {
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      DATA_DIR: folder,
      DATABASE_URL: url,
      DATABASE_OWNER_URL: ownerUrl,
      ADMIN_API_KEY: 'bench-admin-api-key',
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      WECOM_CORP_ID: 'wwbench',
      WECOM_AGENT_ID: '1000002',
      WECOM_SECRET: 'bench',
      WECOM_TOKEN: 'bench',
      WECOM_ENCODING_AES_KEY: Buffer.alloc(32, 7).toString('base64').slice(0, 43),
    },
    folder,
  );
  return Program.start(config);
}

/** Transactions of several events each, as a turn's is, until the last one is sealed. */
async function measureRecording(count: number) {
  const audit = get(AuditLog);
  const db = get(Database);
  const startedAt = performance.now();
  let left = count;
  const write = async (): Promise<void> => {
    while (left > 0) {
      left -= EVENTS_A_TRANSACTION;
      await db.transaction(async (tx) => {
        const scope = { actor: SYSTEM, contactId: newId<ContactId>(), conversationId: newId<ConversationId>() };
        const turnId = newId();
        await audit.record(tx, scope, { action: 'message.received', details: { turnId, type: 'text' } });
        await audit.record(tx, scope, { action: 'dialog.outcome', details: outcomeOf(turnId) });
        await audit.record(tx, scope, { action: 'message.sent', details: { sender: 'bot', type: 'text', turnId } });
        const delivered = { outboxId: newId(), externalId: newId(), attempts: 1 };
        await audit.record(tx, scope, { action: 'delivery.delivered', details: delivered });
        await audit.record(tx, scope, { action: 'conversation.started', details: {} });
      });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  const recordedMs = performance.now() - startedAt;
  await allSealed();
  const sealedMs = performance.now() - startedAt;
  return {
    events: count,
    perSecond: Math.round(count / (sealedMs / 1_000)),
    recordedPerSecond: Math.round(count / (recordedMs / 1_000)),
    lastSealedAfterMs: Math.round(sealedMs - recordedMs),
  };
}

function outcomeOf(turnId: string) {
  return {
    turnId,
    outcome: 'answered',
    reason: 'generated',
    inbound: [newId()],
    language: 'zh-Hans',
    confidence: Math.random(),
    inScope: 0.9,
    model: 'a-model',
    promptVersion: 'v1',
    passages: Array.from({ length: 3 }, () => ({ documentId: newId(), revision: 1, score: 0.8 })),
  };
}

async function allSealed(): Promise<void> {
  for (;;) {
    const waiting = await get(Database).rows('select from audit_unsealed where not lost limit 1');
    if (waiting.length === 0) {
      return;
    }
    await delay(10);
  }
}

/** The best of some: the first one finds nothing compiled, and what else the machine does only makes it slower. */
async function measureVerification() {
  const log = await SealedLog.open(database.url);
  try {
    const rates: number[] = [];
    for (;;) {
      const [startedAt, cpuBefore] = [performance.now(), cpuMs(process.pid)];
      const { events, fault } = await verifyLog(log);
      rates.push(Math.round(events / ((performance.now() - startedAt) / 1_000)));
      if (rates.length === VERIFICATIONS) {
        const cpuMicroseconds = Number((((cpuMs(process.pid) - cpuBefore) / events) * 1_000).toFixed(1));
        return { events, perSecond: Math.max(...rates), rates, cpuMicroseconds, fault: fault?.code ?? null };
      }
    }
  } finally {
    await log.close();
  }
}

async function measureSearch(events: number) {
  const account = get(Accounts).first('wecom-app');
  const startedAt = performance.now();
  const filled = await fillEvents(database.ownerUrl, events, account?.id ?? newId());
  const filledAt = performance.now();
  const segments = await indexTexts();
  const indexedAt = performance.now();
  console.log(
    `filled in ${secondsBetween(startedAt, filledAt)} s, ${segments} segments indexed in ${secondsBetween(filledAt, indexedAt)} s`,
  );
  const ids = await idsOf(filled);
  const p95Ms = {
    person: await p95(() => ({ contactId: pick(ids.contacts) })),
    conversation: await p95(() => ({ conversationId: pick(ids.conversations) })),
    newest: await p95(() => ({})),
    time: await p95(() => ({ to: pick(ids.times) })),
    action: await p95(() => ({ action: 'handoff.*', to: pick(ids.times) })),
    model: await p95(() => ({ model: `model-${Math.floor(Math.random() * 8)}` })),
    document: await p95(() => ({ document: pick(ids.documents) })),
    filter: await p95(() => ({ filter: '竞品' })),
    confidence: await p95(() => ({ confidenceBelow: 0.01 })),
    together: await p95(() => ({ model: 'model-3', filter: '竞品', confidenceAbove: 0.5, action: 'dialog.*' })),
    text: await p95(() => ({ text: textOf(ids, filled) })),
    textOfPerson: await p95(() => ({ text: pick(ids.pairs), contactId: pick(ids.contacts) })),
  };
  return { events, segments, indexedSeconds: secondsBetween(filledAt, indexedAt), p95Ms };
}

/** All that are full, whether this or the program's own indexer does it. @returns how many. */
async function indexTexts(): Promise<number> {
  for (;;) {
    await get(TextIndexer).index();
    const [row] = await get(Database).rows<{ built: number; full: number }>(
      `select (select count(built_at) from message_segments)::integer as built,
              coalesce((select max(sequence) from messages), 0)::integer / ${SEGMENT_SIZE} as full`,
    );
    if (row === undefined || row.built >= row.full) {
      return row?.built ?? 0;
    }
    await delay(100);
  }
}

interface Ids {
  contacts: readonly string[];
  conversations: readonly string[];
  documents: readonly string[];
  times: readonly string[];
  /** Parts of what was said: frequent ones. */
  pairs: readonly string[];
}

async function idsOf({ turns: count }: Filled): Promise<Ids> {
  const ids = async (sql: string): Promise<string[]> =>
    (await get(Database).rows<{ id: string }>(sql)).map(({ id }) => id);
  const said = await ids(
    `select content->>'text' as id from messages where sequence in (select 1 + floor(random() * ${count}) from generate_series(1, 300))`,
  );
  return {
    contacts: await ids('select id from contacts order by random() limit 200'),
    conversations: await ids('select id from conversations order by random() limit 200'),
    documents: await ids(
      `select distinct details->'passages'->0->>'documentId' as id from (
         select details from audit_events where action = 'dialog.outcome' and at < now() - interval '1 hour' limit 2000) e`,
    ),
    times: Array.from({ length: 100 }, (_, week) => new Date(Date.now() - week * 80 * 3_600_000).toISOString()),
    pairs: said.map((text) => text.slice(2, 4)).filter((pair) => /^\p{Script=Han}{2}$/u.test(pair)),
  };
}

/** By turns: a frequent pair, two frequent pairs that hardly stand together, and a number that stands somewhere once. */
function textOf({ pairs }: Ids, { turns: count }: Filled): string {
  switch (Math.floor(Math.random() * 3)) {
    case 0:
      return pick(pairs);
    case 1:
      return `${pick(pairs)}${pick(pairs)}`;
    default:
      return `编号${1 + Math.floor(Math.random() * count)}`;
  }
}

/** Of first pages, as the API makes them. */
async function p95(filterOf: () => EventFilter): Promise<number> {
  const times: number[] = [];
  for (let index = -WARM_UP; index < SEARCHES; index += 1) {
    const filter = filterOf();
    const startedAt = performance.now();
    const { events } = await get(EventSearch).page(filter, undefined, PAGE);
    await get(EventViews).of(events);
    if (index >= 0) {
      times.push(performance.now() - startedAt);
    }
  }
  return quantile(times, 0.95);
}

/** The mean of texts of 500 characters, a tenth of which hold personal data. */
function measureMasking(): number {
  const data = get(PersonalData);
  const texts = Array.from({ length: MASKED }, (_, index) =>
    `${index % 10 === 0 ? `我的手机13912345${100 + index}，身份证11010519491231002X。` : '请问'}${'您好，我想咨询一下退款的进度和到账时间，谢谢。'.repeat(30)}`.slice(
      0,
      TEXT_LENGTH,
    ),
  );
  const startedAt = performance.now();
  texts.forEach((text) => data.mask(text));
  return Number(((performance.now() - startedAt) / MASKED).toFixed(3));
}

function pick<T>(all: readonly T[]): T {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) {
    throw new TypeError('there is nothing to pick from');
  }
  return one;
}

function secondsBetween(from: number, to: number): number {
  return Number(((to - from) / 1_000).toFixed(1));
}
