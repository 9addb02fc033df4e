import { ApiProperty } from '@nestjs/swagger';
import { type TrialResult, type TrialRow, type TrialStatus, trialStatuses, type VersionFigures } from './trial-rows.js';
import { type TrialAnswer, type TrialOutcome, trialOutcomes } from './trial-runner.js';

class OutcomeCountsView {
  @ApiProperty({ description: 'How many questions were answered.' })
  answered!: number;
  @ApiProperty({ description: 'The model found no answer in the knowledge.' })
  unanswered!: number;
  @ApiProperty({ description: 'How many went to a human.' })
  'handed-off'!: number;
  @ApiProperty({ description: 'No model gave an answer that can be used.' })
  failed!: number;
}

class VersionFiguresView {
  @ApiProperty({ type: OutcomeCountsView, description: 'Questions by what became of them.' })
  outcomes!: OutcomeCountsView;
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'The mean confidence; null where nothing was answered.',
  })
  meanConfidence!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The mean time in milliseconds; null where nothing was answered.',
  })
  meanMs!: number | null;
  @ApiProperty({ description: 'Of all completions, in the currency of the models’ prices.' })
  cost!: number;
}

class TrialReportView {
  @ApiProperty({ description: 'How many questions were tried.' })
  questions!: number;
  @ApiProperty({ description: 'Questions on which the contact would read something else.' })
  changed!: number;
  @ApiProperty({ type: VersionFiguresView, description: 'By the version that it is compared with.' })
  before!: VersionFigures;
  @ApiProperty({ type: VersionFiguresView, description: 'By the version that is tried.' })
  after!: VersionFigures;
}

class TrialFailureView {
  @ApiProperty({ description: 'A code of docs/errors.md.' })
  code!: string;
  @ApiProperty({ description: 'What went wrong, in words.' })
  message!: string;
}

export class TrialView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ description: 'The version that is tried.' })
  version!: string;
  @ApiProperty({ description: 'The version that it is compared with.' })
  against!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  accountId!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The language of the answers; null: that of each question.',
  })
  language!: string | null;
  @ApiProperty({ enum: trialStatuses, description: 'How far it is.' })
  status!: TrialStatus;
  @ApiProperty({ description: 'Questions.' })
  total!: number;
  @ApiProperty({ description: 'Questions that were answered until now.' })
  processed!: number;
  @ApiProperty({ type: TrialReportView, nullable: true, description: 'Null until it is completed.' })
  report!: TrialReportView | null;
  @ApiProperty({ type: TrialFailureView, nullable: true, description: 'Why it failed; null where it did not.' })
  failure!: TrialFailureView | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class TrialPage {
  @ApiProperty({ type: [TrialView] })
  items!: TrialView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

class TrialAnswerView {
  @ApiProperty({ enum: trialOutcomes, description: 'What came of the question.' })
  outcome!: TrialOutcome;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is not answered.' })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the contact would read.' })
  text!: string | null;
  @ApiProperty({ type: [String], description: 'External ids of the documents that it cites.' })
  citations!: readonly string[];
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'How sure the answer is, from 0 to 1; null without one.',
  })
  confidence!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The model that answered; null where none did.' })
  model!: string | null;
  @ApiProperty()
  milliseconds!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Tokens of what the model was told.' })
  promptTokens!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Tokens of what the model said.' })
  completionTokens!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'What it cost, in the currency of the prices.' })
  cost!: number | null;
}

export class TrialResultView {
  @ApiProperty({ description: 'Personal data is masked.' })
  question!: string;
  @ApiProperty({ description: 'The contact would read something else.' })
  isChanged!: boolean;
  @ApiProperty({ type: TrialAnswerView, description: 'By the version that it is compared with.' })
  before!: TrialAnswerView;
  @ApiProperty({ type: TrialAnswerView, description: 'By the version that is tried.' })
  after!: TrialAnswerView;
}

export class TrialResultPage {
  @ApiProperty({ type: [TrialResultView] })
  items!: TrialResultView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentTrial(row: TrialRow): TrialView {
  return {
    id: row.id,
    version: row.version,
    against: row.against,
    accountId: row.account_id,
    language: row.language,
    status: row.status,
    total: row.total,
    processed: row.processed,
    report: row.report,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentResult({ text, before, after }: TrialResult): TrialResultView {
  const isChanged = before.text !== after.text || before.outcome !== after.outcome;
  return { question: text, isChanged, before: presentAnswer(before), after: presentAnswer(after) };
}

function presentAnswer(answer: TrialAnswer): TrialAnswerView {
  return {
    outcome: answer.outcome,
    reason: answer.reason ?? null,
    text: answer.text ?? null,
    citations: answer.citations,
    confidence: answer.confidence ?? null,
    model: answer.model ?? null,
    milliseconds: answer.milliseconds,
    promptTokens: answer.promptTokens ?? null,
    completionTokens: answer.completionTokens ?? null,
    cost: answer.cost ?? null,
  };
}
