import { ApiProperty } from '@nestjs/swagger';
import { type Model, type ProviderKind, providerKinds } from './model.js';
import type { CheckReport } from './model-checks.js';
import type { Usage } from './model-usage.js';

export class ModelView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: providerKinds, description: 'How the model is spoken to.' })
  provider!: ProviderKind;
  @ApiProperty({ description: "The address of the provider's API." })
  baseUrl!: string;
  @ApiProperty({ description: 'What the provider calls it.' })
  model!: string;
  @ApiProperty({ description: 'Whether a key is stored. It is never shown.' })
  hasKey!: boolean;
  @ApiProperty({ description: 'Until the first piece of an answer.' })
  firstTokenTimeoutMs!: number;
  @ApiProperty({ description: 'For all of it, retries included.' })
  timeoutMs!: number;
  @ApiProperty({ description: 'Completions at once, in each process.' })
  concurrency!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: no limit.' })
  requestsPerMinute!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: no limit.' })
  tokensPerMinute!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: no limit.' })
  dailyTokens!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: no limit.' })
  dailyCost!: number | null;
  @ApiProperty({ description: 'Of a million prompt tokens.' })
  inputPrice!: number;
  @ApiProperty({ description: 'Of a million tokens of answers.' })
  outputPrice!: number;
  @ApiProperty({ description: 'Whether it is asked.' })
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change, its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ModelPage {
  @ApiProperty({ type: [ModelView] })
  items!: ModelView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class CheckView {
  @ApiProperty({ description: 'Whether it answered.' })
  ok!: boolean;
  @ApiProperty({ description: 'How long it took, retries included.' })
  milliseconds!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Until the first piece of the answer; null without one.' })
  firstTokenMs!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Why it did not, such as `timeout`, `unauthorised`, `unavailable`, `invalid`, `empty`, `rate-limited`.',
  })
  reason!: string | null;
}

class MinuteView {
  @ApiProperty({ description: 'How many requests were made in this minute.' })
  requests!: number;
  @ApiProperty({ description: 'How many tokens they took.' })
  tokens!: number;
}

class TodayView {
  @ApiProperty({ description: 'How many tokens were used today.' })
  tokens!: number;
  @ApiProperty({ description: 'What they cost, in the currency of the prices.' })
  cost!: number;
}

class UsageDayView {
  @ApiProperty({ format: 'date', description: 'UTC.' })
  day!: string;
  @ApiProperty({ description: 'How many calls were made.' })
  calls!: number;
  @ApiProperty({ description: 'Those that were answered.' })
  completed!: number;
  @ApiProperty({ description: 'With those that were tried again.' })
  requests!: number;
  @ApiProperty({ description: 'Estimated where the model does not say.' })
  promptTokens!: number;
  @ApiProperty({ description: 'Estimated where the model does not say.' })
  completionTokens!: number;
  @ApiProperty({ description: 'In the currency of the prices, at those of the day.' })
  cost!: number;
  @ApiProperty({ description: 'Of all calls together.' })
  milliseconds!: number;
}

export class UsageView {
  @ApiProperty({ type: MinuteView, description: 'What counts against the limits of a minute now.' })
  minute!: MinuteView;
  @ApiProperty({
    type: TodayView,
    description: 'What counts against the budgets of today; a day begins at midnight UTC.',
  })
  today!: TodayView;
  @ApiProperty({ type: [UsageDayView], description: 'The newest first; those without calls are left out.' })
  days!: UsageDayView[];
}

export function presentModel(model: Model): ModelView {
  return {
    id: model.id,
    name: model.name,
    provider: model.provider,
    baseUrl: model.baseUrl,
    model: model.model,
    hasKey: model.hasKey,
    firstTokenTimeoutMs: model.firstTokenTimeoutMs,
    timeoutMs: model.timeoutMs,
    concurrency: model.concurrency,
    requestsPerMinute: model.requestsPerMinute,
    tokensPerMinute: model.tokensPerMinute,
    dailyTokens: model.dailyTokens,
    dailyCost: model.dailyCost,
    inputPrice: model.inputPrice,
    outputPrice: model.outputPrice,
    enabled: model.enabled,
    version: model.version,
    createdAt: model.createdAt.toISOString(),
    updatedAt: model.updatedAt.toISOString(),
  };
}

export function presentCheck({ ok, milliseconds, firstTokenMs, reason }: CheckReport): CheckView {
  return { ok, milliseconds, firstTokenMs: firstTokenMs ?? null, reason: reason ?? null };
}

export function presentUsage({ minute, today, days }: Usage): UsageView {
  return {
    minute: { requests: minute.requests, tokens: minute.tokens },
    today: { tokens: today.tokens, cost: today.cost },
    days: days.map((day) => ({
      day: day.day,
      calls: day.calls,
      completed: day.completed,
      requests: day.requests,
      promptTokens: day.promptTokens,
      completionTokens: day.completionTokens,
      cost: day.cost,
      milliseconds: day.milliseconds,
    })),
  };
}
