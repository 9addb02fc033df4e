import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { isDatabaseAway } from '../../common/database-away.js';
import { DocumentSource } from './document-source.js';
import type { FromThread, IndexAnswer, IndexRequest, ThreadOptions, ToThread } from './index-messages.js';
import { type Log, Mirror } from './mirror.js';
import { ThreadSearch } from './thread-search.js';
import { Vectors } from './vectors.js';

/**
 * The thread of an `IndexThread`. It must stay small in memory: nothing of Nest or TypeORM belongs here.
 */
const POLL_MS = 1_000;
const LOOK_FOR_INDEX_MS = 60_000;
const CONNECTIONS_MAX = 4;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `IndexThread` alone starts this file
const { databaseUrl, edition, embeddingModel } = workerData as ThreadOptions;

const pool = new pg.Pool({
  connectionString: databaseUrl,
  max: CONNECTIONS_MAX,
  connectionTimeoutMillis: 5_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
  application_name: 'wecom-kefu-index',
});
pool.on('error', () => undefined); // an idle connection broke: the next statement opens another

const log: Log = (level, text, details) => send({ kind: 'log', level, text, details });
const vectors = embeddingModel === undefined ? undefined : new Vectors(pool, embeddingModel);
const mirror = new Mirror(new DocumentSource(pool, edition), log, embeddingModel, vectors);
const search = new ThreadSearch(mirror, log, vectors);

let isAway = false;
let isFull = false;
let toldVersion: number | undefined;
let lookedForIndexAt = -Infinity;
let timer: NodeJS.Timeout | undefined;
let isClosing = false;

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'close') {
    void close();
  } else {
    void answer(message.id, message.request);
  }
});
void poll();

async function answer(id: number, request: IndexRequest): Promise<void> {
  try {
    send({ kind: 'answer', id, answer: await answerTo(request) });
    if (mirror.status?.version !== toldVersion) {
      tell();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ kind: 'failure', id, isDatabaseAway: isDatabaseAway(error), message });
  }
}

function answerTo(request: IndexRequest): Promise<IndexAnswer> {
  return request.kind === 'search' ? search.search(request) : search.evidence(request);
}

/** Loads for the first time, too: the first question should not have to wait for it. */
async function poll(): Promise<void> {
  try {
    await lookForIndex();
    await mirror.catchUp();
    isAway = false;
  } catch (error) {
    if (!isAway && !isClosing) {
      log('warn', 'the knowledge base cannot be read', { error: String(error) });
    }
    isAway = true;
  }
  tell();
  if (!isClosing) {
    timer = setTimeout(() => void poll(), POLL_MS);
  }
}

async function lookForIndex(): Promise<void> {
  if (vectors !== undefined && performance.now() - lookedForIndexAt > LOOK_FOR_INDEX_MS) {
    await vectors.lookForIndex();
    lookedForIndexAt = performance.now();
  }
}

function tell(): void {
  const { status } = mirror;
  toldVersion = status?.version;
  if (status !== undefined) {
    send({ kind: 'status', status });
  }
  if (vectors?.isFull === true && !isFull) {
    isFull = true;
    log('warn', 'not all vectors fit into memory: install pgvector', { vectors: vectors.size });
  }
}

async function close(): Promise<void> {
  isClosing = true;
  clearTimeout(timer);
  await pool.end();
  parentPort?.close();
}

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}
