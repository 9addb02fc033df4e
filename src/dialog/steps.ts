/** The stations of a turn, in their order. */
export type StepName =
  | 'desk'
  | 'spoken-consent'
  | 'policy'
  | 'command'
  | 'consent'
  | 'limits'
  | 'inbound-filter'
  | 'survey'
  | 'follow-up'
  | 'understanding'
  | 'demand'
  | 'flow'
  | 'small-talk'
  | 'search'
  | 'route'
  | 'answer'
  | 'outbound-filter'
  | 'outlook';

/** One station of a turn: what it came to, and how long it took. */
export interface Step {
  step: StepName;
  /** Such as `question`, `passed`, `masked`, or the reason of the decision that it ended the turn with. */
  result: string;
  milliseconds: number;
}

/** Writes down the steps of one turn while they are taken. */
export class Steps {
  readonly taken: Step[] = [];

  async take<T>(step: StepName, work: () => T | Promise<T>, resultOf: (outcome: T) => string): Promise<T> {
    const startedAt = performance.now();
    const outcome = await work();
    this.taken.push({ step, result: resultOf(outcome), milliseconds: Math.round(performance.now() - startedAt) });
    return outcome;
  }
}
