import {
  bulkhead,
  BulkheadRejectedError,
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhenResult,
  noJitterGenerator,
} from 'cockatiel';
import { costOf, isLimited, type Model } from './model.js';
import type { Charge, Estimate, ModelMeters, Reservation } from './model-meters.js';
import { completePatiently } from './providers/attempts.js';
import { failed } from './providers/failures.js';
import type { Failure, FailureReason, Provider, ProviderBounds, ProviderRequest, Reply } from './providers/provider.js';
import { estimateTokens } from './token-estimate.js';

/** So many calls after each other fail before it is left alone. */
const FAILURES_MAX = 5;
const REST_MS = 5_000;
const REST_MAX_MS = 60_000;
/** How long a call waits for another one to end, and how many may wait for each that runs. */
const QUEUE_WAIT_MS = 2_000;
const QUEUED_PER_CALL = 4;
/** Of an answer whose length nobody bounds. */
const COMPLETION_TOKENS = 256;

/** What says something about the model; other failures say something about one question, or about us. */
export const SICK: ReadonlySet<FailureReason> = new Set(['timeout', 'unavailable', 'empty', 'invalid', 'unauthorised']);

/** The provider worked on these, and charges for what it read. */
const PAID: ReadonlySet<FailureReason> = new Set(['timeout', 'empty', 'refused', 'too-long']);

/** What a call came to. */
export class Guarded {
  constructor(
    readonly result: Reply | Failure,
    /** Undefined where the model was not asked. */
    readonly charge: Charge | undefined,
    /** It was to show whether the model is well again, and did not. */
    readonly isUnproven = false,
  ) {}

  get isTrouble(): boolean {
    return this.isUnproven || (this.result.outcome === 'failed' && SICK.has(this.result.reason));
  }
}

/** Says nothing about the model: the circuit counts it neither way. */
class Unjudged extends Error {
  constructor(readonly guarded: Guarded) {
    super('unjudged');
  }
}

/**
 * One model behind its limits. It is left alone while its circuit is open or the provider has asked for patience, works
 * on so many calls at once, and is asked only within its budget. All of that but the budget is this process's own.
 */
export class GuardedModel {
  private readonly circuit = circuitBreaker(
    handleWhenResult((value) => value instanceof Guarded && value.isTrouble),
    {
      halfOpenAfter: new ExponentialBackoff({
        generator: noJitterGenerator,
        initialDelay: REST_MS,
        maxDelay: REST_MAX_MS,
      }),
      breaker: new ConsecutiveBreaker(FAILURES_MAX),
    },
  );
  private readonly places;
  private restsUntil = -Infinity;

  constructor(
    readonly model: Model,
    private readonly provider: Provider,
    private readonly meters: ModelMeters,
  ) {
    this.places = bulkhead(model.concurrency, model.concurrency * QUEUED_PER_CALL);
  }

  /** Throws nothing. */
  async complete(request: ProviderRequest, bounds: ProviderBounds): Promise<Guarded> {
    if (performance.now() < this.restsUntil) {
      return refused('rate-limited');
    }
    if (this.circuit.state === CircuitState.HalfOpen) {
      return refused('circuit-open'); // somebody is trying it just now, and others would wait for the outcome
    }
    try {
      return await this.circuit.execute(() => this.tried(request, bounds));
    } catch (error) {
      if (error instanceof Unjudged) {
        return error.guarded;
      }
      return refused(error instanceof BrokenCircuitError ? 'circuit-open' : 'unavailable');
    }
  }

  /** Whether it answers, whatever its limits say. What it uses is counted. */
  check(request: ProviderRequest, bounds: ProviderBounds): Promise<Guarded> {
    return this.ask(request, bounds, undefined);
  }

  /** A trial that shows nothing, as nobody waited for its end, leaves the circuit open. */
  private async tried(request: ProviderRequest, bounds: ProviderBounds): Promise<Guarded> {
    const isTrial = this.circuit.state === CircuitState.HalfOpen;
    const guarded = await this.inPlace(request, bounds);
    const isGivenUp = guarded.result.outcome === 'failed' && bounds.signal.aborted;
    if (guarded.charge !== undefined && !isGivenUp) {
      return guarded;
    }
    if (isTrial) {
      return new Guarded(guarded.result, guarded.charge, true);
    }
    throw new Unjudged(guarded);
  }

