import type { ModelId } from '../common/ids.js';

export const providerKinds = ['openai-compatible', 'fastgpt', 'chatglm', 'dify'] as const;

/** How a model is spoken to. */
export type ProviderKind = (typeof providerKinds)[number];

/** What people say of a model; its key is no part of it. Null is no limit. */
export interface ModelFields {
  /** Unique; what people, explanations and metrics call it. */
  name: string;
  provider: ProviderKind;
  /** With the version of the API, such as `https://api.deepseek.com/v1`. */
  baseUrl: string;
  /** What the provider calls it; '' where it has one alone. */
  model: string;
  firstTokenTimeoutMs: number;
  timeoutMs: number;
  /** Completions at once, in one process. */
  concurrency: number;
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  /** A day begins at midnight UTC. */
  dailyTokens: number | null;
  dailyCost: number | null;
  /** Of a million tokens, in the one currency that all prices and budgets are in. */
  inputPrice: number;
  outputPrice: number;
  enabled: boolean;
}

export interface Model extends ModelFields {
  id: ModelId;
  hasKey: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Billionths of the currency are lost. */
export function costOf(
  { inputPrice, outputPrice }: Pick<Model, 'inputPrice' | 'outputPrice'>,
  promptTokens: number,
  completionTokens: number,
): number {
  return Math.round((promptTokens * inputPrice + completionTokens * outputPrice) * 1_000) / 1_000_000_000;
}

/** Whether something must be counted before a call may begin. */
export function isLimited({ requestsPerMinute, tokensPerMinute, dailyTokens, dailyCost }: ModelFields): boolean {
  return requestsPerMinute !== null || tokensPerMinute !== null || dailyTokens !== null || dailyCost !== null;
}
