import { assertNever } from '../../common/app-error.js';
import { valueAt } from '../tools/json-pointer.js';
import { fillJson } from '../tools/template.js';
import { mayHaveActed, type ToolOutcome } from '../tools/tool-kit.js';
import { holds } from './conditions.js';
import type { LocalText } from '../language/localised.js';
import type { AskStep, Flow, FlowStep, ToolStep } from './flow.js';
import { flowTextsFor } from './flow-texts.js';
import type { FlowRun, SlotValue } from './flow-state.js';
import { argumentsFor, questionAt, say, slotIn, stepOf, toSlot } from './flow-words.js';
import type { Advance, FlowEffect, FlowWorld } from './flow-world.js';
import { asksSomething, isOrganisation, isWayOut, yesOrNo } from './reading.js';
import { valueOf, valueWithin } from './slot-values.js';

/** More steps than any dialog takes: a flow that turns in circles ends with a human. */
const MOVES_MAX = 200;
const RETRIES = 2;

/** One way through a flow. The run that it was given stays as it was. */
export class Way {
  private readonly replies: string[] = [];
  private run: FlowRun;

  constructor(
    private readonly flow: Flow,
    run: FlowRun,
    private readonly world: FlowWorld,
  ) {
    this.run = run;
  }

  /** @param firstMessage may answer questions that say so. */
  walk(from: FlowStep, firstMessage?: string): Advance {
    let step: FlowStep | undefined = from;
    while (step !== undefined) {
      this.run = { ...this.run, step: step.id, moves: this.run.moves + 1 };
      if (this.run.moves > MOVES_MAX) {
        return this.end('handoff');
      }
      const next: FlowStep | Advance | undefined = this.take(step, firstMessage);
      if (next !== undefined && 'effect' in next) {
        return next;
      }
      step = next;
    }
    return this.end('answered');
  }

  afterText(step: FlowStep, text: string): Advance {
    const value = step.kind === 'ask' ? valueOf(step, text, this.world.today) : undefined;
    const isChosen = step.kind === 'ask' && step.type === 'choice' && value !== undefined;
    if (isWayOut(text) && !isChosen) {
      return this.cancel();
    }
    switch (step.kind) {
      case 'ask':
        return this.afterAnswer(step, text, value);
      case 'confirm':
        return this.afterYesOrNo(step, text, step.yes, step.no);
      case 'tool':
        return this.run.asksTool ? this.afterYesOrNo(step, text, step.id, undefined) : this.walk(step);
      case 'say':
      case 'branch':
      case 'set':
      case 'end':
        return this.walk(step);
    }
  }

  afterTool(step: ToolStep, outcome: ToolOutcome): Advance {
    if (outcome.ok) {
      const saved = Object.entries(step.save ?? {}).map(([slot, pointer]) => [slot, valueAt(outcome.result, pointer)]);
      this.put(Object.fromEntries(saved));
      this.put(step.saveMessage === undefined ? {} : { [step.saveMessage]: outcome.message });
      return this.goOn(this.follower(step));
    }
    if (mayHaveActed(outcome.reason) && this.world.tools.needsConfirmation(step.tool)) {
      return this.end('handoff', flowTextsFor(this.world.language).outcomeUnknown);
    }
    const { reason } = outcome;
    const own = reason === 'unknown-tool' ? step.missing : reason === 'not-found' ? step.notFound : undefined;
    return this.goTo(own ?? step.failed) ?? this.end('handoff', flowTextsFor(this.world.language).toolFailed);
  }

  end(as: 'answered' | 'handoff', text?: string): Advance {
    if (text !== undefined) {
      this.replies.push(text);
    }
    if (this.replies.length === 0) {
      const texts = flowTextsFor(this.world.language);
      this.replies.push(as === 'handoff' ? texts.handoff : texts.done);
    }
    return this.result({ kind: 'end', as });
  }

  /** @returns the step that follows, or where the flow stops for now. */
  private take(step: FlowStep, firstMessage: string | undefined): FlowStep | Advance | undefined {
    switch (step.kind) {
      case 'say':
        this.replies.push(this.said(step.say));
        return this.follower(step);
      case 'ask':
        return this.ask(step, firstMessage);
      case 'branch': {
        const chosen = step.branch.find(({ when }) => holds(when, this.run.slots))?.go ?? step.otherwise;
        return chosen === undefined ? this.follower(step) : stepOf(this.flow, chosen);
      }
      case 'confirm':
        this.replies.push(this.said(step.confirm));
        return this.result({ kind: 'wait' });
      case 'tool':
        return this.callTool(step);
      case 'set':
        this.put(Object.fromEntries(Object.entries(step.set).map(([slot, value]) => [slot, this.valueIn(value)])));
        return this.follower(step);
      case 'end':
        return this.end(step.end, step.text === undefined ? undefined : this.said(step.text));
      default:
        return assertNever(step);
    }
  }

