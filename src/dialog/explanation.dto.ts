import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class DecisionView {
  @ApiProperty({ enum: ['answer', 'clarify', 'handoff', 'refuse', 'relay', 'ignore'] })
  kind!: string;
  @ApiProperty({ description: 'Such as `quoted`, `model`, `low-confidence`.' })
  reason!: string;
}

class StepView {
  @ApiProperty({ description: 'A station of the turn, such as `inbound-filter`.' })
  step!: string;
  @ApiProperty({ description: 'What it came to: `passed`, or the reason of the decision that it ended the turn with.' })
  result!: string;
  @ApiProperty()
  milliseconds!: number;
}

class ExplainedIntentView {
  @ApiProperty()
  intent!: string;
  @ApiProperty({ minimum: 0, maximum: 1 })
  score!: number;
  @ApiProperty({ enum: ['rule', 'example', 'model'] })
  by!: string;
}

class ThresholdsView {
  @ApiProperty({ description: 'From this confidence on the question is answered.' })
  answerFrom!: number;
  @ApiProperty({ description: 'From this confidence on the contact is asked what is meant.' })
  clarifyFrom!: number;
  @ApiProperty({ enum: ['handoff', 'offer'] })
  lowConfidenceAction!: string;
}

class KnowledgeView {
  @ApiProperty({ description: 'The state of the base that was searched.' })
  version!: number;
  @ApiProperty({ enum: ['live', 'candidate'] })
  edition!: string;
  @ApiProperty({ description: 'Whether the question was translated to find them.' })
  translated!: boolean;
}

class ExplainedPassageView {
  @ApiProperty({ format: 'uuid' })
  documentId!: string;
  @ApiProperty()
  externalId!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  score!: number;
  @ApiProperty()
  revision!: number;
  @ApiPropertyOptional({ description: 'Of a text: which passage, from 0.' })
  ordinal?: number;
  @ApiPropertyOptional({ type: [String] })
  headingPath?: readonly string[];
  @ApiPropertyOptional({ description: 'Whether the answer rests on it.' })
  cited?: boolean;
}

class ExplainedRouteView {
  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where no route is meant for the question.' })
  id?: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  arm!: string;
  @ApiProperty({ type: [String], description: 'In the order in which they are tried.' })
  modelIds!: readonly string[];
  @ApiProperty()
  promptVersion!: string;
  @ApiPropertyOptional()
  temperature?: number;
  @ApiPropertyOptional()
  maxTokens?: number;
  @ApiPropertyOptional({ type: [String] })
  stop?: readonly string[];
}

class ExplainedModelView {
  @ApiPropertyOptional({ format: 'uuid' })
  id?: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: ['accepted', 'tools', 'rejected', 'failed'] })
  outcome!: string;
  @ApiPropertyOptional({ description: 'Why it was not accepted.' })
  reason?: string;
  @ApiProperty()
  promptVersion!: string;
}

class AttemptView {
  @ApiPropertyOptional({ format: 'uuid' })
  modelId?: string;
  @ApiProperty()
  model!: string;
  @ApiProperty({ enum: ['accepted', 'tools', 'rejected', 'failed'] })
  outcome!: string;
  @ApiPropertyOptional()
  reason?: string;
  @ApiProperty()
  milliseconds!: number;
  @ApiPropertyOptional()
  firstTokenMs?: number;
  @ApiPropertyOptional()
  promptTokens?: number;
  @ApiPropertyOptional()
  completionTokens?: number;
  @ApiProperty()
  cost!: number;
}

class AnswerConfidenceView {
  @ApiProperty({ description: 'What the thresholds are held against: search, model and check together.' })
  value!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'What the model says of itself.' })
  own!: number | null;
  @ApiProperty({ description: 'Figures, dates, links and the like in the answer.' })
  claims!: number;
  @ApiProperty({ description: 'Those that stand in nothing that the answer rests on.' })
  unsupported!: number;
}

class CitationView {
  @ApiProperty({ enum: ['passage', 'provider'] })
  kind!: string;
  @ApiPropertyOptional({ description: 'Its place among the passages, from 1.' })
  number?: number;
  @ApiPropertyOptional()
  externalId?: string;
  @ApiProperty()
  title!: string;
  @ApiPropertyOptional()
  revision?: number;
}

