import { Injectable } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { Metrics } from '../common/metrics.js';
import { AppConfig } from '../config/app-config.js';
import { Operators } from '../handoff/operators/operators.js';
import { type Lease, Leases } from '../messaging/leases.js';
import type { OpenMessage } from '../messaging/open-message.js';
import { OpenMessages, type TakenMessages } from '../messaging/open-messages.js';
import { JobWorker } from '../queue/job-worker.js';
import type { Jobs } from '../queue/jobs.js';
import { Nudges } from '../queue/nudges.js';
import { QueueConnection } from '../queue/queue-connection.js';
import { nextTurn, type NextTurn } from './burst.js';
import { outcomeOf } from './decision.js';
import { Patience } from './patience.js';
import { Thinking } from './thinking.js';
import { type Thought, Turn, type TurnSubject } from './turn.js';
import { TurnEnding } from './turn-ending.js';

const ATTEMPTS_MAX = 3;
/** Of what only has to be passed on: it is worth more patience, because somebody waits for it at the other end. */
const RELAY_ATTEMPTS_MAX = 12;
const RELAY_BUDGET_MS = 5_000;
const RETRY_DELAY_MS = 500;

/** Works on a contact's open messages, turn by turn, while it holds the contact's lease. */
@Injectable()
export class DialogProcessor extends JobWorker<'dialog.turn'> {
  private readonly burstMs: number;
  private readonly deadlineMs: number;
  private readonly duration;
  private readonly outcomes;

  constructor(
    connection: QueueConnection,
    config: AppConfig,
    metrics: Metrics,
    private readonly leases: Leases,
    private readonly openMessages: OpenMessages,
    private readonly thinking: Thinking,
    private readonly ending: TurnEnding,
    private readonly patientWait: Patience,
    private readonly nudges: Nudges,
    private readonly operators: Operators,
  ) {
    super(connection, 'dialog.turn', config.environment.WORKER_CONCURRENCY);
    this.burstMs = config.environment.DIALOG_BURST_MS;
    this.deadlineMs = config.environment.DIALOG_DEADLINE_MS;
    this.duration = metrics.duration('turn_duration_seconds', 'A turn, without the wait for its burst.', ['outcome']);
    this.outcomes = metrics.counter('outcomes_total', 'Messages by what became of them.', ['outcome', 'reason']);
  }

  protected async handle({ contactId }: Jobs['dialog.turn']): Promise<void> {
    const next = await this.next(contactId);
    if (next.kind === 'take') {
      await this.leases.hold('dialog', contactId, (lease, lost) => this.work(lease, lost));
    }
  }

  private async work(lease: Lease, lost: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([lost, this.patience.signal]);
    while (!lost.aborted && !this.isStopping) {
      const next = await this.next(lease.contactId);
      if (next.kind !== 'take') {
        return;
      }
      const writer = this.isOperator(next.messages[0]) ? 'operator' : 'contact';
      const taken = await this.openMessages.take(lease, next.messages, writer);
      if (taken === undefined) {
        return;
      }
      await this.run(lease, taken, signal);
    }
  }

  /** What to do next for the contact; where that is to wait, somebody is woken when the wait is over. */
  private async next(contactId: ContactId): Promise<NextTurn> {
    const waiting = await this.openMessages.of(contactId);
    const [first] = waiting.messages;
    const next = nextTurn(waiting, first !== undefined && this.isOperator(first) ? 0 : this.burstMs);
    if (next.kind === 'wait') {
      await this.nudges.wake('dialog.turn', contactId, next.delayMs);
    }
    return next;
  }

