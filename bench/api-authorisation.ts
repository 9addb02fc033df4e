import { randomUUID } from 'node:crypto';
import { Sessions } from '../src/access/sessions/sessions.js';
import { EMPTY_DIGEST, signatureOf } from '../src/access/signing/canonical-request.js';
import { asId, type StaffId } from '../src/common/ids.js';
import { percentile } from '../src/common/percentile.js';
import { Database } from '../src/database/database.js';
import type { BenchApi, Headers } from './api-app.js';

export const AUTHORISATION_MAX_MS = 1;

const OPEN = '/api/v1/bench/open';
const CLOSED = '/api/v1/bench/closed';
const WARM_UP = 300;
const ROUNDS = 9;

/** Medians over the rounds: what else runs on the machine disturbs some of them. */
export interface AuthorisationResult {
  credentials: string;
  openP95Ms: number;
  closedP95Ms: number;
  addedP50Ms: number;
  addedP95Ms: number;
}

type Credentials = () => Headers;

/**
 * The same answer with and without being asked who it is for, one after the other, for each kind of credentials. Each round
 * has all kinds.
 */
export async function measureAuthorisation(api: BenchApi, requests: number): Promise<AuthorisationResult[]> {
  const kinds = Object.entries(await credentials(api));
  for (const [, headers] of kinds) {
    await measure(api, headers, WARM_UP);
  }
  const rounds: Record<string, Round[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, headers] of kinds) {
      (rounds[name] ??= []).push(await measure(api, headers, Math.ceil(requests / ROUNDS)));
    }
  }
  return Object.entries(rounds).map(([name, of]) => ({
    credentials: name,
    openP95Ms: median(of, ({ open }) => open.p95),
    closedP95Ms: median(of, ({ closed }) => closed.p95),
    addedP50Ms: median(of, ({ open, closed }) => closed.p50 - open.p50),
    addedP95Ms: median(of, ({ open, closed }) => closed.p95 - open.p95),
  }));
}

interface Spread {
  p50: number;
  p95: number;
}

interface Round {
  open: Spread;
  closed: Spread;
}

/** Which one comes first changes: whatever the one before left behind meets both. */
async function measure(api: BenchApi, headers: Credentials, requests: number): Promise<Round> {
  const times: Record<'open' | 'closed', number[]> = { open: [], closed: [] };
  const paths = { open: OPEN, closed: CLOSED };
  for (let request = 0; request < requests; request++) {
    for (const twin of request % 2 === 0 ? (['open', 'closed'] as const) : (['closed', 'open'] as const)) {
      const sent = headers();
      times[twin].push(await timed(() => api.get(paths[twin], sent)));
    }
  }
  return { open: spread(times.open), closed: spread(times.closed) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((left, right) => left - right);
  return { p50: percentile(sorted, 0.5) ?? 0, p95: percentile(sorted, 0.95) ?? 0 };
}

function median(rounds: readonly Round[], of: (round: Round) => number): number {
  const sorted = rounds.map(of).toSorted((left, right) => left - right);
  return Math.round((percentile(sorted, 0.5) ?? 0) * 1_000) / 1_000;
}

async function credentials(api: BenchApi): Promise<Readonly<Record<string, Credentials>>> {
  await api.setting('limits.apiKeyPerMinute', 1_000_000);
  await api.setting('limits.apiStaffPerMinute', 1_000_000);
  await api.setting('limits.apiStrangersPerMinute', 0);
  const permissions = ['knowledge.read'];
  const key = await api.post('/api/v1/keys', { name: 'bench bearer', permissions });
  const signer = await api.post('/api/v1/keys', { name: 'bench signer', permissions, mode: 'signed' });
  const bearer = { authorization: `Bearer ${key['secret'] ?? ''}` };
  const token = await api.post('/api/v1/tokens', {}, bearer);
  const session = await sessionToken(api);
  return {
    adminKey: () => ({ authorization: 'Bearer bench-admin-api-key' }),
    key: () => bearer,
    token: () => ({ authorization: `Bearer ${token['accessToken'] ?? ''}` }),
    session: () => ({ authorization: `Bearer ${session}` }),
    signature: () => signed(signer['prefix'] ?? '', signer['secret'] ?? ''),
  };
}

/** Of an operator who came in by hand: how he did is no matter here. */
async function sessionToken({ app }: BenchApi): Promise<string> {
  const database = app.get(Database, { strict: false });
  const sessions = app.get(Sessions, { strict: false });
  const staffId = asId<StaffId>(randomUUID());
  await database.run(
    `insert into staff (id, name, user_id, roles, roles_from) values ($1, 'bench', 'bench', '{supervisor}', 'hand')`,
    [staffId],
  );
  const { token } = await database.transaction((tx) => sessions.begin(tx, staffId, 'wecom'));
  return token;
}

/** The twin without a permission is asked with the same headers, which nobody looks at. */
function signed(prefix: string, secret: string): Headers {
  const timestamp = `${Math.floor(Date.now() / 1_000)}`;
  const parts = { method: 'GET', url: CLOSED, timestamp, nonce: randomUUID(), bodyDigest: EMPTY_DIGEST };
  return {
    authorization: `Signature ${prefix}`,
    'x-timestamp': timestamp,
    'x-nonce': parts.nonce,
    'x-signature': signatureOf(parts, secret).toString('hex'),
  };
}
