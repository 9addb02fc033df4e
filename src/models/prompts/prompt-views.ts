import { ApiProperty } from '@nestjs/swagger';
import type { Prompt } from './prompt-rows.js';
import { type PromptName, promptNames, type PromptState, promptStates } from './prompt-template.js';

export class PromptSummaryView {
  @ApiProperty({ description: 'Such as `answer-7`; `default` is the one that is shipped.' })
  version!: string;
  @ApiProperty({ enum: promptNames, description: 'What the template is for.' })
  name!: PromptName;
  @ApiProperty({ enum: promptStates, description: 'One version of a name is live.' })
  state!: PromptState;
  @ApiProperty({ description: 'What its author says about it.' })
  note!: string;
  @ApiProperty({ description: 'Of what the model reads of it: explanations and the cache tell versions apart by it.' })
  digest!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for the shipped one.' })
  createdAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was last made live.' })
  publishedAt!: string | null;
}

export class PromptView extends PromptSummaryView {
  @ApiProperty({ description: 'The system message, with its placeholders.' })
  body!: string;
}

export class PromptPage {
  @ApiProperty({ type: [PromptSummaryView] })
  items!: PromptSummaryView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

/** A plain object, which a view can be made of. */
export function presentSummary(prompt: Prompt) {
  return {
    version: prompt.version,
    name: prompt.name,
    state: prompt.state,
    note: prompt.note,
    digest: prompt.digest,
    createdAt: prompt.createdAt?.toISOString() ?? null,
    publishedAt: prompt.publishedAt?.toISOString() ?? null,
  };
}

export function presentPrompt(prompt: Prompt): PromptView {
  return { ...presentSummary(prompt), body: prompt.body };
}
