import { ApiProperty } from '@nestjs/swagger';
import { type Change, changes, type FindingAction, findingActions } from './compare.js';
import {
  type ComparedQuestion,
  type EvaluationRow,
  type EvaluationStatus,
  evaluationStatuses,
  type KeptFinding,
} from './evaluation-row.js';

const share = { minimum: 0, maximum: 1 };

class SourceView {
  @ApiProperty({
    enum: ['questions', 'asked'],
    description: 'Questions that were sent along, or those that contacts have asked.',
  })
  kind!: 'questions' | 'asked';
  @ApiProperty({ nullable: true, type: Number, description: 'Null for questions that were sent along.' })
  days!: number | null;
  @ApiProperty({ nullable: true, type: Number, description: 'Null for questions that were sent along.' })
  limit!: number | null;
  @ApiProperty({ nullable: true, type: String, format: 'uuid' })
  accountId!: string | null;
}

class ActionCountsView {
  @ApiProperty({ description: 'Questions whose first hit would be quoted.' })
  answered!: number;
  @ApiProperty({ description: 'Questions on which the contact would be asked what is meant.' })
  clarified!: number;
  @ApiProperty({ description: 'All others.' })
  unanswered!: number;
}

const recall = {
  ...share,
  nullable: true,
  type: Number,
  description: 'Of the questions whose document is known, the share that has it first; null without one.',
};
const meanConfidence = { ...share, nullable: true, type: Number, description: 'Null without a question.' };

class ReportView {
  @ApiProperty({ description: 'Different questions, however often each was asked; so are all counts here.' })
  questions!: number;
  @ApiProperty({ description: 'Of so many it is known which document answers them.' })
  expected!: number;
  @ApiProperty({ description: 'The right document higher up, a choice instead of nothing, nothing instead of wrong.' })
  better!: number;
  @ApiProperty({ description: 'The opposite.' })
  worse!: number;
  @ApiProperty({ description: 'Would be answered, and rightly as far as that is known, and are not today.' })
  newHits!: number;
  @ApiProperty({ description: 'Are answered today, and would not be any more.' })
  lostHits!: number;
  @ApiProperty({ description: 'The contact would read something else, and nothing says which is better.' })
  changed!: number;
  @ApiProperty({ description: 'How many questions get the same hit.' })
  same!: number;
  @ApiProperty(recall)
  recallAt1Before!: number | null;
  @ApiProperty(recall)
  recallAt1After!: number | null;
  @ApiProperty(meanConfidence)
  meanConfidenceBefore!: number | null;
  @ApiProperty(meanConfidence)
  meanConfidenceAfter!: number | null;
  @ApiProperty({ type: ActionCountsView, description: 'Of what is published.' })
  before!: ActionCountsView;
  @ApiProperty({ type: ActionCountsView, description: 'Of what would be, if all drafts were.' })
  after!: ActionCountsView;
}

class EvaluationFailureView {
  @ApiProperty({ description: 'A code of docs/errors.md.' })
  code!: string;
  @ApiProperty({ description: 'What went wrong, in words.' })
  message!: string;
}

export class EvaluationView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ type: SourceView, description: 'Where the questions come from.' })
  source!: SourceView;
  @ApiProperty({ enum: evaluationStatuses, description: 'How far it is.' })
  status!: EvaluationStatus;
  @ApiProperty({ description: 'Different questions.' })
  total!: number;
  @ApiProperty({ description: 'How many questions are done.' })
  processed!: number;
  @ApiProperty({ type: ReportView, nullable: true, description: 'Null until it is completed.' })
  report!: ReportView | null;
  @ApiProperty({ type: EvaluationFailureView, nullable: true, description: 'Why it failed; null where it did not.' })
  failure!: EvaluationFailureView | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class EvaluationPage {
  @ApiProperty({ type: [EvaluationView] })
  items!: EvaluationView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

class FindingView {
  @ApiProperty({ format: 'uuid', description: 'The first hit.' })
  documentId!: string;
  @ApiProperty()
  externalId!: string;
  @ApiProperty({ description: 'The question, or the title of the text.' })
  title!: string;
  @ApiProperty({ enum: findingActions, description: 'Quote the first hit, ask what is meant, or neither.' })
  action!: FindingAction;
  @ApiProperty({ ...share, description: 'How likely the first hit answers the question.' })
  confidence!: number;
  @ApiProperty({ ...share, description: 'How likely there is an answer at all.' })
  inScope!: number;
  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'The place of the expected document from 1; null when none is, or it is not among the best.',
  })
  expectedRank!: number | null;
}

export class EvaluationResultView {
  @ApiProperty({ description: 'Personal data is masked.' })
  question!: string;
  @ApiProperty({ description: 'How often it was asked; 1 for one that was sent along.' })
  asked!: number;
  @ApiProperty({ nullable: true, type: String, description: 'The document that answers it, if that is known.' })
  expectedExternalId!: string | null;
  @ApiProperty({ enum: changes, description: 'What the change does to this question.' })
  change!: Change;
  @ApiProperty({ type: FindingView, nullable: true, description: 'By what is published; null: nothing was found.' })
  before!: FindingView | null;
  @ApiProperty({ type: FindingView, nullable: true, description: 'By what would be; null: nothing was found.' })
  after!: FindingView | null;
}

export class EvaluationResultPage {
  @ApiProperty({ type: [EvaluationResultView] })
  items!: EvaluationResultView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentEvaluation(row: EvaluationRow): EvaluationView {
  const { source } = row;
  return {
    id: row.id,
    source: {
      kind: source.kind,
      days: source.kind === 'asked' ? source.days : null,
      limit: source.kind === 'asked' ? source.limit : null,
      accountId: source.accountId ?? null,
    },
    status: row.status,
    total: row.total,
    processed: row.processed,
    report: row.report,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentResult(row: ComparedQuestion): EvaluationResultView {
  return {
    question: row.text,
    asked: row.asked,
    expectedExternalId: row.expected_external_id,
    change: row.change,
    before: presentFinding(row.live),
    after: presentFinding(row.candidate),
  };
}

function presentFinding({ first, action, confidence, inScope, expectedRank }: KeptFinding): FindingView | null {
  if (first === null) {
    return null;
  }
  const { documentId, externalId, title } = first;
  return { documentId, externalId, title, action, confidence, inScope, expectedRank };
}
