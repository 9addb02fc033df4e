import { asId, type ModelId } from '../common/ids.js';
import type { SecretBox } from '../common/secret-box.js';
import type { Sql } from '../database/database.js';
import type { Model, ModelFields, ProviderKind } from './model.js';

/** A model with its key in clear: keep it out of logs and answers. */
export interface KeyedModel {
  model: Model;
  apiKey: string | undefined;
}

interface ModelRow {
  id: string;
  name: string;
  provider: ProviderKind;
  base_url: string;
  model: string;
  api_key: Buffer | null;
  first_token_timeout_ms: number;
  timeout_ms: number;
  concurrency: number;
  requests_per_minute: number | null;
  tokens_per_minute: number | null;
  daily_tokens: number | null;
  daily_cost: number | null;
  input_price: number;
  output_price: number;
  enabled: boolean;
  environment: Buffer | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** What `bigint` and `numeric` hold here, a number holds too. */
const COLUMNS = `id, name, provider, base_url, model, api_key, first_token_timeout_ms, timeout_ms, concurrency,
  requests_per_minute, tokens_per_minute::float8 as tokens_per_minute, daily_tokens::float8 as daily_tokens,
  daily_cost::float8 as daily_cost, input_price::float8 as input_price, output_price::float8 as output_price,
  enabled, environment, version, created_at, updated_at`;

/** The table `models`: keys go in sealed and come out in clear. */
export class ModelRows {
  constructor(private readonly box: SecretBox) {}

  /** Oldest first. */
  async all(sql: Sql): Promise<KeyedModel[]> {
    const rows = await sql.rows<ModelRow>(`select ${COLUMNS} from models order by created_at, id`);
    return rows.map((row) => this.open(row));
  }

  /** Locked until the end of the transaction. */
  async locked(sql: Sql, id: string): Promise<KeyedModel | undefined> {
    const [row] = await sql.rows<ModelRow>(`select ${COLUMNS} from models where id = $1 for update`, [id]);
    return row && this.open(row);
  }

  /** @returns false when there is a model of this id or name already. */
  async insert(sql: Sql, id: ModelId, fields: ModelFields, apiKey: string | undefined): Promise<boolean> {
    const inserted = await sql.run(
      `insert into models (id, name, provider, base_url, model, first_token_timeout_ms, timeout_ms, concurrency,
         requests_per_minute, tokens_per_minute, daily_tokens, daily_cost, input_price, output_price, enabled, api_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict do nothing`,
      [id, ...valuesOf(fields), this.seal(id, apiKey)],
    );
    if (inserted === 1) {
      await sql.run('insert into model_meters (model_id) values ($1)', [id]);
    }
    return inserted === 1;
  }

  /** Its version grows. */
  async update(sql: Sql, id: ModelId, fields: ModelFields, apiKey: string | undefined): Promise<void> {
    await sql.run(
      `update models
          set name = $2, provider = $3, base_url = $4, model = $5, first_token_timeout_ms = $6, timeout_ms = $7,
              concurrency = $8, requests_per_minute = $9, tokens_per_minute = $10, daily_tokens = $11, daily_cost = $12,
              input_price = $13, output_price = $14, enabled = $15, api_key = $16, version = version + 1,
              updated_at = clock_timestamp()
        where id = $1`,
      [id, ...valuesOf(fields), this.seal(id, apiKey)],
    );
  }

  async delete(sql: Sql, id: ModelId): Promise<void> {
    await sql.run('delete from models where id = $1', [id]);
  }

  /** What the environment last said of a model, as `keepEnvironment` was told. */
  async environmentOf(sql: Sql, id: ModelId): Promise<string | undefined> {
    const [row] = await sql.rows<Pick<ModelRow, 'environment'>>('select environment from models where id = $1', [id]);
    return row?.environment ? this.box.open(row.environment, environmentContext(id)) : undefined;
  }

  async keepEnvironment(sql: Sql, id: ModelId, said: string): Promise<void> {
    const sealed = this.box.seal(said, environmentContext(id));
    await sql.run('update models set environment = $2 where id = $1', [id, sealed]);
  }

  private seal(id: ModelId, apiKey: string | undefined): Buffer | null {
    return apiKey === undefined ? null : this.box.seal(apiKey, modelContext(id));
  }

  private open(row: ModelRow): KeyedModel {
    return {
      model: toModel(row),
      apiKey: row.api_key === null ? undefined : this.box.open(row.api_key, modelContext(row.id)),
    };
  }
}

export function modelContext(id: string): string {
  return `model/${id}`;
}

export function environmentContext(id: string): string {
  return `model/${id}/environment`;
}

/** In the order of both statements. */
function valuesOf(fields: ModelFields): unknown[] {
  return [
    fields.name,
    fields.provider,
    fields.baseUrl,
    fields.model,
    fields.firstTokenTimeoutMs,
    fields.timeoutMs,
    fields.concurrency,
    fields.requestsPerMinute,
    fields.tokensPerMinute,
    fields.dailyTokens,
    fields.dailyCost,
    fields.inputPrice,
    fields.outputPrice,
    fields.enabled,
  ];
}

function toModel(row: ModelRow): Model {
  return {
    id: asId(row.id),
    name: row.name,
    provider: row.provider,
    baseUrl: row.base_url,
    model: row.model,
    hasKey: row.api_key !== null,
    firstTokenTimeoutMs: row.first_token_timeout_ms,
    timeoutMs: row.timeout_ms,
    concurrency: row.concurrency,
    requestsPerMinute: row.requests_per_minute,
    tokensPerMinute: row.tokens_per_minute,
    dailyTokens: row.daily_tokens,
    dailyCost: row.daily_cost,
    inputPrice: row.input_price,
    outputPrice: row.output_price,
    enabled: row.enabled,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
