import { Injectable, Logger } from '@nestjs/common';
import type { Arguments } from './tool-arguments.js';
import { ToolCalls } from './tool-calls.js';
import { ToolHttp } from './tool-http.js';
import { ToolPrivacy } from './tool-privacy.js';
import type { ToolCallOptions, ToolOutcome, ToolScope } from './tool-kit.js';
import { credentials, requestOf, type ToolRequest, UnfitArgumentsError } from './tool-request.js';
import { failed, outcomeOf } from './tool-response.js';
import type { Tool } from './tool.js';

/** Calls the enterprise's systems, each call once, with a row before and after. */
@Injectable()
export class ToolCaller {
  private readonly logger = new Logger(ToolCaller.name);

  constructor(
    private readonly calls: ToolCalls,
    private readonly http: ToolHttp,
    private readonly privacy: ToolPrivacy,
  ) {}

  /**
   * Rejects only with what `signal` was aborted with, or when the database is away.
   * @param args as the tool's schema accepted them.
   */
  async call(tool: Tool, args: Arguments, scope: ToolScope, options: ToolCallOptions): Promise<ToolOutcome> {
    const { sent, kept } = await this.privacy.both(tool.parameters, args, scope);
    const request = tryRequest(tool, sent, scope);
    if (!request.ok) {
      return request;
    }
    const begun = await this.calls.begin(tool, kept, scope, options.callKey);
    if (begun.kind === 'made') {
      return begun.outcome;
    }
    const startedAt = performance.now();
    const outcome = await this.send(tool, sent, request.value, begun.id, options);
    const milliseconds = Math.round(performance.now() - startedAt);
    await this.calls.finish(begun.id, tool, scope, outcome, milliseconds);
    const result = outcome.ok ? 'ok' : outcome.reason;
    this.logger.log({ tool: tool.name, callId: begun.id, result, milliseconds }, 'a tool was called');
    return outcome;
  }

  private async send(
    tool: Tool,
    args: Arguments,
    request: ToolRequest,
    callId: string,
    { signal, deadlineMs }: ToolCallOptions,
  ): Promise<ToolOutcome> {
    const secretHeaders = credentials(tool, tool.secret);
    const answer = await this.http.call(
      { ...request, headers: { ...request.headers, 'idempotency-key': callId } },
      {
        signal,
        timeoutMs: Math.min(tool.timeoutMs, deadlineMs),
        allowedHosts: tool.allowedHosts,
        secretHeaders: Object.keys(secretHeaders),
      },
    );
    return answer.ok
      ? outcomeOf(tool.response, answer.status, answer.body, args, [tool.secret ?? '', ...Object.values(secretHeaders)])
      : failed(answer.reason);
  }
}

type Request = { ok: true; value: ToolRequest } | (ToolOutcome & { ok: false });

function tryRequest(tool: Tool, args: Arguments, scope: ToolScope): Request {
  try {
    return { ok: true, value: requestOf(tool, tool.secret, args, scope) };
  } catch (error) {
    if (error instanceof UnfitArgumentsError) {
      return failed('invalid-arguments', [error.message]);
    }
    throw error;
  }
}
