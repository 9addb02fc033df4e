import { Injectable } from '@nestjs/common';
import type { AccountId, ContactId, ConversationId, TurnId } from '../../common/ids.js';
import type { LanguageCode } from '../language/language.js';
import type { ToolKit, ToolOutcome } from '../tools/tool-kit.js';
import { Tools } from '../tools/tools.js';
import { advance, newRun } from './engine.js';
import { FlowLibrary } from './flow-library.js';
import type { Flow } from './flow.js';
import type { FlowResult, FlowRun, FlowState, FlowToolCall, FlowTrace } from './flow-state.js';
import { questionAt } from './flow-words.js';
import type { Advance, FlowInput, FlowWorld } from './flow-world.js';
import { flowTextsFor } from './flow-texts.js';
import { textIn } from '../language/localised.js';
import { confirmTool } from './tool-confirmation.js';

/** A message of a contact, for the flow that it may be in or begin. */
export interface FlowTurn {
  /** As `FlowRuns.of` says. */
  state?: FlowState | undefined;
  intent?: string | undefined;
  text: string;
  language: LanguageCode;
  accountId: AccountId;
  contactId: ContactId;
  /** The contact's id on the channel. */
  externalId?: string | undefined;
  conversationId: ConversationId;
  turnId: TurnId;
  requestId: string;
  signal: AbortSignal;
  deadlineMs: number;
}

/** Intents of messages that may well be answers. */
const OPEN_INTENTS: ReadonlySet<string> = new Set(['question', 'acknowledgement']);
/** After so many asides in a row the contact has forgotten the flow, and the flow the contact. */
const ASIDES_MAX = 3;
/** A flow that calls more within one turn turns in circles. */
const TOOL_CALLS_MAX = 5;
const TIME_ZONE = 'Asia/Shanghai';

/** Leads contacts through flows: decides in the engine, calls the tools that it asks for, and stores nothing itself. */
@Injectable()
export class Flows {
  constructor(
    private readonly library: FlowLibrary,
    private readonly tools: Tools,
  ) {}

  /** Rejects only with what `signal` was aborted with, or when the database is away. */
  async turn(turn: FlowTurn): Promise<FlowResult> {
    const kit = this.tools.available(scopeOf(turn));
    const { state, intent } = turn;
    const begun = intent === undefined ? undefined : this.library.begunBy(intent, turn.accountId);
    if (state?.kind === 'tool-confirmation') {
      const result = await confirmTool(state, turn, kit);
      return result.kind === 'aside' && begun !== undefined ? this.begin(begun, newRun(begun), turn, kit) : result;
    }
    const current = state === undefined ? undefined : this.library.named(state.flow, turn.accountId);
    if (state !== undefined && current !== undefined) {
      return this.goOn(current, state, begun, turn, kit);
    }
    return begun === undefined ? { kind: 'none' } : this.begin(begun, newRun(begun), turn, kit);
  }

  private begin(flow: Flow, run: FlowRun, turn: FlowTurn, kit: ToolKit): Promise<FlowResult> {
    return new Passage(flow, turn, kit, this.library).run(run, { kind: 'start', text: turn.text });
  }

  /** Another flow's beginning is gone into, and this one gone on with afterwards. */
  private async goOn(
    flow: Flow,
    run: FlowRun,
    begun: Flow | undefined,
    turn: FlowTurn,
    kit: ToolKit,
  ): Promise<FlowResult> {
    const result = await new Passage(flow, turn, kit, this.library).run(run, { kind: 'text', text: turn.text });
    const leads = result.kind === 'aside' && begun !== undefined && begun.name !== flow.name;
    return leads && run.suspended === undefined
      ? this.begin(begun, { ...newRun(begun), suspended: run }, turn, kit)
      : result;
  }
}

/** One turn of one flow, with the tools that it calls. */
class Passage {
  private readonly world: FlowWorld;
  private readonly replies: string[] = [];
  private readonly toolCalls: FlowToolCall[] = [];
  private readonly startedAt = performance.now();

  constructor(
    private readonly flow: Flow,
    private readonly turn: FlowTurn,
    private readonly kit: ToolKit,
    private readonly library: FlowLibrary,
  ) {
    this.world = worldOf(flow, turn, kit);
  }

