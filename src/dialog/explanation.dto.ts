import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  AttemptView,
  CalledToolView,
  ExplainedModelView,
  ExplainedRouteView,
  ExplainedUsageView,
} from './explained-completions.dto.js';

class DecisionView {
  @ApiProperty({
    enum: ['answer', 'clarify', 'handoff', 'refuse', 'relay', 'ignore'],
    description: 'What was decided.',
  })
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
  @ApiProperty({ description: 'The name of the intent.' })
  intent!: string;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'How sure the recognition is, from 0 to 1.' })
  score!: number;
  @ApiProperty({ enum: ['rule', 'example', 'model'], description: 'What recognised it.' })
  by!: string;
}

class ThresholdsView {
  @ApiProperty({ description: 'From this confidence on the question is answered.' })
  answerFrom!: number;
  @ApiProperty({ description: 'From this confidence on the contact is asked what is meant.' })
  clarifyFrom!: number;
  @ApiProperty({ enum: ['handoff', 'offer'], description: 'What happens below both thresholds.' })
  lowConfidenceAction!: string;
}

class KnowledgeView {
  @ApiProperty({ description: 'The state of the base that was searched.' })
  version!: number;
  @ApiProperty({ enum: ['live', 'candidate'], description: 'What was searched: what is live, or what would be.' })
  edition!: string;
  @ApiProperty({ description: 'Whether the question was translated to find them.' })
  translated!: boolean;
}

class ExplainedPassageView {
  @ApiProperty({ format: 'uuid' })
  documentId!: string;
  @ApiProperty()
  externalId!: string;
  @ApiProperty({ description: 'The question, or the title of the text.' })
  title!: string;
  @ApiProperty({ description: 'Orders the passages; 1 is the best there can be.' })
  score!: number;
  @ApiProperty()
  revision!: number;
  @ApiPropertyOptional({ description: 'Of a text: which passage, from 0.' })
  ordinal?: number;
  @ApiPropertyOptional({ type: [String], description: 'The headings it stands under, from the outermost one.' })
  headingPath?: readonly string[];
  @ApiPropertyOptional({ description: 'Whether the answer rests on it.' })
  cited?: boolean;
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
  @ApiProperty({
    enum: ['passage', 'provider'],
    description: 'A passage of the base, or a source that the provider names.',
  })
  kind!: string;
  @ApiPropertyOptional({ description: 'Its place among the passages, from 1.' })
  number?: number;
  @ApiPropertyOptional()
  externalId?: string;
  @ApiProperty({ description: 'What the source is called.' })
  title!: string;
  @ApiPropertyOptional()
  revision?: number;
}

class ExplainedFlowView {
  @ApiPropertyOptional({ description: 'Absent for the confirmation of what a model would do.' })
  flow?: string;
  @ApiPropertyOptional({ description: 'The step that was taken.' })
  step?: string;
  @ApiProperty({ type: [CalledToolView], description: 'The tools that the step called.' })
  toolCalls!: readonly CalledToolView[];
}

class ExplainedFilterHitView {
  @ApiProperty({ description: 'The list or rule that was hit.' })
  list!: string;
  @ApiProperty({ description: 'The word that was hit, masked where it is personal.' })
  word!: string;
  @ApiProperty({ description: 'What the filter does about it.' })
  action!: string;
}

class FiltersView {
  @ApiPropertyOptional({ type: [ExplainedFilterHitView], description: 'What was hit in the question.' })
  inbound?: readonly ExplainedFilterHitView[];
  @ApiPropertyOptional({ type: [ExplainedFilterHitView], description: 'What was hit in the answer.' })
  outbound?: readonly ExplainedFilterHitView[];
  @ApiPropertyOptional({ type: [String], description: 'The categories that the moderation endpoint flagged.' })
  moderation?: readonly string[];
}

class MillisecondsView {
  @ApiPropertyOptional({ description: 'Milliseconds of the search.' })
  search?: number;
  @ApiPropertyOptional({ description: 'Of all completions.' })
  model?: number;
  @ApiPropertyOptional({ description: 'Without the wait for the burst.' })
  total?: number;
}

/** Why a turn ended as it did: enough to retrace it. What did not happen is absent. */
export class ExplanationView {
  @ApiProperty({ type: DecisionView, description: 'What was decided, and why.' })
  decision!: DecisionView;
  @ApiProperty({ type: [StepView], description: 'In their order.' })
  steps!: readonly StepView[];
  @ApiPropertyOptional({ description: 'The language of the contact, such as `zh-Hans`.' })
  language?: string;
  @ApiPropertyOptional({ type: ExplainedIntentView, description: 'The intent that was recognised.' })
  intent?: ExplainedIntentView;
  @ApiPropertyOptional({ description: 'How likely the first passage answers the question, as the search sees it.' })
  confidence?: number;
  @ApiPropertyOptional({ description: 'How likely the base holds an answer at all.' })
  inScope?: number;
  @ApiPropertyOptional({ type: AnswerConfidenceView, description: 'How sure the answer is, and from what.' })
  answerConfidence?: AnswerConfidenceView;
  @ApiPropertyOptional({ type: ThresholdsView, description: 'What applied to the category of the first passage.' })
  thresholds?: ThresholdsView;
  @ApiPropertyOptional({ type: KnowledgeView, description: 'What was searched, and how sure the search was.' })
  knowledge?: KnowledgeView;
  @ApiPropertyOptional({ type: [ExplainedPassageView], description: 'What was found, best first.' })
  passages?: readonly ExplainedPassageView[];
  @ApiPropertyOptional({ type: [CitationView], description: 'What the answer rests on.' })
  citations?: readonly CitationView[];
  @ApiPropertyOptional({ type: [String], description: 'What the turn had to do without.' })
  degraded?: readonly string[];
  @ApiPropertyOptional({ type: ExplainedRouteView, description: 'The route and the arm that were taken.' })
  route?: ExplainedRouteView;
  @ApiPropertyOptional({ type: ExplainedModelView, description: 'Whose answer was taken, or the last that was tried.' })
  model?: ExplainedModelView;
  @ApiPropertyOptional({ type: [AttemptView], description: 'Every completion, in order.' })
  attempts?: readonly AttemptView[];
  @ApiPropertyOptional({
    enum: ['hit', 'shared', 'miss', 'off'],
    description: 'Whether the answer came from the cache.',
  })
  cache?: string;
  @ApiPropertyOptional({ type: ExplainedUsageView, description: 'What it took, all attempts together.' })
  usage?: ExplainedUsageView;
  @ApiPropertyOptional({ type: [CalledToolView], description: 'The tools that were called.' })
  toolCalls?: readonly CalledToolView[];
  @ApiPropertyOptional({ type: ExplainedFlowView, description: 'The flow that the contact was in.' })
  flow?: ExplainedFlowView;
  @ApiPropertyOptional({ type: FiltersView, description: 'What the filters hit.' })
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
