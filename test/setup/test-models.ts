import { expect } from 'vitest';
import type { ModelId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { type Completion, type CompletionRequest, Models } from '../../src/models/models.js';
import { ModelsModule } from '../../src/models/models.module.js';
import { answer, ScriptedModel } from './scripted-model.js';
import { TestPlatform } from './test-platform.js';

export const MODELS_URL = '/api/v1/models';

/** The models' API on a database of its own, with one scripted model for all that are made there. */
export class TestModels {
  private count = 0;

  private constructor(
    readonly platform: TestPlatform,
    readonly model: ScriptedModel,
  ) {}

  static async start(): Promise<TestModels> {
    return new TestModels(await TestPlatform.start(() => [ModelsModule]), await ScriptedModel.start());
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    await this.model.stop();
  }

  /** What was asked is forgotten, and from now on there is a good answer, of 18 tokens as it says. */
  calmDown(): void {
    this.model.requests.length = 0;
    this.model.next.length = 0;
    this.model.otherwise = answer('我们九点开门。');
  }

  get database(): Database {
    return this.platform.app.get(Database);
  }

  /** What makes a model, each time another. */
  body(fields: Record<string, unknown> = {}): Record<string, unknown> {
    this.count += 1;
    return {
      name: `model ${this.count}`,
      provider: 'openai-compatible',
      baseUrl: this.model.baseUrl,
      model: 'scripted',
      ...fields,
    };
  }

  async create(fields: Record<string, unknown> = {}) {
    const answered = await this.platform.call({ method: 'POST', url: MODELS_URL, body: this.body(fields) });
    expect(answered.status).toBe(201);
    return answered.json();
  }

  /** Its id. */
  async id(fields: Record<string, unknown> = {}): Promise<ModelId> {
    return (await this.create(fields)).id;
  }

  complete(request: Partial<CompletionRequest> = {}, on = this.platform.app): Promise<Completion> {
    const messages = [{ role: 'user' as const, content: '几点开门？' }];
    const about = { conversationId: 'c-1', requestId: 'request-1' };
    return on.get(Models).complete({ messages, deadlineMs: 10_000, ...about, ...request });
  }

  async usage(id: ModelId) {
    return (await this.platform.call({ url: `${MODELS_URL}/${id}/usage` })).json();
  }
}

/** `completed`, or the reason why not. */
export function outcomes(completions: readonly Completion[]): string[] {
  return completions.map((completion) => (completion.outcome === 'completed' ? 'completed' : completion.reason));
}