  async run(from: FlowRun, input: FlowInput): Promise<FlowResult> {
    let step = this.keep(advance(this.flow, from, input, this.world));
    while (step.effect.kind === 'call') {
      if (this.toolCalls.length >= TOOL_CALLS_MAX) {
        return this.handoff(step.run, [...this.replies, flowTextsFor(this.turn.language).handoff]);
      }
      const outcome = await this.call(step.run, step.effect.tool, step.effect.arguments);
      step = this.keep(advance(this.flow, step.run, { kind: 'tool', outcome }, this.world));
    }
    return this.resultOf(step.run, step.effect);
  }

  private keep(step: Advance): Advance {
    this.replies.push(...step.replies);
    return step;
  }

  private async call(run: FlowRun, tool: string, args: string): Promise<ToolOutcome> {
    const { turnId, signal, deadlineMs } = this.turn;
    const calledAt = performance.now();
    const outcome = await this.kit.call(tool, args, {
      callKey: `${turnId}/${this.flow.name}/${run.moves}`,
      signal,
      deadlineMs: deadlineMs - (calledAt - this.startedAt),
    });
    const milliseconds = Math.round(performance.now() - calledAt);
    this.toolCalls.push({ tool, ok: outcome.ok, ...(!outcome.ok && { reason: outcome.reason }), milliseconds });
    return outcome;
  }

  private resultOf(run: FlowRun, effect: Exclude<Advance['effect'], { kind: 'call' }>): FlowResult {
    switch (effect.kind) {
      case 'wait':
        return { kind: 'reply', reason: 'flow-asked', text: joined(this.replies), state: run, trace: this.trace(run) };
      case 'aside':
        return this.aside(run);
      case 'end':
        if (effect.as === 'handoff') {
          return this.handoff(run, this.replies);
        }
        return this.resumed(run) ?? this.done(run, effect.as === 'cancelled' ? 'flow-cancelled' : 'flow-done');
    }
  }

  private done(run: FlowRun, reason: 'flow-done' | 'flow-cancelled'): FlowResult {
    return { kind: 'reply', reason, text: joined(this.replies), state: null, trace: this.trace(run) };
  }

  private aside(run: FlowRun): FlowResult {
    const trace = this.trace(run);
    if (run.asides > ASIDES_MAX) {
      return { kind: 'aside', resume: { text: '', state: null }, trace };
    }
    const text = resumption(this.flow, run, this.world);
    return { kind: 'aside', resume: { text, state: run }, trace };
  }

  private resumed({ suspended, ...run }: FlowRun): FlowResult | undefined {
    const outer = suspended === undefined ? undefined : this.library.named(suspended.flow, this.turn.accountId);
    if (suspended === undefined || outer === undefined) {
      return undefined;
    }
    const text = resumption(outer, suspended, worldOf(outer, this.turn, this.kit));
    const replies = [...this.replies, text];
    return { kind: 'reply', reason: 'flow-asked', text: joined(replies), state: suspended, trace: this.trace(run) };
  }

  private handoff(run: FlowRun, replies: readonly string[]): FlowResult {
    const slots = Object.entries(run.slots).map(([slot, value]) => `${slot}: ${value}`);
    const summary = [textIn(this.flow.title, 'zh-Hans'), ...slots].join('\n');
    const trace = this.trace(run);
    return { kind: 'handoff', reason: 'flow-handoff', text: joined(replies), state: null, summary, trace };
  }

  private trace({ step }: Pick<FlowRun, 'step'>): FlowTrace {
    return { flow: this.flow.name, step, toolCalls: this.toolCalls };
  }
}

function worldOf(flow: Flow, { language, intent, turnId }: FlowTurn, kit: ToolKit): FlowWorld {
  return {
    language,
    today: new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(new Date()),
    isOtherTopic: intent !== undefined && !OPEN_INTENTS.has(intent) && !flow.intents.includes(intent),
    tools: {
      has: (name) => kit.has(name),
      needsConfirmation: (name) => kit.needsConfirmation(name),
      question: (name, json) => {
        const prepared = kit.prepare(name, json, { callKey: turnId, language });
        return prepared.ok ? prepared.call.question : undefined;
      },
    },
  };
}

function resumption(flow: Flow, run: FlowRun, world: FlowWorld): string {
  return flowTextsFor(world.language).resume(textIn(flow.title, world.language), questionAt(flow, run, world));
}

function scopeOf({ accountId, contactId, externalId, conversationId, turnId, requestId }: FlowTurn) {
  return { accountId, contactId, conversationId, turnId, requestId, ...(externalId !== undefined && { externalId }) };
}

function joined(replies: readonly string[]): string {
  return replies.join('\n');
}
