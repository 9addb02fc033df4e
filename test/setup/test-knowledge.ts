import { expect } from 'vitest';
import { Database } from '../../src/database/database.js';
import { KnowledgeModule } from '../../src/knowledge/knowledge.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { type Call, TestPlatform } from './test-platform.js';

export interface Answer {
  status: number;
  /** Its ETag; empty without one. */
  tag: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test asserts whatever shape came
  body: any;
}

/** The knowledge base behind its API, without a channel. */
export class TestKnowledge {
  private made = 0;

  private constructor(readonly platform: TestPlatform) {}

  static async start(): Promise<TestKnowledge> {
    return new TestKnowledge(await TestPlatform.start((config) => [QueueModule, KnowledgeModule.forRoot(config)]));
  }

  get database(): Database {
    return this.platform.app.get(Database);
  }

  stop(): Promise<void> {
    return this.platform.stop();
  }

  /** @param path below `/api/v1/knowledge`. */
  async call(method: Call['method'], path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await this.platform.call({
      ...(method !== undefined && { method }),
      url: `/api/v1/knowledge${path}`,
      ...(body !== undefined && { body }),
      headers,
    });
    const result: Answer = {
      status: answer.status,
      tag: answer.headers['etag'] ?? '',
      body: answer.text === '' ? undefined : answer.json(),
    };
    return result;
  }

  /** A new document: what a test does not care about is filled in. */
  async add(fields: Record<string, unknown> = {}): Promise<Answer['body']> {
    this.made += 1;
    const { status, body } = await this.call('POST', '/documents', {
      externalId: `document-${this.made}`,
      question: `问题 ${this.made}`,
      answer: '答案。',
      ...fields,
    });
    expect(status).toBe(201);
    return body;
  }

  /** What a caller would send to get the same document. */
  fieldsOf({ externalId, question, answer, category }: Record<string, unknown>): Record<string, unknown> {
    return { externalId, question, answer, ...(category !== null && { category }) };
  }

  async version(): Promise<number> {
    const [row] = await this.database.rows<{ version: string }>('select version from knowledge_version');
    return Number(row?.version);
  }

  /** The actions that were audited for a document, in order. */
  async actions(documentId: string): Promise<string[]> {
    const rows = await this.database.rows<{ action: string }>(
      `select action from audit_events where details->>'documentId' = $1 order by id`,
      [documentId],
    );
    return rows.map(({ action }) => action.replace('knowledge.', ''));
  }
}