  private async inPlace(request: ProviderRequest, bounds: ProviderBounds): Promise<Guarded> {
    const startedAt = performance.now();
    const patience = new AbortController();
    const giveUp = (): void => patience.abort();
    const timer = setTimeout(giveUp, Math.max(0, Math.min(QUEUE_WAIT_MS, bounds.deadlineMs)));
    bounds.signal.addEventListener('abort', giveUp, { once: true });
    const stopWaiting = (): void => {
      clearTimeout(timer);
      bounds.signal.removeEventListener('abort', giveUp);
    };
    const call = this.places.execute(() => {
      if (patience.signal.aborted) {
        return refused('busy');
      }
      stopWaiting();
      return this.admitted(request, { ...bounds, deadlineMs: bounds.deadlineMs - (performance.now() - startedAt) });
    });
    const isOver = new Promise<Guarded>((resolve) => {
      patience.signal.addEventListener('abort', () => resolve(refused('busy')), { once: true });
    });
    try {
      return await Promise.race([call, isOver]);
    } catch (error) {
      if (error instanceof BulkheadRejectedError) {
        return refused('busy');
      }
      throw error;
    } finally {
      stopWaiting();
    }
  }

  private async admitted(request: ProviderRequest, bounds: ProviderBounds): Promise<Guarded> {
    if (!isLimited(this.model)) {
      return this.ask(request, bounds, undefined);
    }
    const startedAt = performance.now();
    const admission = await this.meters.admit(this.model, this.estimate(request));
    const bound = { ...bounds, deadlineMs: bounds.deadlineMs - (performance.now() - startedAt) };
    return admission.outcome === 'admitted'
      ? this.ask(request, bound, admission.reservation)
      : refused(admission.outcome);
  }

  private async ask(
    request: ProviderRequest,
    bounds: ProviderBounds,
    reservation: Reservation | undefined,
  ): Promise<Guarded> {
    const startedAt = performance.now();
    const { result, attempts } = await completePatiently(this.provider, request, bounds);
    if (result.outcome === 'failed' && result.reason === 'rate-limited' && result.retryAfterMs !== undefined) {
      this.restsUntil = performance.now() + result.retryAfterMs;
    }
    const charge = this.chargeOf(request, result, attempts, performance.now() - startedAt);
    const written = this.meters.settle(this.model.id, reservation, charge);
    if (isLimited(this.model)) {
      await written; // so that the next call knows what this one used
    }
    return new Guarded(result, charge);
  }

  private estimate(request: ProviderRequest): Estimate {
    const prompt = promptTokensOf(request);
    const completion = Math.min(request.maxTokens ?? COMPLETION_TOKENS, COMPLETION_TOKENS);
    return { tokens: prompt + completion, cost: costOf(this.model, prompt, completion) };
  }

  /** What a model does not say is estimated. */
  private chargeOf(request: ProviderRequest, result: Reply | Failure, requests: number, milliseconds: number): Charge {
    const isCompleted = result.outcome === 'completed';
    const isPaid = requests > 0 && (result.outcome === 'completed' || PAID.has(result.reason));
    const told = isCompleted ? result : undefined;
    const promptTokens = isPaid ? (told?.promptTokens ?? promptTokensOf(request)) : 0;
    const completionTokens = told === undefined ? 0 : (told.completionTokens ?? estimateTokens(told.text));
    const cost = costOf(this.model, promptTokens, completionTokens);
    return { isCompleted, requests, promptTokens, completionTokens, cost, milliseconds };
  }
}

function refused(reason: FailureReason): Guarded {
  return new Guarded(failed(reason, reason), undefined);
}

function promptTokensOf({ messages, tools = [] }: ProviderRequest): number {
  const texts = messages.map(({ content }) => content);
  return [...texts, ...tools.map((tool) => JSON.stringify(tool))].reduce((sum, text) => sum + estimateTokens(text), 0);
}
