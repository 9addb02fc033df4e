import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { Metrics } from '../common/metrics.js';
import type { Charge } from './model-meters.js';

type Labels = 'model' | 'outcome';

/** What `/metrics` says of models. */
@Injectable()
export class ModelMetrics {
  private readonly calls: Counter<Labels>;
  private readonly duration: Histogram<Labels>;
  private readonly tokens: Counter<'model' | 'kind'>;
  private readonly cost: Counter<'model'>;

  constructor(metrics: Metrics) {
    const labels = ['model', 'outcome'] as const;
    this.calls = metrics.counter('model_calls_total', 'Completions, their retries not counted', labels);
    this.duration = metrics.duration('model_call_duration_seconds', 'Completions, their retries included', labels);
    this.tokens = metrics.counter('model_tokens_total', 'Tokens; estimated where a model does not say', [
      'model',
      'kind',
    ]);
    this.cost = metrics.counter('model_cost_total', 'Cost, in the currency of the prices', ['model']);
  }

  note(model: string, outcome: string, milliseconds: number, charge: Charge | undefined): void {
    this.calls.inc({ model, outcome });
    this.duration.observe({ model, outcome }, milliseconds / 1_000);
    if (charge !== undefined) {
      this.tokens.inc({ model, kind: 'prompt' }, charge.promptTokens);
      this.tokens.inc({ model, kind: 'completion' }, charge.completionTokens);
      this.cost.inc({ model }, charge.cost);
    }
  }
}