  private async run(lease: Lease, taken: TakenMessages, signal: AbortSignal): Promise<void> {
    const started = performance.now();
    try {
      const thought = this.isExhausted(taken) ? this.failed(taken, signal) : await this.think(lease, taken, signal);
      await this.conclude(lease, taken, thought, started);
    } catch (error) {
      const requestIds = taken.messages.map(({ requestId }) => requestId);
      this.logger.warn({ turnId: taken.turnId, requestIds, attempts: taken.attempts, err: error }, 'a turn failed');
      if (taken.attempts < this.attemptsOf(taken)) {
        await this.openMessages.postpone(lease, taken, signal.aborted ? 0 : delayAfter(taken));
      } else {
        await this.conclude(lease, taken, this.failed(taken, signal), started);
      }
    }
  }

  /** Attempts that were killed count as well, and so does the time since the first, where somebody waits for an answer. */
  private isExhausted(taken: TakenMessages): boolean {
    return taken.attempts > this.attemptsOf(taken) || (taken.ageMs > this.deadlineMs && !this.isPassedOn(taken));
  }

  private attemptsOf(taken: TakenMessages): number {
    return this.isPassedOn(taken) ? RELAY_ATTEMPTS_MAX : ATTEMPTS_MAX;
  }

  private isPassedOn({ conversation, messages: [first] }: TakenMessages): boolean {
    return conversation.owner === 'operator' || this.isOperator(first);
  }

  private isOperator({ accountId, externalId }: OpenMessage): boolean {
    return this.operators.byMember(accountId, externalId) !== undefined;
  }

  private think(lease: Lease, taken: TakenMessages, signal: AbortSignal): Promise<Thought> {
    return this.patientWait.during(lease, taken, () => this.thinking.think(this.subjectOf(taken, signal)));
  }

  private failed(taken: TakenMessages, signal: AbortSignal): Thought {
    const turn = new Turn(this.subjectOf(taken, signal));
    if (this.isOperator(taken.messages[0])) {
      return turn.end({ kind: 'desk', reason: 'desk-failed', text: turn.texts.deskFailed });
    }
    return turn.end({ kind: 'handoff', reason: 'turn-failed', text: turn.texts.apology });
  }

  private subjectOf(taken: TakenMessages, signal: AbortSignal): TurnSubject {
    const { turnId, contactId, conversation, messages, ageMs } = taken;
    const [{ externalId, requestId }] = messages;
    const originals = messages.map(({ original }) => original);
    const contents = taken.writer === 'operator' ? originals : messages.map(({ content }) => content);
    const budgetMs = Math.max(this.deadlineMs - ageMs, this.isPassedOn(taken) ? RELAY_BUDGET_MS : 0);
    return { turnId, contactId, externalId, conversation, contents, originals, requestId, budgetMs, signal };
  }

  private async conclude(lease: Lease, taken: TakenMessages, thought: Thought, started: number): Promise<void> {
    const { decision, explanation } = thought;
    const total = performance.now() - started;
    explanation.milliseconds.total = Math.round(total);
    const ending = await this.ending.conclude(lease, taken, thought);
    if (ending === 'lost') {
      this.logger.warn({ turnId: taken.turnId }, 'the lease was lost, the result is void');
      return;
    }
    if (ending === 'misfit') {
      this.logger.log({ turnId: taken.turnId }, 'somebody else answers by now, the turn begins again');
      await this.openMessages.postpone(lease, taken, taken.attempts === 1 ? 0 : delayAfter(taken));
      return;
    }
    const outcome = outcomeOf(decision);
    this.duration.observe({ outcome }, total / 1_000);
    this.outcomes.inc({ outcome, reason: decision.reason }, taken.messages.length);
    const requestIds = taken.messages.map(({ requestId }) => requestId);
    const entry = { turnId: taken.turnId, requestIds, outcome, reason: decision.reason, ms: Math.round(total) };
    if (decision.reason === 'turn-failed') {
      this.logger.error(entry, 'a turn was given up and handed off');
    } else {
      this.logger.log(entry, 'a turn ended');
    }
  }
}

/** Milliseconds: twice as much after each attempt, up to the last of a turn that the bot answers. */
function delayAfter({ attempts }: TakenMessages): number {
  return RETRY_DELAY_MS * 2 ** (Math.min(attempts, ATTEMPTS_MAX) - 1);
}