  private ask(step: AskStep, firstMessage: string | undefined): FlowStep | Advance | undefined {
    const mayKnow = step.fromFirstMessage === true && firstMessage !== undefined;
    const value = mayKnow ? valueWithin(step, firstMessage, this.world.today) : undefined;
    if (value !== undefined) {
      this.put({ [step.ask]: value });
      return this.follower(step);
    }
    this.run = { ...this.run, failures: 0 };
    this.replies.push(this.said(step.text));
    return this.result({ kind: 'wait' });
  }

  private callTool(step: ToolStep): FlowStep | Advance | undefined {
    const { tools } = this.world;
    if (!tools.has(step.tool)) {
      return this.afterTool(step, { ok: false, reason: 'unknown-tool', text: '' });
    }
    const json = argumentsFor(step, this.run);
    if (!tools.needsConfirmation(step.tool) || this.run.confirmed) {
      this.run = { ...this.run, confirmed: false, asksTool: false };
      return this.result({ kind: 'call', tool: step.tool, arguments: json });
    }
    const question = tools.question(step.tool, json);
    if (question === undefined) {
      return this.afterTool(step, { ok: false, reason: 'invalid-arguments', text: '' });
    }
    this.run = { ...this.run, asksTool: true, failures: 0 };
    this.replies.push(question);
    return this.result({ kind: 'wait' });
  }

  private afterAnswer(step: AskStep, text: string, value: SlotValue | undefined): Advance {
    const isFree = step.type === 'text' && step.pattern === undefined;
    if (value !== undefined && !(isFree && this.leaves(text, false))) {
      this.put({ [step.ask]: value });
      return this.goOn(this.follower(step));
    }
    if (this.leaves(text, true)) {
      return this.aside();
    }
    const { type, invalid, retries = RETRIES, failed } = step;
    if (this.run.failures >= retries) {
      return this.goTo(failed) ?? this.end('handoff');
    }
    const complaint = invalid === undefined ? flowTextsFor(this.world.language).invalid[type] : this.said(invalid);
    return this.again(complaint, this.said(step.text));
  }

  private afterYesOrNo(step: FlowStep, text: string, yes: string | undefined, no: string | undefined): Advance {
    const answer = yesOrNo(text);
    if (answer === true) {
      this.run = { ...this.run, confirmed: true, asksTool: false, failures: 0, asides: 0 };
      return this.goTo(yes) ?? this.goOn(this.follower(step));
    }
    if (answer === false) {
      return this.goTo(no) ?? this.cancel();
    }
    if (this.leaves(text, true)) {
      return this.aside();
    }
    if (this.run.failures >= RETRIES) {
      return this.end('handoff');
    }
    return this.again(questionAt(this.flow, this.run, this.world), flowTextsFor(this.world.language).yesOrNo);
  }

  private again(...replies: string[]): Advance {
    this.run = { ...this.run, failures: this.run.failures + 1, asides: 0 };
    this.replies.push(...replies);
    return this.result({ kind: 'wait' });
  }

  private aside(): Advance {
    this.run = { ...this.run, asides: this.run.asides + 1 };
    return this.result({ kind: 'aside' });
  }

  private cancel(): Advance {
    this.replies.push(flowTextsFor(this.world.language).cancelled);
    return this.result({ kind: 'end', as: 'cancelled' });
  }

  /** @param loosely where it is no answer anyway. */
  private leaves(text: string, loosely: boolean): boolean {
    return !isOrganisation(text) && (this.world.isOtherTopic || asksSomething(text, loosely));
  }

  private goTo(id: string | undefined): Advance | undefined {
    const step = id === undefined ? undefined : stepOf(this.flow, id);
    return step === undefined ? undefined : this.walk(step);
  }

  private goOn(step: FlowStep | undefined): Advance {
    return step === undefined ? this.end('answered') : this.walk(step);
  }

  private follower({ id, next }: FlowStep): FlowStep | undefined {
    if (next !== undefined) {
      return stepOf(this.flow, next);
    }
    return this.flow.steps[this.flow.steps.findIndex((step) => step.id === id) + 1];
  }

  /** What the slots hold now, nobody has confirmed. */
  private put(values: Readonly<Record<string, unknown>>): void {
    const slots = new Map(Object.entries(this.run.slots));
    for (const [slot, value] of Object.entries(values)) {
      const kept = toSlot(value);
      if (kept === undefined) {
        slots.delete(slot);
      } else {
        slots.set(slot, kept);
      }
    }
    this.run = { ...this.run, slots: Object.fromEntries(slots), confirmed: false, failures: 0, asides: 0 };
  }

  private valueIn(template: SlotValue | null): unknown {
    return template === null ? undefined : fillJson(template, (name) => slotIn(this.run, name));
  }

  private said(text: LocalText): string {
    return say(text, this.run, this.world.language);
  }

  private result(effect: FlowEffect): Advance {
    return { run: this.run, replies: this.replies, effect };
  }
}
