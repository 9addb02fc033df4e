import type { ToolDefinition } from '../../models/providers/provider.js';
import { flowTextsFor } from '../flows/flow-texts.js';
import { textIn } from '../language/localised.js';
import type { LanguageCode } from '../language/language.js';
import { asText, fill } from './template.js';
import { type Arguments, type CheckArguments, isRecord } from './tool-arguments.js';
import type { ToolCaller } from './tool-caller.js';
import type { PendingToolCall, ToolCallOptions, ToolFailure, ToolKit, ToolOutcome, ToolScope } from './tool-kit.js';
import { type ToolPrivacy, withoutMarks } from './tool-privacy.js';
import { failed } from './tool-response.js';
import type { Tool } from './tool.js';

/** A tool with what checks its arguments. */
export interface ReadyTool {
  tool: Tool;
  check: CheckArguments;
}

type Checked = { ok: true; tool: Tool; args: Arguments } | { ok: false; reason: ToolFailure; text: string };

const SHOWN_VALUE_LENGTH_MAX = 200;

/** The tools that one turn may call. */
export class AccountTools implements ToolKit {
  readonly definitions: readonly ToolDefinition[];

  constructor(
    private readonly tools: readonly ReadyTool[],
    private readonly caller: ToolCaller,
    private readonly privacy: ToolPrivacy,
    private readonly scope: ToolScope,
  ) {
    this.definitions = tools
      .filter(({ tool }) => tool.forModels)
      .map(({ tool: { name, description, parameters } }) => ({
        name,
        description,
        parameters: withoutMarks(parameters),
      }));
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  needsConfirmation(name: string): boolean {
    return this.find(name)?.tool.hasSideEffects ?? false;
  }

  async filled(name: string, argumentsJson: string): Promise<string> {
    const found = this.find(name);
    return found === undefined ? argumentsJson : this.privacy.filled(found.tool.parameters, argumentsJson, this.scope);
  }

  prepare(
    name: string,
    argumentsJson: string,
    { callKey, language }: { callKey: string; language: LanguageCode },
  ): { ok: true; call: PendingToolCall } | { ok: false; reason: ToolFailure; text: string } {
    const checked = this.check(name, argumentsJson);
    if (!checked.ok) {
      return checked;
    }
    const { tool, args } = checked;
    const call: PendingToolCall = {
      kind: 'tool-confirmation',
      tool: name,
      arguments: JSON.stringify(args),
      callKey,
      question: questionOf(tool, args, language),
      asides: 0,
    };
    return { ok: true, call };
  }

  async call(name: string, argumentsJson: string, options: ToolCallOptions): Promise<ToolOutcome> {
    const checked = this.check(name, await this.filled(name, argumentsJson));
    return checked.ok ? this.caller.call(checked.tool, checked.args, this.scope, options) : checked;
  }

  private check(name: string, argumentsJson: string): Checked {
    const found = this.find(name);
    if (found === undefined) {
      return failed('unknown-tool');
    }
    const args = found.check(argumentsJson);
    return args.ok ? { ok: true, tool: found.tool, args: args.value } : failed('invalid-arguments', args.faults);
  }

  private find(name: string): ReadyTool | undefined {
    return this.tools.find(({ tool }) => tool.name === name);
  }
}

/** As the tool words it; else what it does, and with what. */
function questionOf(tool: Tool, args: Arguments, language: LanguageCode): string {
  const { confirmation, description, parameters } = tool;
  if (confirmation !== undefined) {
    return fill(textIn(confirmation, language), (name) => shown(args[name]));
  }
  const titles = isRecord(parameters['properties']) ? parameters['properties'] : {};
  const lines = Object.entries(args).map(([name, value]) => {
    const property = titles[name];
    const title = isRecord(property) && typeof property['title'] === 'string' ? property['title'] : name;
    return `${title}: ${shown(value)}`;
  });
  return flowTextsFor(language).confirmTool(description, lines);
}

function shown(value: unknown): string {
  const text = asText(value).replaceAll(/\s+/gu, ' ');
  return text.length <= SHOWN_VALUE_LENGTH_MAX ? text : `${text.slice(0, SHOWN_VALUE_LENGTH_MAX).toWellFormed()}…`;
}
