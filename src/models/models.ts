import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type HealthCheck, HealthRegistry, type HealthReport } from '../common/health-registry.js';
import type { ModelId } from '../common/ids.js';
import { PersonalData } from '../privacy/detection/personal-data.js';
import type { Completion, CompletionRequest } from './completion.js';
import { type Guarded, SICK } from './guarded-model.js';
import { GuardedModels } from './guarded-models.js';
import { maskRequest } from './masked-request.js';
import type { Model } from './model.js';
import { ModelMetrics } from './model-metrics.js';
import { ModelStore } from './model-store.js';
import type { FailureReason, ProviderBounds } from './providers/provider.js';

export type { Completed, Completion, CompletionRequest, Uncompleted } from './completion.js';
export type { Model } from './model.js';
export type { ChatMessage, FailureReason, ProviderCitation, ToolCall, ToolDefinition } from './providers/provider.js';

/** The enterprise's models. Personal data is masked here, so that no caller can forget it. */
@Injectable()
export class Models implements OnModuleInit, HealthCheck {
  readonly name = 'model';
  private readonly logger = new Logger(Models.name);
  /** Of each model's last call, if that failed. */
  private readonly failures = new Map<ModelId, FailureReason>();

  constructor(
    private readonly store: ModelStore,
    private readonly guardedModels: GuardedModels,
    private readonly metrics: ModelMetrics,
    private readonly health: HealthRegistry,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.health.register(this);
  }

  /** Whether there is a model that may be asked. */
  get available(): boolean {
    return this.first !== undefined;
  }

  /** What answers where nobody says which shall. */
  get first(): Model | undefined {
    return this.list().find(({ enabled }) => enabled);
  }

  /** From memory, disabled ones too: that of the environment, then the oldest. */
  list(): readonly Model[] {
    return this.store.list();
  }

  /** From memory, disabled ones too. */
  get(id: string): Model | undefined {
    return this.store.get(id)?.model;
  }

  /** Whatever the provider does is an outcome, not an exception: the turn goes on without it. */
  async complete(request: CompletionRequest): Promise<Completion> {
    const id = request.modelId ?? this.first?.id;
    const keyed = id === undefined ? undefined : this.store.get(id);
    if (keyed?.model.enabled !== true) {
      return notAsked(id, keyed?.model);
    }
    const { model } = keyed;
    const startedAt = performance.now();
    const masked = maskRequest({ ...request, conversationKey: request.conversationId }, this.personalData.find);
    const guarded = await this.guardedModels.of(keyed).complete(masked.request, boundsOf(model, request));
    const milliseconds = Math.round(performance.now() - startedAt);
    this.note(model, request, guarded, milliseconds);
    const { result, charge } = guarded;
    const who = { modelId: model.id, model: model.name, milliseconds };
    return result.outcome === 'completed'
      ? { ...masked.restore(result), ...who, cost: charge?.cost ?? 0 }
      : { outcome: 'failed', reason: result.reason, ...who };
  }

  /** The last calls. A model away is no reason to take a process out of rotation: answers are quoted meanwhile. */
  async check(): Promise<HealthReport> {
    const enabled = this.list().filter((model) => model.enabled);
    const reason = enabled.map(({ id }) => this.failures.get(id)).find((failure) => failure !== undefined);
    const configured = enabled.length > 0;
    return reason === undefined ? { status: 'up', configured } : { status: 'degraded', configured, reason };
  }

  private note(model: Model, { signal, requestId }: CompletionRequest, guarded: Guarded, milliseconds: number): void {
    const { result, charge } = guarded;
    const isGivenUp = result.outcome === 'failed' && signal?.aborted === true;
    const outcome = isGivenUp ? 'given-up' : result.outcome === 'failed' ? result.reason : 'completed';
    this.metrics.note(model.name, outcome, milliseconds, charge);
    if (isGivenUp) {
      return; // by the caller: that says nothing about the model
    }
    if (result.outcome === 'failed') {
      const about = { requestId, modelId: model.id, model: model.name, outcome, code: result.code, milliseconds };
      this.logger.warn(about, 'the model gave no answer');
    }
    if (charge === undefined) {
      return; // it was not asked
    }
    if (result.outcome === 'failed' && SICK.has(result.reason)) {
      this.failures.set(model.id, result.reason);
    } else {
      this.failures.delete(model.id);
    }
  }
}

function notAsked(id: ModelId | undefined, model: Model | undefined): Completion {
  const who = { ...(id !== undefined && { modelId: id }), model: model?.name ?? '', milliseconds: 0 };
  return { outcome: 'failed', reason: id === undefined ? 'unavailable' : 'disabled', ...who };
}

function boundsOf(model: Model, request: CompletionRequest): ProviderBounds {
  const { signal, deadlineMs, timeoutMs = Infinity, firstTokenTimeoutMs = Infinity } = request;
  return {
    signal: signal ?? new AbortController().signal,
    deadlineMs: Math.max(0, Math.ceil(Math.min(deadlineMs, timeoutMs, model.timeoutMs))),
    firstTokenMs: Math.min(firstTokenTimeoutMs, model.firstTokenTimeoutMs),
  };
}
