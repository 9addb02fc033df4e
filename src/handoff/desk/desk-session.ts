import type { HandoffId } from '../../common/ids.js';
import type { Principal } from '../../common/access.js';
import type { Tx } from '../../database/database.js';
import type { Operator } from '../operators/operator.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { CaseLabels } from '../cases/case-labels.js';
import type { DeskDecision, DeskReason } from './desk-decision.js';
import type { DeskCase, DeskView } from './desk-states.js';
import { type DeskState, type DeskTarget, targetOf } from './desk-target.js';
import type { DeskWriter } from './desk-writer.js';

const texts = operatorTexts.desk;

type Deed = (tx: Tx) => Promise<void>;

/** What one turn of an operator does: what he wrote is taken in order, and comes to one decision. */
export class DeskSession {
  private readonly replies: { text: string; shown: string }[] = [];
  private readonly deeds: Deed[] = [];
  private readonly reasons = new Set<DeskReason>();
  private state: DeskState;
  private cases: readonly DeskCase[];
  private lastNumber: number;
  private hasChanged = false;
  private readonly stamp: string | null;
  /** What this turn does to cases, and the tables do not say before its end. */
  private readonly closed = new Set<HandoffId>();
  private readonly held = new Map<HandoffId, Date>();
  private leftOver = 0;

  constructor(
    readonly operator: Operator,
    readonly writer: DeskWriter,
    view: DeskView,
    private readonly labels: CaseLabels,
    private readonly store: (tx: Tx, view: DeskView) => Promise<void>,
  ) {
    this.state = view.state;
    this.cases = view.cases;
    this.lastNumber = view.lastNumber;
    this.stamp = view.stamp;
  }

  get places(): readonly DeskCase[] {
    return this.cases;
  }

  /** Under what name the operator's own contact does things. */
  get actor(): Principal {
    return { kind: 'contact', id: this.writer.contactId };
  }

  /** Whom words are for that come now. */
  target(): DeskTarget {
    const places = this.cases.map(({ case: handoff, isNew }) => ({
      id: handoff.id,
      isNew,
      isHeld: handoff.heldAt !== null,
    }));
    return targetOf(this.state, places);
  }

  /** The case that a command without a number is about. Undefined: it is not certain, or there is none. */
  current(): DeskCase | undefined {
    const target = this.target();
    return target.kind === 'case' ? this.place(target.id) : undefined;
  }

  place(id: HandoffId): DeskCase | undefined {
    return this.cases.find((place) => place.case.id === id);
  }

  /** The case that was last switched to, whoever has it now. */
  get currentId(): HandoffId | null {
    return this.state.currentId;
  }

  label({ case: handoff }: Pick<DeskCase, 'case'>): string {
    return this.labels.of(
      handoff,
      this.cases.map((place) => place.case),
    );
  }

  list(): string {
    const lines = this.cases.map((place) => {
      const { currentId } = this.state;
      const marks = [
        ...(place.case.id === currentId ? [texts.marks.current] : []),
        ...(place.case.heldAt !== null ? [texts.marks.held] : []),
        ...(place.isNew ? [texts.marks.joined] : []),
      ];
      return texts.line(place.number, this.label(place), marks);
    });
    return lines.length === 0 ? texts.none : texts.list(lines);
  }

  /** @param shown the same with a contact's personal data, for the operator alone. */
  say(text: string, shown = text): void {
    this.replies.push({ text, shown });
  }

  /** In the transaction that stores the outcome of the turn, in the order of the calls. */
  atEnd(deed: Deed): void {
    this.deeds.push(deed);
  }

  because(reason: DeskReason): void {
    this.reasons.add(reason);
  }

  /** Something that is not the desk's business stood among what is. */
  leave(): void {
    this.leftOver += 1;
  }

  /** From now on words go to this case. */
  switchTo(id: HandoffId): void {
    this.held.delete(id);
    this.change({ currentId: id, isAsked: false });
  }

  /** From now on words go nowhere, until the operator says where. */
  ask(): void {
    this.change({ currentId: null, isAsked: this.cases.length > 0 });
  }

  /** The case is another's or nobody's: what is left decides whether the next one is certain. */
  close(id: HandoffId): void {
    this.closed.add(id);
    this.cases = this.cases.filter((place) => place.case.id !== id);
    const [only] = this.cases;
    if (this.state.currentId !== id && this.state.currentId !== null) {
      this.change(this.state);
    } else if (only !== undefined && this.cases.length === 1 && only.case.heldAt === null) {
      this.switchTo(only.case.id);
    } else {
      this.ask();
    }
  }

  hold(id: HandoffId): void {
    this.held.set(id, new Date());
    this.cases = this.cases.map((place) => this.withHold(place));
    this.change({ currentId: null, isAsked: false });
  }

  /** The cases as they are after something was pressed. */
  renew({ cases, lastNumber }: DeskView): void {
    this.cases = cases.filter((place) => !this.closed.has(place.case.id)).map((place) => this.withHold(place));
    this.lastNumber = lastNumber;
  }

  /** What has been shown to the operator is new no longer. */
  saw(): void {
    this.change(this.state);
  }

  /** Undefined: nothing of it was the desk's business. */
  decision(): DeskDecision | undefined {
    const reason = (['desk-asked-back', 'desk-relay', 'press', 'desk-command'] as const).find((one) =>
      this.reasons.has(one),
    );
    if (reason === undefined) {
      return undefined;
    }
    if (this.leftOver > 0) {
      this.say(texts.alone);
    }
    const text = this.replies.map((reply) => reply.text).join('\n\n');
    const shown = this.replies.map((reply) => reply.shown).join('\n\n');
    return {
      reason,
      ...(text !== '' && { text }),
      ...(shown !== text && { shown }),
      ...((this.deeds.length > 0 || this.hasChanged) && { apply: (tx: Tx) => this.apply(tx) }),
    };
  }

  private withHold(place: DeskCase): DeskCase {
    const heldAt = this.held.get(place.case.id);
    return heldAt === undefined ? place : { ...place, case: { ...place.case, heldAt } };
  }

  private async apply(tx: Tx): Promise<void> {
    for (const deed of this.deeds) {
      await deed(tx);
    }
    if (this.hasChanged) {
      const { state, cases, lastNumber, stamp } = this;
      await this.store(tx, { state, cases, lastNumber, stamp });
    }
  }

  private change(state: DeskState): void {
    this.state = state;
    this.cases = this.cases.map((place) => ({ ...place, isNew: false }));
    this.hasChanged = true;
  }
}
