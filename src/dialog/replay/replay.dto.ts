import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { PageQuery } from '../../common/paging.js';
import { type KnowledgeEdition, knowledgeEditions } from '../../models/routes/route.js';
import {
  type ReplayReport,
  type ReplayRow,
  type ReplayStatus,
  replayStatuses,
  type ReplayedTurn,
} from './replay-rows.js';
import { type ReplayChange, replayChanges, type ReplayedAnswer } from './replayed-answer.js';

const QUESTIONS_MAX = 2_000;

export class ReplayBody {
  @ApiProperty({ format: 'date-time', description: 'Questions that were asked from then on.' })
  @IsMoment()
  from!: string;

  @ApiProperty({ format: 'date-time', description: 'And before that moment.' })
  @IsMoment()
  to!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'This route answers all of them, whatever its condition says.' })
  @IsOptional()
  @IsUUID()
  routeId?: string;

  @ApiPropertyOptional({ description: 'This version of the prompt instructs the models.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  promptVersion?: string;

  @ApiPropertyOptional({ enum: knowledgeEditions, description: 'What is published, or what would be.' })
  @IsOptional()
  @IsIn(knowledgeEditions)
  knowledge?: KnowledgeEdition;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only questions to this account.' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: QUESTIONS_MAX,
    default: 200,
    description: 'The newest, at most so many.',
  })
  @IsInt()
  @Min(1)
  @Max(QUESTIONS_MAX)
  limit: number = 200;
}

export class ReplayedTurnsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: replayChanges })
  @IsOptional()
  @IsIn(replayChanges)
  change?: ReplayChange;
}

class ReplayWayView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  routeId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  promptVersion!: string | null;
  @ApiProperty({
    enum: knowledgeEditions,
    nullable: true,
    description: 'What is searched: what is live, or what would be; null: as the route says.',
  })
  knowledge!: KnowledgeEdition | null;
}

class ReplayChangesView {
  @ApiProperty({ description: 'Only the new way answers.' })
  answered!: number;
  @ApiProperty({ description: 'Only the old way did.' })
  unanswered!: number;
  @ApiProperty({ description: 'The same in other words.' })
  reworded!: number;
  @ApiProperty({ description: 'Something else.' })
  other!: number;
  @ApiProperty({ description: 'How many answers stayed as they were.' })
  same!: number;
}

class ReplayReportView {
  @ApiProperty({ description: 'Those that are still kept, and were answered once more.' })
  questions!: number;
  @ApiProperty({ type: ReplayChangesView, description: 'How many answers changed, by kind.' })
  changes!: ReplayChangesView;
  @ApiProperty({ description: 'In the currency of the models’ prices.' })
  costBefore!: number;
  @ApiProperty({ description: 'What the new answers cost, in the currency of the prices.' })
  costAfter!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The mean time of the old answers in milliseconds; null without any.',
  })
  meanMsBefore!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The mean time of the new answers in milliseconds; null without any.',
  })
  meanMsAfter!: number | null;
}

class ReplayFailureView {
  @ApiProperty({ description: 'A code of docs/errors.md.' })
  code!: string;
  @ApiProperty({ description: 'What went wrong, in words.' })
  message!: string;
}

export class ReplayView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'date-time', description: 'Where the span begins.' })
  from!: string;
  @ApiProperty({ format: 'date-time', description: 'Where the span ends.' })
  to!: string;
  @ApiProperty({ type: ReplayWayView, description: 'What is not as it was; null: as the routes have it now.' })
  way!: ReplayWayView;
  @ApiProperty({ enum: replayStatuses, description: 'How far it is.' })
  status!: ReplayStatus;
  @ApiProperty({ description: 'Questions.' })
  total!: number;
  @ApiProperty({ description: 'Questions that were looked at until now.' })
  processed!: number;
  @ApiProperty({ type: ReplayReportView, nullable: true, description: 'Null until it is completed.' })
  report!: ReplayReport | null;
  @ApiProperty({ type: ReplayFailureView, nullable: true, description: 'Why it failed; null where it did not.' })
  failure!: ReplayFailureView | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ReplayPage {
  @ApiProperty({ type: [ReplayView] })
  items!: ReplayView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

class ReplayedAnswerView implements ReplayedAnswer {
  @ApiProperty({ description: 'Such as `answered`.' })
  outcome!: string;
  @ApiProperty({ description: 'Such as `model`.' })
  reason!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Personal data is masked.' })
  text!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'How sure the answer is, from 0 to 1; null without one.',
  })
  confidence!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The route that it took; null for none.' })
  route!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The arm of the route; null for none.' })
  arm!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The model that answered; null where none did.' })
  model!: string | null;
  @ApiProperty({ type: String, nullable: true })
  promptVersion!: string | null;
  @ApiProperty({ type: [String], description: 'External ids of what was found, the best first.' })
  documents!: readonly string[];
  @ApiProperty({ type: Number, nullable: true })
  milliseconds!: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What it cost, in the currency of the prices; null without a model.',
  })
  cost!: number | null;
}

export class ReplayedTurnView {
  @ApiProperty({ format: 'uuid' })
  turnId!: string;
  @ApiProperty({ description: 'Personal data is masked.' })
  question!: string;
  @ApiProperty({ enum: replayChanges, description: 'What has changed.' })
  change!: ReplayChange;
  @ApiProperty({ type: ReplayedAnswerView, description: 'What was answered then.' })
  before!: ReplayedAnswer;
  @ApiProperty({ type: ReplayedAnswerView, description: 'What is answered now.' })
  after!: ReplayedAnswer;
}

export class ReplayedTurnPage {
  @ApiProperty({ type: [ReplayedTurnView] })
  items!: ReplayedTurnView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentReplay(row: ReplayRow): ReplayView {
  const { routeId = null, promptVersion = null, knowledge = null } = row.way;
  return {
    id: row.id,
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    way: { routeId, promptVersion, knowledge },
    status: row.status,
    total: row.total,
    processed: row.processed,
    report: row.report,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentTurn({
  turn_id: turnId,
  text: question,
  change,
  before,
  after,
}: ReplayedTurn): ReplayedTurnView {
  return { turnId, question, change, before, after };
}
