import { compareProportions, type ProportionTest } from './significance.js';

/** What the turns of one arm came to. */
export interface ArmFigures {
  arm: string;
  turns: number;
  /** Turns whose model failed, so that they were answered by less than it, or not at all. */
  errors: number;
  handoffs: number;
  refused: number;
  helpful: number;
  unhelpful: number;
}

/** What an arm is judged by: shares of its turns, of which fewer are better. */
export const measures = ['errors', 'handoffs', 'unhelpful'] as const;
export type Measure = (typeof measures)[number];

export interface Judgement {
  /** Each against the control; null when one of them has no turns. */
  tests: Readonly<Record<Measure, ProportionTest | null>>;
  /** By which measures it is clearly worse than the control. */
  worseBy: Measure[];
}

/** An arm that a route was rolled back for, or its control, with what it was judged by. */
export type JudgedArm = ArmFigures & Partial<Judgement>;

/** Fewer turns, or fewer bad ones, say nothing: the test takes shares for normally distributed. */
export const TURNS_MIN = 50;
const BAD_TURNS_MIN = 5;
export const P_MAX = 0.01;

/**
 * Whether an arm is clearly worse. As it is judged by several measures, `p` must be as many times smaller; and as it is
 * judged again and again while turns come in, that still befalls some 5 to 10 of 100 arms that are no worse (simulated:
 * 1,000 to 2,000 turns on the arm), which then only have to be tried again. Turns of one contact are taken for
 * independent of each other, which they are not quite.
 */
export function judge(control: ArmFigures, arm: ArmFigures): Judgement {
  const tests = {
    errors: testOf('errors', control, arm),
    handoffs: testOf('handoffs', control, arm),
    unhelpful: testOf('unhelpful', control, arm),
  };
  const isEnough = Math.min(control.turns, arm.turns) >= TURNS_MIN;
  return { tests, worseBy: measures.filter((measure) => isEnough && isClearlyWorse(arm[measure], tests[measure])) };
}

function testOf(measure: Measure, control: ArmFigures, arm: ArmFigures): ProportionTest | null {
  const test = compareProportions(
    { count: control[measure], of: control.turns },
    { count: arm[measure], of: arm.turns },
  );
  return test ?? null;
}

function isClearlyWorse(badTurns: number, test: ProportionTest | null): boolean {
  return test !== null && badTurns >= BAD_TURNS_MIN && test.z > 0 && test.p * measures.length < P_MAX;
}
