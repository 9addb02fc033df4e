import { ApiProperty } from '@nestjs/swagger';
import type { Comparison, ComparedArm } from './comparison.js';
import { TURNS_MAX } from './comparison.js';
import type { Route } from './route.js';
import { type Judgement, type Measure, measures, P_MAX, TURNS_MIN } from './verdict.js';

class TestView {
  @ApiProperty({ description: 'Above 0: the share is larger than that of the control, which is worse.' })
  z!: number;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'How likely equal shares would differ by so much or more.' })
  p!: number;
}

class TestsView {
  @ApiProperty({
    type: TestView,
    nullable: true,
    description: 'Whether the arms differ in failures; null where too little is known.',
  })
  errors!: TestView | null;
  @ApiProperty({
    type: TestView,
    nullable: true,
    description: 'Whether the arms differ in handoffs; null where too little is known.',
  })
  handoffs!: TestView | null;
  @ApiProperty({
    type: TestView,
    nullable: true,
    description: 'Whether the arms differ in unhelpful answers; null where too little is known.',
  })
  unhelpful!: TestView | null;
}

class ArmComparisonView {
  @ApiProperty({ description: 'The name of the arm.' })
  arm!: string;
  @ApiProperty({ description: 'Whether the others are compared with it.' })
  isControl!: boolean;
  @ApiProperty({ description: 'The share of contacts in percent, now.' })
  weight!: number;
  @ApiProperty({ description: 'How many turns it answered.' })
  turns!: number;
  @ApiProperty({ description: 'Turns whose model failed, so that they were answered by less than it, or not at all.' })
  errors!: number;
  @ApiProperty({ description: 'Turns that ended with a request for a human.' })
  handoffs!: number;
  @ApiProperty({ description: 'Turns that were refused.' })
  refused!: number;
  @ApiProperty({ description: 'Answers that contacts found helpful.' })
  helpful!: number;
  @ApiProperty({ description: 'How many answers were voted unhelpful.' })
  unhelpful!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Half of the turns took no longer.' })
  p50Ms!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '95 of 100 turns took no longer.' })
  p95Ms!: number | null;
  @ApiProperty({ description: 'Of all completions, in the currency of the models’ prices.' })
  cost!: number;
  @ApiProperty({
    type: TestsView,
    nullable: true,
    description: 'Two-proportion z-tests of shares of turns against the control; null for the control itself.',
  })
  tests!: TestsView | null;
  @ApiProperty({
    enum: measures,
    isArray: true,
    description: `By what it is clearly worse: p < ${P_MAX} / ${measures.length}, and ${TURNS_MIN} turns on either arm. Such an arm loses its contacts by itself.`,
  })
  worseBy!: readonly Measure[];
}

export class ComparisonView {
  @ApiProperty({ format: 'uuid' })
  routeId!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({
    format: 'date-time',
    description: `Turns since then, of the most recent ${TURNS_MAX}: the days that were asked for, and no longer than the arms are what they are.`,
  })
  from!: string;
  @ApiProperty({ type: [ArmComparisonView], description: 'What each arm came to, the control first.' })
  arms!: ArmComparisonView[];
}

export function presentComparison(route: Route, { from, arms }: Comparison): ComparisonView {
  return { routeId: route.id, name: route.name, from: from.toISOString(), arms: arms.map(presentArm) };
}

function presentArm(arm: ComparedArm): ArmComparisonView {
  const judgement: Judgement | null = arm.judgement;
  return {
    arm: arm.arm,
    isControl: judgement === null,
    weight: arm.weight,
    turns: arm.turns,
    errors: arm.errors,
    handoffs: arm.handoffs,
    refused: arm.refused,
    helpful: arm.helpful,
    unhelpful: arm.unhelpful,
    p50Ms: arm.p50Ms,
    p95Ms: arm.p95Ms,
    cost: arm.cost,
    tests: judgement?.tests ?? null,
    worseBy: judgement?.worseBy ?? [],
  };
}
