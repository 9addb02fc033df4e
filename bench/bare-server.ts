import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { decrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';
import pg from 'pg';
import { v7 } from 'uuid';
import type { SimulatedApp } from '../src/simulator/simulated-app.js';

/** What `callback.ts` tells it, as JSON in its first argument. */
export interface BareServerOptions {
  app: SimulatedApp;
  accountId: string;
  databaseUrl: string;
  port: number;
  connections: number;
}

interface Document {
  xml: Record<string, string>;
}

const INSERT = `insert into bench_inbox
    (id, account_id, contact_id, external_id, dedupe_key, content, sent_at, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (account_id, dedupe_key) do nothing`;

/**
 * The least that stores a callback: node:http, the envelope parsed, the signature compared, decrypted, the message
 * parsed, one row inserted. No framework, no checks, no logs, no metrics.
 */
const options: BareServerOptions = JSON.parse(process.argv[2] ?? '');
const { app, accountId } = options;
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false });
const pool = new pg.Pool({ connectionString: options.databaseUrl, max: options.connections });
const contacts = new Map<string, string>();

const server = createServer((request, response) => {
  const answer = (status: number): void => void response.writeHead(status, { 'content-length': 0 }).end();
  if (request.method === 'GET') {
    answer(200);
    return;
  }
  store(request).then(answer, () => answer(500));
});
server.keepAliveTimeout = 72_000;
server.listen(options.port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));

async function store(request: IncomingMessage): Promise<number> {
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const encrypted = parse(await textOf(request))['Encrypt'] ?? '';
  const signature = getSignature(app.token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted);
  if (signature !== query.get('msg_signature')) {
    return 400;
  }
  const { message, id } = decrypt(app.encodingAesKey, encrypted);
  if (id !== app.corpId) {
    return 400;
  }
  await insert(parse(message));
  return 200;
}

async function insert(xml: Record<string, string>): Promise<void> {
  const { FromUserName: from = '', CreateTime, AgentID, MsgId, Content } = xml;
  await pool.query({
    name: 'insert',
    text: INSERT,
    values: [
      v7(),
      accountId,
      contactIdOf(from),
      from,
      `msg:${app.corpId}:${AgentID}:${MsgId}`,
      JSON.stringify({ type: 'text', text: Content }),
      new Date(Number(CreateTime) * 1_000),
      v7(),
    ],
  });
}

function parse(text: string): Record<string, string> {
  const document: Document = parser.parse(text);
  return document.xml;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  await new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', resolve).once('error', reject);
  });
  return Buffer.concat(chunks).toString('utf8');
}

function contactIdOf(externalId: string): string {
  const known = contacts.get(externalId) ?? randomUUID();
  contacts.set(externalId, known);
  return known;
}
