import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Change, changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { newId, type ToolId } from '../../common/ids.js';
import { SecretBox } from '../../common/secret-box.js';
import { Database, type Tx } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Polled } from '../../settings/polled.js';
import { AccountTools, type ReadyTool } from './account-tools.js';
import { argumentsOf, type CheckArguments } from './tool-arguments.js';
import { ToolCaller } from './tool-caller.js';
import { faultsOf } from './tool-faults.js';
import type { ToolKit, ToolScope } from './tool-kit.js';
import { ToolPrivacy } from './tool-privacy.js';
import { ToolRows } from './tool-rows.js';
import type { Tool, ToolDescription } from './tool.js';

const TOOLS_MAX = 200;

/** A description with a new secret, or none where the secret stays. */
export type ToolChange = ToolDescription & { secret?: string };

/**
 * The tools that people described, kept in memory: a change is live in every process within 2 s, and while the database
 * is away the last known ones stay in force.
 */
@Injectable()
export class Tools implements OnModuleDestroy {
  private readonly rows: ToolRows;
  private readonly cache: Polled<readonly ReadyTool[]>;
  /** Compiled once for a version: compiling all again with each change would hold up the callbacks. */
  private checks: ReadonlyMap<string, CheckArguments> = new Map();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: Accounts,
    private readonly caller: ToolCaller,
    private readonly privacy: ToolPrivacy,
    box: SecretBox,
  ) {
    this.rows = new ToolRows(box);
    this.cache = new Polled(
      'tools',
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

  /** The enabled tools of an account, for one turn. */
  available(scope: ToolScope): ToolKit {
    const mine = this.cache.value.filter(({ tool }) => tool.enabled && isFor(tool, scope));
    return new AccountTools(mine, this.caller, this.privacy, scope);
  }

  /** From memory, by name; disabled ones too. */
  list(): Tool[] {
    return this.cache.value.map(({ tool }) => tool);
  }

  /** @throws {NotFoundError} */
  get(id: string): Tool {
    return this.ready(id).tool;
  }

  /** One tool alone, disabled or not, for a trial: @throws {NotFoundError} */
  alone(id: string, scope: ToolScope): ToolKit {
    return new AccountTools([this.ready(id)], this.caller, this.privacy, scope);
  }

  /** @throws {AppError} `request.invalid` for what cannot be called, `request.conflict` for a name that is taken. */
  async create(actor: Principal, requestId: string, change: ToolChange): Promise<Tool> {
    this.assertSound(change);
    if (needsSecret(change) && change.secret === undefined) {
      throw new InvalidRequestError('the secret is missing', ['auth.secret: is missing']);
    }
    const created = await this.database.transaction(async (tx) => {
      await assertRoom(tx);
      const tool = await this.rows.insert(tx, { ...change, id: newId<ToolId>(), version: 1 });
      return this.recorded(tx, actor, requestId, 'tool.created', tool);
    });
    await this.cache.refresh();
    return created;
  }

  /**
   * Replaces a description; its secret stays where none is sent.
   * @throws {NotFoundError}
   * @throws {AppError} `request.invalid`, `request.conflict`, `request.precondition-failed`
   */
  async update(actor: Principal, requestId: string, id: string, change: ToolChange, ifMatch?: string): Promise<Tool> {
    this.assertSound(change);
    const updated = await this.database.transaction(async (tx) => {
      const before = await this.locked(tx, id, ifMatch);
      const { secret, ...rest } = change;
      const kept = needsSecret(change) ? (secret ?? keptSecret(before, change)) : undefined;
      const tool = await this.rows.update(tx, {
        ...rest,
        ...(kept !== undefined && { secret: kept }),
        id: before.id,
        version: before.version + 1,
      });
      return this.recorded(tx, actor, requestId, 'tool.updated', tool, changeOf(before, tool));
    });
    await this.cache.refresh();
    return updated;
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  async remove(actor: Principal, requestId: string, id: string, ifMatch?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const tool = await this.locked(tx, id, ifMatch);
      await this.rows.delete(tx, id);
      await this.recorded(tx, actor, requestId, 'tool.deleted', tool, changeOf(tool, undefined));
    });
    await this.cache.refresh();
  }

  private ready(id: string): ReadyTool {
    const found = this.cache.value.find(({ tool }) => tool.id === id);
    if (found === undefined) {
      throw new NotFoundError('the tool');
    }
    return found;
  }

  private assertSound(tool: ToolDescription): void {
    const unknown = (tool.accountIds ?? []).filter((id) => this.accounts.byId(id) === undefined);
    const faults = [...faultsOf(tool), ...unknown.map((id) => `accountIds: there is no account ${id}`)];
    if (faults.length > 0) {
      throw new InvalidRequestError('the tool cannot be called like this', faults);
    }
  }

  private async locked(tx: Tx, id: string, ifMatch: string | undefined): Promise<Tool> {
    const tool = await this.rows.locked(tx, id);
    if (tool === undefined) {
      throw new NotFoundError('the tool');
    }
    assertMatch(ifMatch, tool.version);
    return tool;
  }

  private async recorded(
    tx: Tx,
    actor: Principal,
    requestId: string,
    action: 'tool.created' | 'tool.updated' | 'tool.deleted',
    tool: Tool | undefined,
    change: Change = changeOf(undefined, tool),
  ): Promise<Tool> {
    if (tool === undefined) {
      throw new AppError('request.conflict', 'another tool has this name');
    }
    const { id: toolId, name, version } = tool;
    await this.audit.record(tx, { actor, requestId }, { action, details: { toolId, name, version, ...change } });
    return tool;
  }

  /** A sum of hashes, as a change that commits late may be older than the newest that is known. */
  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version, 0)), 0) as mark from tools`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<readonly ReadyTool[]> {
    const tools = await this.rows.all(this.database);
    // Sorted here, as a database may order underscores in its own way, and the list is paged by name.
    const sorted = tools.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const ready = sorted.map((tool) => {
      return { tool, check: this.checks.get(keyOf(tool)) ?? argumentsOf(tool.parameters) };
    });
    this.checks = new Map(ready.map(({ tool, check }) => [keyOf(tool), check]));
    return ready;
  }
}

function keyOf({ id, version }: Tool): string {
  return `${id}/${version}`;
}

function isFor({ accountIds }: Tool, { accountId }: ToolScope): boolean {
  return accountIds === undefined || accountIds.includes(accountId);
}

function needsSecret({ auth }: ToolDescription): boolean {
  return auth.kind !== 'none';
}

/** A secret that was given for one system must not be carried to another by whoever may edit tools. */
function keptSecret(before: Tool, after: ToolDescription): string {
  const stays =
    before.auth.kind === after.auth.kind &&
    originOf(before.url) === originOf(after.url) &&
    after.allowedHosts.every((host) => before.allowedHosts.includes(host));
  if (!stays || before.secret === undefined) {
    throw new InvalidRequestError('the secret is to be given anew', [
      'auth.secret: is needed where the hosts or the kind of auth change',
    ]);
  }
  return before.secret;
}

function originOf(url: string): string {
  return /^[^/]*\/\/[^/?]*/.exec(url.toLowerCase())?.[0] ?? '';
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from tools');
  if ((row?.count ?? 0) >= TOOLS_MAX) {
    throw new AppError('request.conflict', `there are ${TOOLS_MAX} tools at most`);
  }
}
