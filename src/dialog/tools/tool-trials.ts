import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/access.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { type AccountId, newId } from '../../common/ids.js';
import { Accounts } from '../../settings/accounts.js';
import type { ToolTrialBody } from './tool-trial.dto.js';
import type { ToolScope } from './tool-kit.js';
import type { ToolTrialView } from './tool-views.js';
import { Tools } from './tools.js';

const TRIAL_MS_MAX = 60_000;

/** Calls of tools that no conversation asked for. They are rows and audited like the others. */
@Injectable()
export class ToolTrials {
  constructor(
    private readonly tools: Tools,
    private readonly accounts: Accounts,
  ) {}

  /**
   * @throws {NotFoundError}
   * @throws {InvalidRequestError} for a tool that changes something, without `mayAct`; for an account that is not there.
   */
  async run(actor: Principal, requestId: string, id: string, body: ToolTrialBody): Promise<ToolTrialView> {
    const tool = this.tools.get(id);
    if (tool.hasSideEffects && !body.mayAct) {
      throw new InvalidRequestError('the tool changes something', ['mayAct: must be true to call it for real']);
    }
    const scope: ToolScope = {
      accountId: this.accountOf(body.accountId),
      actor,
      requestId,
      ...(body.externalId !== undefined && { externalId: body.externalId }),
    };
    const kit = this.tools.alone(id, scope);
    const startedAt = performance.now();
    const outcome = await kit.call(tool.name, JSON.stringify(body.arguments), {
      callKey: `trial/${newId()}`,
      signal: new AbortController().signal,
      deadlineMs: TRIAL_MS_MAX,
    });
    return {
      ok: outcome.ok,
      reason: outcome.ok ? null : outcome.reason,
      text: outcome.text,
      message: outcome.ok ? (outcome.message ?? null) : null,
      result: outcome.ok ? outcome.result : null,
      milliseconds: Math.round(performance.now() - startedAt),
    };
  }

  private accountOf(id: string | undefined): AccountId {
    const account = id === undefined ? this.accounts.list()[0] : this.accounts.byId(id);
    if (account === undefined) {
      throw new InvalidRequestError('there is no such account', ['accountId: there is no such account']);
    }
    return account.id;
  }
}
