import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type AccountId,
  type ContactId,
  type ConversationId,
  type DocumentId,
  type ModelId,
  newId,
  type TurnId,
} from '../../src/common/ids.js';
import type { AnswerAsk, AnswerResult } from '../../src/dialog/answers/answer.js';
import { Answers } from '../../src/dialog/answers/answers.js';
import { AnswersModule } from '../../src/dialog/answers/answers.module.js';
import type { Hit, Retrieval } from '../../src/knowledge/knowledge.js';
import { Models } from '../../src/models/models.js';
import { ModelsModule } from '../../src/models/models.module.js';
import { PromptsModule } from '../../src/models/prompts/prompts.module.js';
import type { PickedRoute } from '../../src/models/routes/route.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { answer, type ScriptedAnswer } from './scripted-model.js';
import { TestPlatform } from './test-platform.js';

/** What a model is asked to write. */
export interface Written {
  answer: string;
  citations?: readonly unknown[];
  confidence?: number;
  needs_human?: boolean;
}

export function json(written: Written): string {
  return JSON.stringify({ citations: [1], confidence: 0.9, needs_human: false, ...written });
}

export function says(written: Written): ScriptedAnswer & { kind: 'answer' } {
  return answer(json(written));
}

/** Answering alone: models, prompts and cache on a real database, and passages as a test wants them. */
export class TestAnswers {
  readonly accountId = newId<AccountId>();

  private constructor(private readonly platform: TestPlatform) {}

  static async start(): Promise<TestAnswers> {
    return new TestAnswers(
      await TestPlatform.start((config) => [
        QueueModule,
        ModelsModule,
        PromptsModule.forRoot(config),
        AnswersModule.forRoot(config),
      ]),
    );
  }

  get app(): NestFastifyApplication {
    return this.platform.app;
  }

  get models(): Models {
    return this.platform.app.get(Models);
  }

  /** One more process on the same database. */
  startApp(): Promise<NestFastifyApplication> {
    return this.platform.startApp();
  }

  stop(): Promise<void> {
    return this.platform.stop();
  }

  call(call: Parameters<TestPlatform['call']>[0]): ReturnType<TestPlatform['call']> {
    return this.platform.call(call);
  }

  /** Through the API, as people do. */
  async addModel(fields: { baseUrl: string } & Record<string, unknown>): Promise<ModelId> {
    const body = {
      name: `model-${newId()}`,
      provider: 'openai-compatible',
      model: 'scripted',
      firstTokenTimeoutMs: 1_000,
      timeoutMs: 2_000,
      concurrency: 50,
      ...fields,
    };
    const created = await this.call({ method: 'POST', url: '/api/v1/models', body });
    if (created.status !== 201) {
      throw new Error(`no model: ${created.text}`);
    }
    return created.json().id;
  }

  async set(key: string, value: unknown): Promise<void> {
    await this.call({ method: 'PUT', url: `/api/v1/settings/${key}`, body: { value } });
  }

  ask(modelIds: readonly ModelId[], changes: Partial<AnswerAsk> = {}, app = this.app): Promise<AnswerResult> {
    return app.get(Answers).answer({
      question: '退货要几天？',
      language: 'zh-Hans',
      history: [],
      retrieval: retrievalOf('签收后7天内可以无理由退货，运费10元。'),
      route: routeOf(modelIds),
      tools: undefined,
      conversation: { id: newId<ConversationId>(), accountId: this.accountId, contactId: newId<ContactId>() },
      turnId: newId<TurnId>(),
      cacheable: true,
      cache: 'off',
      signal: new AbortController().signal,
      deadlineMs: 10_000,
      requestId: 'request',
      ...changes,
    });
  }
}

export function routeOf(modelIds: readonly ModelId[], changes: Partial<PickedRoute> = {}): PickedRoute {
  return { name: 'test', arm: 'control', modelIds, promptVersion: 'default', knowledge: 'live', ...changes };
}

const documentIds = new Map<string, DocumentId>();

/** Each text is a passage of a document of its own, the same each time. */
export function retrievalOf(...texts: readonly string[]): Retrieval {
  const hits = texts.map((text, index): Hit => {
    const documentId = documentIds.get(text) ?? newId<DocumentId>();
    documentIds.set(text, documentId);
    return {
      documentId,
      externalId: `doc-${index + 1}`,
      title: `资料${'甲乙丙丁戊'[index] ?? ''}`,
      text,
      score: 0.8,
      revision: 1,
    };
  });
  return { hits, confidence: 0.7, inScope: 0.8, tookMs: 1, version: 1 };
}
