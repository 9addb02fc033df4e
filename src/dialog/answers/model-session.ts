import type { ModelId } from '../../common/ids.js';
import type { PromptPassage } from '../../models/prompts/prompt-template.js';
import type { Completion, Models } from '../../models/models.js';
import type { ChatMessage } from '../../models/providers/provider.js';
import type { PendingToolCall } from '../tools/tool-kit.js';
import { inScriptOf } from '../language/chinese-script.js';
import type { AnswerAsk, Attempt, CalledTool, RejectionReason } from './answer.js';
import type { AnswerInput } from './answer-input.js';
import { type Fault, withCorrection } from './correction.js';
import { type Review, review } from './review.js';
import { callTools } from './tool-round.js';

/** What one model makes of a question. `failed` and `useless`: the next one may be asked. */
export type SessionEnd =
  | { kind: 'good'; review: Review & { kind: 'good' }; usedTool: boolean; modelId: ModelId | undefined; model: string }
  | { kind: 'no-answer' | 'needs-human' | 'unsupported' | 'failed' | 'useless' }
  | { kind: 'confirm'; call: PendingToolCall };

export interface SessionSubject {
  ask: AnswerAsk;
  input: AnswerInput;
  passages: readonly PromptPassage[];
  /** What may be repeated without a passage. */
  given: readonly string[];
}

/** What is left of the time, in milliseconds. */
export interface Clock {
  remainingMs(): number;
}

const TOOL_ROUNDS_MAX = 4;
/** The first answer, and two corrections. */
const ANSWERS_MAX = 3;
/** In less time no model answers. */
const COMPLETION_MS_MIN = 300;

/** One model at one question: tools, answers, and corrections, each fault once, until one answer is good. */
export class ModelSession {
  private readonly exchanged: ChatMessage[] = [];
  private readonly toolResults: string[] = [];
  private readonly faults: RejectionReason[] = [];
  private fault: Fault | undefined;
  private toolRounds = 0;
  private toolCalls = 0;

  constructor(
    private readonly models: Models,
    private readonly modelId: ModelId | undefined,
    private readonly subject: SessionSubject,
    private readonly clock: Clock,
    /** Where everything that was tried is written down. */
    private readonly record: { attempts: Attempt[]; toolCalls: CalledTool[] },
  ) {}

  /** @throws what the signal is aborted with. */
  async run(): Promise<SessionEnd> {
    for (;;) {
      if (this.clock.remainingMs() < COMPLETION_MS_MIN) {
        return this.faults.length > 0 ? this.gaveUp() : { kind: 'failed' };
      }
      const completion = await this.complete();
      this.subject.ask.signal.throwIfAborted();
      if (completion.outcome === 'failed') {
        this.note(completion, 'failed', completion.reason);
        return { kind: 'failed' };
      }
      const end = completion.toolCalls.length > 0 ? await this.useTools(completion) : await this.judge(completion);
      if (end !== undefined) {
        return end;
      }
    }
  }

  /** Undefined: the model is to be asked again. */
  private async judge(completion: Completed): Promise<SessionEnd | undefined> {
    const reviewed = review(completion, {
      passages: this.subject.passages,
      toolResults: this.toolResults,
      given: this.subject.given,
      language: this.subject.ask.language,
      acceptsPlain: !this.isOpenAi,
      acceptsOtherScript: this.faults.includes('wrong-language'),
    });
    switch (reviewed.kind) {
      case 'good': {
        this.note(completion, 'accepted');
        const usedTool = this.toolResults.length > 0;
        const text = reviewed.isOtherScript
          ? await inScriptOf(this.subject.ask.language, reviewed.text)
          : reviewed.text;
        return {
          kind: 'good',
          review: { ...reviewed, text },
          usedTool,
          modelId: completion.modelId,
          model: completion.model,
        };
      }
      case 'no-answer':
      case 'needs-human':
        this.note(completion, 'accepted');
        return { kind: reviewed.kind };
      case 'rejected':
        return this.reject(completion, reviewed.fault);
    }
  }

