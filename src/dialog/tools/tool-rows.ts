import { asId } from '../../common/ids.js';
import type { SecretBox } from '../../common/secret-box.js';
import type { Sql } from '../../database/database.js';
import type { Tool, ToolDescription } from './tool.js';

interface ToolRow {
  id: string;
  name: string;
  description: string;
  parameters: ToolDescription['parameters'];
  method: ToolDescription['method'];
  url: string;
  headers: ToolDescription['headers'];
  body: unknown;
  auth: ToolDescription['auth'];
  secret: Buffer | null;
  response: ToolDescription['response'];
  confirmation: ToolDescription['confirmation'] | null;
  timeout_ms: number;
  allowed_hosts: string[];
  has_side_effects: boolean;
  for_models: boolean;
  account_ids: string[] | null;
  enabled: boolean;
  version: number;
  updated_at: Date;
}

/** The table `tools`: secrets go in sealed and come out in clear. */
export class ToolRows {
  constructor(private readonly box: SecretBox) {}

  async all(sql: Sql): Promise<Tool[]> {
    const rows = await sql.rows<ToolRow>('select * from tools');
    return rows.map((row) => this.open(row));
  }

  /** Locked until the end of the transaction. */
  async locked(sql: Sql, id: string): Promise<Tool | undefined> {
    const [row] = await sql.rows<ToolRow>('select * from tools where id = $1 for update', [id]);
    return row && this.open(row);
  }

  /** @returns undefined when another tool has the name. */
  async insert(sql: Sql, tool: Omit<Tool, 'updatedAt'>): Promise<Tool | undefined> {
    const [row] = await sql.rows<ToolRow>(
      `insert into tools (id, name, description, parameters, method, url, headers, body, auth, secret, response,
                          confirmation, timeout_ms, allowed_hosts, has_side_effects, for_models, account_ids, enabled,
                          version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       on conflict (name) do nothing returning *`,
      this.values(tool),
    );
    return row && this.open(row);
  }

  async update(sql: Sql, tool: Omit<Tool, 'updatedAt'>): Promise<Tool | undefined> {
    const [row] = await sql.rows<ToolRow>(
      `update tools set name = $2, description = $3, parameters = $4, method = $5, url = $6, headers = $7, body = $8,
                        auth = $9, secret = $10, response = $11, confirmation = $12, timeout_ms = $13,
                        allowed_hosts = $14, has_side_effects = $15, for_models = $16, account_ids = $17,
                        enabled = $18, version = $19, updated_at = clock_timestamp()
        where id = $1 and not exists (select from tools where name = $2 and id <> $1) returning *`,
      this.values(tool),
    );
    return row && this.open(row);
  }

  async delete(sql: Sql, id: string): Promise<void> {
    await sql.run('delete from tools where id = $1', [id]);
  }

  private values(tool: Omit<Tool, 'updatedAt'>): unknown[] {
    return [
      tool.id,
      tool.name,
      tool.description,
      JSON.stringify(tool.parameters),
      tool.method,
      tool.url,
      JSON.stringify(tool.headers),
      tool.body === undefined ? null : JSON.stringify(tool.body),
      JSON.stringify(tool.auth),
      tool.secret === undefined ? null : this.box.seal(tool.secret, toolContext(tool.id)),
      JSON.stringify(tool.response),
      tool.confirmation === undefined ? null : JSON.stringify(tool.confirmation),
      tool.timeoutMs,
      tool.allowedHosts,
      tool.hasSideEffects,
      tool.forModels,
      tool.accountIds ?? null,
      tool.enabled,
      tool.version,
    ];
  }

  private open(row: ToolRow): Tool {
    return {
      id: asId(row.id),
      name: row.name,
      description: row.description,
      parameters: row.parameters,
      method: row.method,
      url: row.url,
      headers: row.headers,
      ...(row.body !== null && { body: row.body }),
      auth: row.auth,
      ...(row.secret !== null && { secret: this.box.open(row.secret, toolContext(row.id)) }),
      response: row.response,
      ...(row.confirmation !== null && { confirmation: row.confirmation }),
      timeoutMs: row.timeout_ms,
      allowedHosts: row.allowed_hosts,
      hasSideEffects: row.has_side_effects,
      forModels: row.for_models,
      ...(row.account_ids !== null && { accountIds: row.account_ids.map((id) => asId(id)) }),
      enabled: row.enabled,
      version: row.version,
      updatedAt: row.updated_at,
    };
  }
}

export function toolContext(id: string): string {
  return `tool/${id}`;
}
