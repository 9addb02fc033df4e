import 'reflect-metadata';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config/load-config.js';
import { fillLists } from './api-data.js';
import { BenchApi } from './api-app.js';
import { AUTHORISATION_MAX_MS, measureAuthorisation } from './api-authorisation.js';
import { LIST_MAX_MS, listsOf, measureLists } from './api-lists.js';
import { readersOf } from './api-readers.js';
import { startBenchDatabase, temporaryFolder } from './bench-database.js';

/**
 * `npm run bench:api [-- --conversations 1000000]`: what authorisation adds to a request, for each kind of credentials and
 * with and without in one run; and every list with every filter and order that it offers, with so many conversations.
 * The last line is one JSON object.
 */
const ADMIN_API_KEY = 'bench-admin-api-key';
const SLOWEST_SHOWN = 12;

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '1000000' },
    pages: { type: 'string', default: '4' },
    requests: { type: 'string', default: '4500' },
  },
});
const conversations = Number(values.conversations);

const database = await startBenchDatabase();
const config = loadConfig(
  {
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    HOST: '127.0.0.1',
    PORT: '0',
    ADMIN_API_KEY,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATA_DIR: temporaryFolder(),
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    WECOM_CORP_ID: 'ww1',
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'bench',
    WECOM_TOKEN: 'bench',
    WECOM_ENCODING_AES_KEY: 'k'.repeat(43),
    WECOM_API_BASE_URL: 'http://127.0.0.1:9',
  },
  temporaryFolder(),
);
/** Besides the one of the configuration. */
async function makeAccounts(on: BenchApi): Promise<void> {
  for (const number of [2, 3]) {
    await on.post('/api/v1/accounts', {
      kind: 'wecom-app',
      name: `account ${number}`,
      parameters: { corpId: 'ww1', agentId: 5_000 + number },
      secrets: { secret: 'bench', token: 'bench', encodingAesKey: 'k'.repeat(43) },
      enabled: false,
    });
  }
}

const [loadBefore] = loadavg();
const api = await BenchApi.start(config, database);
try {
  const authorisation = await measureAuthorisation(api, Number(values.requests));
  console.log(`authorisation: ${JSON.stringify(authorisation)}`);
  const filledAt = performance.now();
  await makeAccounts(api);
  const data = await fillLists(database.ownerUrl, conversations);
  console.log(`${conversations} conversations in ${Math.round((performance.now() - filledAt) / 1_000)} s`);
  const lists = listsOf(data);
  const headers = await readersOf(api, data);
  const measured = await measureLists((path, reader) => api.read(path, headers[reader]), lists, Number(values.pages));
  const slowest = measured.toSorted((left, right) => right.p95Ms - left.p95Ms);
  const tooSlow = slowest.filter(({ p95Ms }) => p95Ms > LIST_MAX_MS);
  slowest.slice(0, Math.max(tooSlow.length, SLOWEST_SHOWN)).forEach((list) => console.log(JSON.stringify(list)));
  const isReached = authorisation.every(({ addedP95Ms }) => addedP95Ms <= AUTHORISATION_MAX_MS) && tooSlow.length === 0;
  console.log(
    JSON.stringify({
      conversations,
      authorisation,
      lists: lists.length,
      tooSlow: tooSlow.length,
      slowest: slowest.slice(0, 3),
      load: { before: loadBefore, after: loadavg()[0] },
      isReached,
    }),
  );
} finally {
  await api.stop();
  await database.stop();
}
