import { asId } from '../common/ids.js';
import type { SecretBox } from '../common/secret-box.js';
import type { Sql } from '../database/database.js';
import type { SinkKind } from './notification.js';
import type { Sink, SinkSecrets } from './sink.js';

interface SinkRow {
  id: string;
  name: string;
  kind: SinkKind;
  target: string;
  recipients: string[];
  secrets: Buffer;
  events: string[] | null;
  group_ids: string[] | null;
  enabled: boolean;
  version: number;
  updated_at: Date;
}

/** The table `notification_sinks`: secrets go in sealed and come out in clear. */
export class SinkRows {
  constructor(private readonly box: SecretBox) {}

  async all(sql: Sql): Promise<Sink[]> {
    const rows = await sql.rows<SinkRow>('select * from notification_sinks');
    return rows.map((row) => this.open(row));
  }

  /** Locked until the end of the transaction. */
  async locked(sql: Sql, id: string): Promise<Sink | undefined> {
    const [row] = await sql.rows<SinkRow>('select * from notification_sinks where id = $1 for update', [id]);
    return row && this.open(row);
  }

  /** @returns undefined when another sink has the name. */
  async insert(sql: Sql, sink: Omit<Sink, 'updatedAt'>): Promise<Sink | undefined> {
    const [row] = await sql.rows<SinkRow>(
      `insert into notification_sinks (id, name, kind, target, recipients, secrets, events, group_ids, enabled, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (name) do nothing returning *`,
      this.values(sink),
    );
    return row && this.open(row);
  }

  async update(sql: Sql, sink: Omit<Sink, 'updatedAt'>): Promise<Sink | undefined> {
    const [row] = await sql.rows<SinkRow>(
      `update notification_sinks
          set name = $2, kind = $3, target = $4, recipients = $5, secrets = $6, events = $7, group_ids = $8,
              enabled = $9, version = $10, updated_at = clock_timestamp()
        where id = $1 and not exists (select from notification_sinks where name = $2 and id <> $1) returning *`,
      this.values(sink),
    );
    return row && this.open(row);
  }

  async delete(sql: Sql, id: string): Promise<void> {
    await sql.run('delete from notification_sinks where id = $1', [id]);
  }

  private values(sink: Omit<Sink, 'updatedAt'>): unknown[] {
    return [
      sink.id,
      sink.name,
      sink.kind,
      sink.target,
      sink.recipients,
      this.box.seal(JSON.stringify(sink.secrets), sinkContext(sink.id)),
      sink.events,
      sink.groupIds,
      sink.enabled,
      sink.version,
    ];
  }

  private open(row: SinkRow): Sink {
    const secrets: SinkSecrets = JSON.parse(this.box.open(row.secrets, sinkContext(row.id))); // as `values` wrote them
    return {
      id: asId(row.id),
      name: row.name,
      kind: row.kind,
      secrets,
      target: row.target,
      recipients: row.recipients,
      events: row.events,
      groupIds: row.group_ids?.map((id) => asId(id)) ?? null,
      enabled: row.enabled,
      version: row.version,
      updatedAt: row.updated_at,
    };
  }
}

export function sinkContext(id: string): string {
  return `notification-sink/${id}`;
}
