import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { WecomSimulator } from '../src/simulator/simulator.js';
import { ChildServer, freePort } from './child-server.js';

const ADMIN_API_KEY = 'bench-admin-api-key';
const KNOWLEDGE_FILE = 'demo/sample-knowledge.jsonl';
const IMPORT_TIMEOUT_MS = 180_000;

/** Starts the program as built, in a process of its own, with its default settings, registered at the simulator. */
export async function startApp(
  wecom: WecomSimulator,
  variables: Readonly<Record<string, string>>,
): Promise<ChildServer> {
  const { app, apiBaseUrl } = wecom;
  const port = await freePort();
  const child = await ChildServer.start({
    entry: 'src/main.js',
    flags: productionFlags(),
    port,
    readyPath: '/health/ready',
    variables: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: `${port}`,
      ADMIN_API_KEY,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      WECOM_CORP_ID: app.corpId,
      WECOM_AGENT_ID: `${app.agentId}`,
      WECOM_SECRET: app.secret,
      WECOM_TOKEN: app.token,
      WECOM_ENCODING_AES_KEY: app.encodingAesKey,
      WECOM_API_BASE_URL: apiBaseUrl,
      ...variables,
    },
  });
  app.callbackUrl = `${child.url}/wecom/callback`;
  return child;
}

/** What `npm run start:prod` gives to Node. */
function productionFlags(): string[] {
  const { scripts }: { scripts: { 'start:prod': string } } = JSON.parse(readFileSync('package.json', 'utf8'));
  return scripts['start:prod'].split(' ').filter((word) => word.startsWith('--'));
}

/** Imports the sample knowledge base and waits until it is found. */
export function importSampleKnowledge(app: ChildServer): Promise<void> {
  return importKnowledge(app, readFileSync(KNOWLEDGE_FILE));
}

/** Imports JSON lines and waits until they are live. */
export async function importKnowledge(app: ChildServer, lines: Uint8Array<ArrayBuffer>): Promise<void> {
  const path = '/api/v1/knowledge/imports';
  const { id } = await call(app, `${path}?format=jsonl&publish=true`, lines);
  const until = performance.now() + IMPORT_TIMEOUT_MS;
  for (;;) {
    const { status } = await call(app, `${path}/${id}`);
    if (status === 'completed') {
      return;
    }
    if (status === 'failed' || performance.now() > until) {
      throw new Error(`the import is ${status}`);
    }
    await delay(50);
  }
}

/** Waits until the knowledge base answers: after a start its index is built first. */
export async function waitForAnswer(app: ChildServer, query: string): Promise<void> {
  const until = performance.now() + IMPORT_TIMEOUT_MS;
  while (performance.now() < until) {
    const response = await fetch(`${app.url}/api/v1/knowledge/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { hits }: { hits?: unknown[] } = JSON.parse(await response.text());
    if (response.ok && hits !== undefined && hits.length > 0) {
      return;
    }
    await delay(100);
  }
  throw new Error('nothing is found');
}

/** Questions that the sample knowledge base answers. */
export function sampleQuestions(): string[] {
  const lines = readFileSync(KNOWLEDGE_FILE, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const entry: { question: string } = JSON.parse(line);
    return entry.question;
  });
}

/** One call of the API with JSON. The body is whatever was answered: undefined where that is nothing. */
export async function callApi(
  app: ChildServer,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN_API_KEY}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function call(app: ChildServer, path: string, body?: Uint8Array<ArrayBuffer>) {
  const response = await fetch(app.url + path, {
    headers: { authorization: `Bearer ${ADMIN_API_KEY}` },
    ...(body !== undefined && { method: 'POST', body }),
  });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }
  const answer: { id: string; status: string } = JSON.parse(await response.text());
  return answer;
}
