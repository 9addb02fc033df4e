import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v5 } from 'uuid';
import { AuditLog } from '../../audit/audit-log.js';
import type { AuditScope } from '../../audit/audit-event.js';
import { SYSTEM } from '../../common/access.js';
import { Chores } from '../../common/chores.js';
import { asId, type ToolCallId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Arguments } from './tool-arguments.js';
import type { Tool } from './tool.js';
import type { ToolOutcome, ToolScope } from './tool-kit.js';
import { ToolPrivacy } from './tool-privacy.js';
import { failed } from './tool-response.js';

const NAMESPACE = '5d1f6e0c-6a5d-5c0e-9a35-3c0b0f4f7a21';
const KEPT_DAYS = 30;
const FORGOTTEN_AT_ONCE = 5_000;

/** Either to be made now, or what came of it before. */
export type BegunCall = { kind: 'make'; id: ToolCallId } | { kind: 'made'; id: ToolCallId; outcome: ToolOutcome };

interface CallRow {
  state: 'started' | 'completed' | 'failed';
  outcome: ToolOutcome | null;
}

/**
 * The calls of tools, one row each, written before and after. What one call is, is told by its turn and step, the tool
 * and the arguments: a turn that is done again gets what the first attempt got, and a model that wants something else
 * this time gets that.
 */
@Injectable()
export class ToolCalls implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly chores: Chores,
    private readonly privacy: ToolPrivacy,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'tool-calls', run: () => this.forgetOld() });
  }

  /**
   * What only reads is made again where the first attempt failed; what acts is begun once.
   * @param args without personal data.
   * @throws {ErasedConversationError}
   */
  begin(tool: Tool, args: Arguments, scope: ToolScope, callKey: string): Promise<BegunCall> {
    const id = callIdOf(tool.name, args, callKey);
    return this.database.transaction(async (tx) => {
      await this.privacy.assertNotErased(tx, scope.conversationId);
      const inserted = await tx.run(
        `insert into tool_calls (id, tool, tool_version, account_id, contact_id, conversation_id, turn_id, arguments)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
        [
          id,
          tool.name,
          tool.version,
          scope.accountId,
          scope.contactId ?? null,
          scope.conversationId ?? null,
          scope.turnId ?? null,
          JSON.stringify(args),
        ],
      );
      if (inserted === 0) {
        const [row] = await tx.rows<CallRow>('select state, outcome from tool_calls where id = $1 for update', [id]);
        const before = row === undefined ? undefined : known(row, tool);
        if (before !== undefined) {
          return { kind: 'made', id, outcome: await this.privacy.fill(tx, scope.contactId, before) };
        }
        await tx.run('update tool_calls set attempts = attempts + 1 where id = $1', [id]);
      }
      const { name, version: toolVersion, hasSideEffects } = tool;
      const details = { callId: id, tool: name, toolVersion, hasSideEffects, turnId: scope.turnId ?? null };
      await this.audit.record(tx, auditScopeOf(scope), { action: 'tool.called', details });
      return { kind: 'make', id };
    });
  }

  /**
   * What came of it, with its audit row.
   * @throws {ErasedConversationError}
   */
  async finish(
    id: ToolCallId,
    tool: Tool,
    scope: ToolScope,
    outcome: ToolOutcome,
    milliseconds: number,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.privacy.assertNotErased(tx, scope.conversationId);
      const kept = await this.privacy.protect(tx, scope.contactId, outcome);
      await tx.run('update tool_calls set state = $2, outcome = $3, milliseconds = $4 where id = $1', [
        id,
        outcome.ok ? 'completed' : 'failed',
        JSON.stringify(kept),
        milliseconds,
      ]);
      const details = { callId: id, tool: tool.name, outcome: outcome.ok ? 'ok' : outcome.reason, milliseconds };
      await this.audit.record(tx, auditScopeOf(scope), { action: 'tool.answered', details });
    });
  }

  /** A turn is done again within minutes; the rest is for those who look into a failure. */
  private forgetOld(): Promise<number> {
    return this.database.run(
      `delete from tool_calls where id in (
         select id from tool_calls where started_at < clock_timestamp() - interval '${KEPT_DAYS} days'
          order by started_at limit ${FORGOTTEN_AT_ONCE})`,
    );
  }
}

/** Undefined: it is to be made. */
function known({ state, outcome }: CallRow, { hasSideEffects }: Tool): ToolOutcome | undefined {
  if (state === 'completed' && outcome !== null) {
    return outcome;
  }
  if (!hasSideEffects) {
    return undefined;
  }
  return outcome ?? failed('outcome-unknown');
}

function callIdOf(tool: string, args: Arguments, callKey: string): ToolCallId {
  const digest = createHash('sha256').update(canonical(args)).digest('hex');
  return asId(v5(`${callKey}/${tool}/${digest}`, NAMESPACE));
}

/** JSON with its keys in order, so that the same arguments are the same call. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function auditScopeOf({ actor = SYSTEM, accountId, contactId, conversationId, requestId }: ToolScope): AuditScope {
  return {
    actor,
    accountId,
    ...(contactId !== undefined && { contactId }),
    ...(conversationId !== undefined && { conversationId }),
    ...(requestId !== undefined && { requestId }),
  };
}
