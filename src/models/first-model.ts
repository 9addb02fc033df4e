import { isDeepStrictEqual } from 'node:util';
import { asId, type ModelId } from '../common/ids.js';
import type { FirstModel } from '../config/app-config.js';
import type { Tx } from '../database/database.js';
import type { ModelFields } from './model.js';
import type { KeyedModel, ModelRows } from './model-rows.js';

/** Of the model that the environment defines: each process and each start names it alike. */
export const FIRST_MODEL_ID = asId<ModelId>('0f2c6b1e-6a54-5d0c-9b7e-2f3a8c1d4e5b');

const FIRST_TOKEN_TIMEOUT_MS = 15_000;
const CONCURRENCY = 500;

/** What storing the environment's model came to; undefined: nothing new was said. */
export type Stored = 'created' | 'updated' | undefined;

/**
 * Stores what the environment says of the first model. What people changed since stays, until the environment says
 * something new: a key that was rotated through the API outlives a restart. Two processes that start at once meet at
 * the row.
 */
export async function storeFirstModel(tx: Tx, rows: ModelRows, said: FirstModel): Promise<Stored> {
  const news = JSON.stringify(said);
  if (await insert(tx, rows, said)) {
    await rows.keepEnvironment(tx, FIRST_MODEL_ID, news);
    return 'created';
  }
  const before = await rows.locked(tx, FIRST_MODEL_ID);
  const known = await rows.environmentOf(tx, FIRST_MODEL_ID);
  if (before === undefined || isDeepStrictEqual(known, news)) {
    return undefined;
  }
  await rows.update(tx, FIRST_MODEL_ID, changed(before, said), said.apiKey);
  await rows.keepEnvironment(tx, FIRST_MODEL_ID, news);
  return 'updated';
}

/** Its name is the model's, unless somebody has given that to another. */
async function insert(tx: Tx, rows: ModelRows, said: FirstModel): Promise<boolean> {
  const fields: ModelFields = {
    name: said.model.slice(0, 80),
    provider: 'openai-compatible',
    baseUrl: said.baseUrl,
    model: said.model,
    firstTokenTimeoutMs: Math.min(FIRST_TOKEN_TIMEOUT_MS, said.timeoutMs),
    timeoutMs: said.timeoutMs,
    concurrency: CONCURRENCY,
    requestsPerMinute: null,
    tokensPerMinute: null,
    dailyTokens: null,
    dailyCost: null,
    inputPrice: 0,
    outputPrice: 0,
    enabled: true,
  };
  if (await rows.insert(tx, FIRST_MODEL_ID, fields, said.apiKey)) {
    return true;
  }
  const isThere = (await rows.locked(tx, FIRST_MODEL_ID)) !== undefined;
  return !isThere && rows.insert(tx, FIRST_MODEL_ID, { ...fields, name: `${fields.name} (environment)` }, said.apiKey);
}

/** The name and the limits are people's. */
function changed({ model }: KeyedModel, said: FirstModel): ModelFields {
  return {
    ...model,
    provider: 'openai-compatible',
    baseUrl: said.baseUrl,
    model: said.model,
    timeoutMs: said.timeoutMs,
    firstTokenTimeoutMs: Math.min(model.firstTokenTimeoutMs, said.timeoutMs),
  };
}