class ExplainedUsageView {
  @ApiProperty()
  promptTokens!: number;
  @ApiProperty()
  completionTokens!: number;
  @ApiProperty({ description: 'In the currency of the models’ prices.' })
  cost!: number;
}

class CalledToolView {
  @ApiProperty()
  tool!: string;
  @ApiProperty()
  ok!: boolean;
  @ApiPropertyOptional()
  reason?: string;
  @ApiProperty()
  milliseconds!: number;
}

class ExplainedFlowView {
  @ApiPropertyOptional({ description: 'Absent for the confirmation of what a model would do.' })
  flow?: string;
  @ApiPropertyOptional()
  step?: string;
  @ApiProperty({ type: [CalledToolView] })
  toolCalls!: readonly CalledToolView[];
}

class ExplainedFilterHitView {
  @ApiProperty()
  list!: string;
  @ApiProperty()
  word!: string;
  @ApiProperty()
  action!: string;
}

class FiltersView {
  @ApiPropertyOptional({ type: [ExplainedFilterHitView] })
  inbound?: readonly ExplainedFilterHitView[];
  @ApiPropertyOptional({ type: [ExplainedFilterHitView] })
  outbound?: readonly ExplainedFilterHitView[];
  @ApiPropertyOptional({ type: [String], description: 'The categories that the moderation endpoint flagged.' })
  moderation?: readonly string[];
}

class MillisecondsView {
  @ApiPropertyOptional()
  search?: number;
  @ApiPropertyOptional({ description: 'Of all completions.' })
  model?: number;
  @ApiPropertyOptional({ description: 'Without the wait for the burst.' })
  total?: number;
}

/** Why a turn ended as it did: enough to retrace it. What did not happen is absent. */
export class ExplanationView {
  @ApiProperty({ type: DecisionView })
  decision!: DecisionView;
  @ApiProperty({ type: [StepView], description: 'In their order.' })
  steps!: readonly StepView[];
  @ApiPropertyOptional({ description: 'The language of the contact, such as `zh-Hans`.' })
  language?: string;
  @ApiPropertyOptional({ type: ExplainedIntentView })
  intent?: ExplainedIntentView;
  @ApiPropertyOptional({ description: 'How likely the first passage answers the question, as the search sees it.' })
  confidence?: number;
  @ApiPropertyOptional({ description: 'How likely the base holds an answer at all.' })
  inScope?: number;
  @ApiPropertyOptional({ type: AnswerConfidenceView })
  answerConfidence?: AnswerConfidenceView;
  @ApiPropertyOptional({ type: ThresholdsView, description: 'What applied to the category of the first passage.' })
  thresholds?: ThresholdsView;
  @ApiPropertyOptional({ type: KnowledgeView })
  knowledge?: KnowledgeView;
  @ApiPropertyOptional({ type: [ExplainedPassageView] })
  passages?: readonly ExplainedPassageView[];
  @ApiPropertyOptional({ type: [CitationView] })
  citations?: readonly CitationView[];
  @ApiPropertyOptional({ type: [String], description: 'What the turn had to do without.' })
  degraded?: readonly string[];
  @ApiPropertyOptional({ type: ExplainedRouteView })
  route?: ExplainedRouteView;
  @ApiPropertyOptional({ type: ExplainedModelView, description: 'Whose answer was taken, or the last that was tried.' })
  model?: ExplainedModelView;
  @ApiPropertyOptional({ type: [AttemptView], description: 'Every completion, in order.' })
  attempts?: readonly AttemptView[];
  @ApiPropertyOptional({ enum: ['hit', 'shared', 'miss', 'off'] })
  cache?: string;
  @ApiPropertyOptional({ type: ExplainedUsageView })
  usage?: ExplainedUsageView;
  @ApiPropertyOptional({ type: [CalledToolView] })
  toolCalls?: readonly CalledToolView[];
  @ApiPropertyOptional({ type: ExplainedFlowView })
  flow?: ExplainedFlowView;
  @ApiPropertyOptional({ type: FiltersView })
  filters?: FiltersView;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'What the contact could choose from.',
  })
  clarification?: object;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'What the contact chose.' })
  choice?: object;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'What the contact thinks of an answer.',
  })
  vote?: object;
  @ApiProperty({ type: MillisecondsView })
  milliseconds!: MillisecondsView;
}
