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

export interface AuthorisationResult {
  credentials: string;
  open: { p50Ms: number; p95Ms: number };
  closed: { p50Ms: number; p95Ms: number };
  addedP95Ms: number;
}

type Credentials = () => Headers;

/** The same answer with and without being asked who it is for, one after the other, for each kind of credentials. */
export async function measureAuthorisation(api: BenchApi, requests: number): Promise<AuthorisationResult[]> {
  const kinds = await credentials(api);
  const results: AuthorisationResult[] = [];
  for (const [name, headers] of Object.entries(kinds)) {
    await measure(api, headers, WARM_UP);
    const { open, closed } = await measure(api, headers, requests);
    const [openMs, closedMs] = [spread(open), spread(closed)];
    results.push({
      credentials: name,
      open: openMs,
      closed: closedMs,
      addedP95Ms: rounded(closedMs.p95Ms - openMs.p95Ms),
    });
  }
  return results;
}

async function measure(api: BenchApi, headers: Credentials, requests: number) {
  const [open, closed]: [number[], number[]] = [[], []];
  for (let request = 0; request < requests; request++) {
    open.push(await timed(() => api.get(OPEN, headers())));
    closed.push(await timed(() => api.get(CLOSED, headers())));
  }
  return { open, closed };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function spread(times: readonly number[]) {
  const sorted = times.toSorted((left, right) => left - right);
  return { p50Ms: rounded(percentile(sorted, 0.5)), p95Ms: rounded(percentile(sorted, 0.95)) };
}

function rounded(ms = 0): number {
  return Math.round(ms * 1_000) / 1_000;
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
