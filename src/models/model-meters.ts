import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { ModelId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Model } from './model.js';
import { ADMIT, SETTLE } from './model-meters-sql.js';

/** What a call may come to, counted until it is known. */
export interface Estimate {
  tokens: number;
  cost: number;
}

/** Where an estimate was counted. */
export interface Reservation extends Estimate {
  minute: string;
  day: string;
}

export type Admission = { outcome: 'admitted'; reservation: Reservation | undefined } | { outcome: Refusal };
type Refusal = 'rate-limited' | 'budget-spent';

/** What a call came to. */
export interface Charge {
  isCompleted: boolean;
  /** With those that were tried again. */
  requests: number;
  promptTokens: number;
  completionTokens: number;
  cost: number;
  milliseconds: number;
}

interface Batch {
  reservation: Reservation | undefined;
  /** How many requests and what estimate was counted before. */
  reserved: { requests: number } & Estimate;
  charges: Charge[];
  written: Promise<void>;
}

/**
 * Counts over all processes what models use: one statement before a call of a model with limits, one after it. A call
 * that is killed between them stays counted as what it was estimated at, until the minute or the day is over: the
 * provider counts it as well.
 */
@Injectable()
export class ModelMeters implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ModelMeters.name);
  /** One statement at a time for each model, as its row has one lock: more would only hold connections. */
  private readonly lines = new Map<ModelId, Promise<unknown>>();
  private readonly batches = new Map<string, Batch>();

  constructor(private readonly database: Database) {}

  /** What was used must not be lost with the process. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.batches.values()].map(({ written }) => written));
  }

  /** While the database is away, nothing is limited: it is over in seconds, and the turn needs it too. */
  async admit(model: Model, estimate: Estimate): Promise<Admission> {
    try {
      const [verdict] = await this.inLine(model.id, () =>
        this.database.rows<{ refusal: Refusal | null; minute: string; day: string }>(ADMIT, [
          model.id,
          model.dailyTokens,
          model.dailyCost,
          model.requestsPerMinute,
          model.tokensPerMinute,
          estimate.tokens,
          estimate.cost,
        ]),
      );
      if (verdict === undefined) {
        return { outcome: 'admitted', reservation: undefined }; // it was deleted this moment
      }
      const { refusal, minute, day } = verdict;
      return refusal === null
        ? { outcome: 'admitted', reservation: { ...estimate, minute, day } }
        : { outcome: refusal };
    } catch (error) {
      this.logger.warn({ modelId: model.id, err: error }, 'a call could not be counted beforehand');
      return { outcome: 'admitted', reservation: undefined };
    }
  }

  /** Resolves when it is written. Calls that end while a statement runs share the next one. Throws nothing. */
  settle(modelId: ModelId, reservation: Reservation | undefined, charge: Charge): Promise<void> {
    const key = `${modelId}/${reservation?.minute}/${reservation?.day}`;
    let batch = this.batches.get(key);
    if (batch === undefined) {
      const fresh: Batch = {
        reservation,
        reserved: { requests: 0, tokens: 0, cost: 0 },
        charges: [],
        written: Promise.resolve(),
      };
      this.batches.set(key, fresh);
      fresh.written = this.inLine(modelId, () => this.write(modelId, key, fresh)).catch((error: unknown) => {
        this.logger.warn({ modelId, calls: fresh.charges.length, err: error }, 'what calls used was not counted');
      });
      batch = fresh;
    }
    batch.charges.push(charge);
    if (reservation !== undefined) {
      batch.reserved.requests += 1;
      batch.reserved.tokens += reservation.tokens;
      batch.reserved.cost += reservation.cost;
    }
    return batch.written;
  }

  /** From now on, others begin a new batch. */
  private async write(modelId: ModelId, key: string, { reservation, reserved, charges }: Batch): Promise<void> {
    this.batches.delete(key);
    const sum = (of: (charge: Charge) => number): number => charges.reduce((total, charge) => total + of(charge), 0);
    const requests = sum((charge) => charge.requests);
    const tokens = sum(({ promptTokens, completionTokens }) => promptTokens + completionTokens);
    const cost = sum((charge) => charge.cost);
    await this.database.run(SETTLE, [
      modelId,
      reservation?.minute ?? null,
      reservation?.day ?? null,
      Math.max(0, requests - reserved.requests),
      tokens - reserved.tokens,
      (cost - reserved.cost).toFixed(9),
      charges.length,
      sum(({ isCompleted }) => Number(isCompleted)),
      requests,
      sum((charge) => charge.promptTokens),
      sum((charge) => charge.completionTokens),
      cost.toFixed(9),
      Math.round(sum((charge) => charge.milliseconds)),
    ]);
  }

  private async inLine<T>(modelId: ModelId, work: () => Promise<T>): Promise<T> {
    const before = this.lines.get(modelId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.lines.set(modelId, mine);
    try {
      return await mine;
    } finally {
      if (this.lines.get(modelId) === mine) {
        this.lines.delete(modelId);
      }
    }
  }
}
