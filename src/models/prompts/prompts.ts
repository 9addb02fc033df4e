import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import { authorOf, type Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { Database, type Tx } from '../../database/database.js';
import { Polled } from '../../settings/polled.js';
import { type Prompt, PROMPT_COLUMNS, type PromptRow, shippedPrompt, toPrompt } from './prompt-rows.js';
import { type PromptName, type PromptTemplate, SHIPPED_VERSION } from './prompt-template.js';
import { faultsOf } from './render.js';

const VERSIONS_MAX = 200;

export interface NewPrompt {
  name: PromptName;
  body: string;
  note: string;
}

/**
 * Versions of the texts that models are instructed with, kept in memory: what is published is live in every process
 * within 2 s. A version never changes; whoever wants another text makes another version.
 */
@Injectable()
export class Prompts implements OnModuleDestroy {
  private readonly cache: Polled<ReadonlyMap<string, Prompt>>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {
    this.cache = new Polled(
      'prompts',
      () => this.mark(),
      () => this.read(),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** From memory: what is used where nothing else is said. */
  live(name: PromptName): PromptTemplate {
    return this.livePrompt(name);
  }

  /** From memory; undefined for a version that there is not. */
  get(version: string): PromptTemplate | undefined {
    return this.find(version);
  }

  /** From memory, the newest first and the shipped one last. */
  list(): Prompt[] {
    return [...this.cache.value.values(), this.shipped()];
  }

  /** @throws {NotFoundError} */
  view(version: string): Prompt {
    const prompt = this.find(version);
    if (prompt === undefined) {
      throw new NotFoundError('the prompt');
    }
    return prompt;
  }

  /**
   * Stores a draft.
   * @throws {InvalidRequestError} for a text that lacks a placeholder or names one that there is not.
   */
  async create(actor: Principal, requestId: string, { name, body, note }: NewPrompt): Promise<Prompt> {
    const faults = faultsOf(body);
    if (faults.length > 0) {
      throw new InvalidRequestError('the template cannot be used', faults);
    }
    const version = await this.database.transaction(async (tx) => {
      await lock(tx);
      await assertRoom(tx);
      const [row] = await tx.rows<{ version: string }>(
        `insert into prompts (name, body, note, created_by) values ($1, $2, $3, $4) returning version`,
        [name, body, note, JSON.stringify(authorOf(actor))],
      );
      const stored = row?.version ?? '';
      const details = { name, version: stored, ...changeOf(undefined, { body, note }) };
      await this.audit.record(tx, { actor, requestId }, { action: 'prompt.created', details });
      return stored;
    });
    await this.cache.refresh();
    return this.view(version);
  }

  /**
   * Makes a version the live one, and retires the one that was: an old one too, and the shipped one.
   * @throws {NotFoundError}
   */
  async publish(actor: Principal, requestId: string, version: string): Promise<Prompt> {
    await this.database.transaction(async (tx) => {
      await lock(tx);
      const { name } = await this.stored(tx, version);
      const [before] = await tx.rows<{ version: string }>(
        `update prompts set state = 'retired' where name = $1 and state = 'live' returning version`,
        [name],
      );
      await tx.run(`update prompts set state = 'live', published_at = clock_timestamp() where version = $1`, [version]);
      const details = { name, version, before: before?.version ?? SHIPPED_VERSION };
      await this.audit.record(tx, { actor, requestId }, { action: 'prompt.published', details });
    });
    await this.cache.refresh();
    return this.view(version);
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.conflict` for the shipped version, the live one, and one that a route names.
   */
  async remove(actor: Principal, requestId: string, version: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lock(tx);
      const { name, state, body, note } = await this.stored(tx, version);
      if (version === SHIPPED_VERSION || state === 'live') {
        throw new AppError('request.conflict', 'the version that is shipped and the one that is live stay');
      }
      await assertUnused(tx, version);
      await tx.run('delete from prompts where version = $1', [version]);
      const details = { name, version, ...changeOf({ state, body, note }, undefined) };
      await this.audit.record(tx, { actor, requestId }, { action: 'prompt.deleted', details });
    });
    await this.cache.refresh();
  }

  private find(version: string): Prompt | undefined {
    return version === SHIPPED_VERSION ? this.shipped() : this.cache.value.get(version);
  }

  private livePrompt(name: PromptName): Prompt {
    const published = [...this.cache.value.values()].find((prompt) => prompt.name === name && prompt.state === 'live');
    return published ?? shippedPrompt(name, 'live');
  }

  private shipped(): Prompt {
    const isLive = this.livePrompt('answer').version === SHIPPED_VERSION;
    return shippedPrompt('answer', isLive ? 'live' : 'retired');
  }

  private async stored(tx: Tx, version: string): Promise<Prompt> {
    if (version === SHIPPED_VERSION) {
      return this.shipped();
    }
    const [row] = await tx.rows<PromptRow>(`select ${PROMPT_COLUMNS} from prompts where version = $1`, [version]);
    if (row === undefined) {
      throw new NotFoundError('the prompt');
    }
    return toPrompt(row);
  }

  /** A version never changes but for its state. */
  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(version || '/' || state, 0)), 0) as mark from prompts`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<ReadonlyMap<string, Prompt>> {
    const rows = await this.database.rows<PromptRow>(`select ${PROMPT_COLUMNS} from prompts order by number desc`);
    return new Map(rows.map((row) => [row.version, toPrompt(row)]));
  }
}

/** One change after the other: two that publish at once would both find the same version live. */
async function lock(tx: Tx): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('prompts', 0))`);
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from prompts');
  if ((row?.count ?? 0) >= VERSIONS_MAX) {
    throw new AppError('request.conflict', `${VERSIONS_MAX} versions are kept at most: delete one that is retired`);
  }
}

async function assertUnused(tx: Tx, version: string): Promise<void> {
  const [route] = await tx.rows<{ name: string }>('select name from routes where arms @> $1 limit 1', [
    JSON.stringify([{ promptVersion: version }]),
  ]);
  if (route !== undefined) {
    throw new AppError('request.conflict', `the route "${route.name}" names this version`);
  }
}