  private async useTools(completion: Completed): Promise<SessionEnd | undefined> {
    const { ask } = this.subject;
    if (ask.tools === undefined || this.toolRounds >= TOOL_ROUNDS_MAX) {
      return this.reject(completion, { reason: 'too-many-tools' });
    }
    this.note(completion, 'tools');
    this.toolRounds += 1;
    const round = await callTools(ask.tools, completion.text, completion.toolCalls, {
      language: ask.language,
      callKey: (place) => `${ask.turnId}/${place}`,
      before: this.toolCalls,
      signal: ask.signal,
      remainingMs: () => this.clock.remainingMs(),
    });
    this.toolCalls += completion.toolCalls.length;
    this.record.toolCalls.push(...round.called);
    if (round.kind === 'confirm') {
      return { kind: 'confirm', call: round.call };
    }
    this.exchanged.push(...round.messages);
    this.toolResults.push(...round.results);
    return undefined;
  }

  private reject(completion: Completed, fault: Fault): SessionEnd | undefined {
    this.note(completion, 'rejected', fault.reason);
    const isRepeated = this.faults.includes(fault.reason);
    this.faults.push(fault.reason);
    this.fault = fault;
    return isRepeated || this.faults.length >= ANSWERS_MAX ? this.gaveUp() : undefined;
  }

  /** What is said without ground is for a human to answer; what cannot be read or is in another language, for the next model. */
  private gaveUp(): SessionEnd {
    const last = this.faults.at(-1);
    return { kind: last === 'unsupported-claims' || last === 'no-citation' ? 'unsupported' : 'useless' };
  }

  private complete(): Promise<Completion> {
    const { ask, input } = this.subject;
    const { temperature, maxTokens, stop, timeoutMs, firstTokenTimeoutMs } = ask.route;
    const tools = this.toolRounds < TOOL_ROUNDS_MAX ? (ask.tools?.definitions ?? []) : [];
    return this.models.complete({
      messages: [
        { role: 'system', content: withCorrection(input.system, this.fault) },
        ...input.said,
        ...this.exchanged,
      ],
      ...(this.modelId !== undefined && { modelId: this.modelId }),
      ...(tools.length > 0 && { tools }),
      ...(temperature !== undefined && { temperature }),
      ...(maxTokens !== undefined && { maxTokens }),
      ...(stop !== undefined && { stop }),
      ...(firstTokenTimeoutMs !== undefined && { firstTokenTimeoutMs }),
      wantsJson: tools.length === 0, // several servers that are held to JSON never call a tool
      conversationId: ask.conversation.id,
      variables: { language: ask.language },
      signal: ask.signal,
      deadlineMs: Math.min(timeoutMs ?? Infinity, this.clock.remainingMs()),
      requestId: ask.requestId,
    });
  }

  private get isOpenAi(): boolean {
    const model = this.modelId === undefined ? this.models.first : this.models.get(this.modelId);
    return model === undefined || model.provider === 'openai-compatible';
  }

  private note(completion: Completion, outcome: Attempt['outcome'], reason?: Attempt['reason']): void {
    const { modelId, model, milliseconds } = completion;
    this.record.attempts.push({
      ...(modelId !== undefined && { modelId }),
      model,
      outcome,
      ...(reason !== undefined && { reason }),
      milliseconds,
      ...(completion.outcome === 'completed' && figuresOf(completion)),
      cost: completion.outcome === 'completed' ? completion.cost : 0,
    });
  }
}

type Completed = Completion & { outcome: 'completed' };

function figuresOf({ firstTokenMs, promptTokens, completionTokens }: Completed): Partial<Attempt> {
  return {
    firstTokenMs,
    ...(promptTokens !== undefined && { promptTokens }),
    ...(completionTokens !== undefined && { completionTokens }),
  };
}
