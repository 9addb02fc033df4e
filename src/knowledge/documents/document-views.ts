import { ApiProperty, OmitType } from '@nestjs/swagger';
import { ContentView, presentContent, states } from './content-views.js';
import type { DocumentSummary } from './document-list.js';
import type { PassageRow } from './document-passages.js';
import type { DocumentRow } from './document-row.js';
import type { DocumentState } from './document-states.js';
import type { StepResult } from './document-steps.js';

export class DocumentView extends ContentView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ description: "The caller's own id." })
  externalId!: string;
  @ApiProperty({ ...states, description: 'Only what is published is found.' })
  state!: DocumentState;
  @ApiProperty({ description: 'Grows with each change; its ETag.' })
  revision!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The first time; null: never.' })
  publishedAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class DocumentItem extends OmitType(DocumentView, ['answer'] as const) {
  @ApiProperty({ type: String, nullable: true, description: 'Null for a text: read the document itself.' })
  answer!: string | null;
}

export class DocumentPage {
  @ApiProperty({ type: [DocumentItem] })
  items!: DocumentItem[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class PassageView {
  @ApiProperty({ description: 'From 0, in reading order.' })
  ordinal!: number;
  @ApiProperty({ type: [String], description: 'The headings that it stands under, from the outermost one.' })
  headingPath!: string[];
  @ApiProperty({ description: 'The passage itself.' })
  text!: string;
}

export class PassagePage {
  @ApiProperty({ description: 'The revision of the document that they belong to.' })
  revision!: number;
  @ApiProperty({ type: [PassageView] })
  items!: PassageView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class StepResultView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: ['changed', 'unchanged', 'refused'], description: 'What became of the document.' })
  outcome!: StepResult['outcome'];
  @ApiProperty({ type: Number, nullable: true, description: 'The one it has now; null when it is refused.' })
  revision!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The error code, when it is refused.' })
  code!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is refused.' })
  detail!: string | null;
}

export class StepResults {
  @ApiProperty({ type: [StepResultView], description: 'In the order of the items that were sent.' })
  items!: StepResultView[];
  @ApiProperty({ description: 'How many took the step.' })
  changed!: number;
  @ApiProperty({ description: 'How many were in that state already.' })
  unchanged!: number;
  @ApiProperty({ description: 'How many could not take it.' })
  refused!: number;
}

export function presentDocument(row: DocumentRow): DocumentView {
  return presentAny(row);
}

export function presentSummary(row: DocumentSummary): DocumentItem {
  return presentAny(row);
}

export function presentPassage(row: PassageRow): PassageView {
  return { ordinal: row.ordinal, headingPath: row.heading_path, text: row.text };
}

export function presentResults(results: readonly StepResult[]): StepResults {
  const count = (outcome: StepResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    items: results.map(presentResult),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  };
}

function presentResult(result: StepResult): StepResultView {
  return result.outcome === 'refused'
    ? {
        id: result.id,
        outcome: result.outcome,
        revision: null,
        code: result.error.code,
        detail: result.error.message,
      }
    : { id: result.id, outcome: result.outcome, revision: result.revision, code: null, detail: null };
}

function presentAny<Answer>(row: Omit<DocumentSummary, 'answer'> & { answer: Answer }) {
  return {
    id: row.id,
    externalId: row.external_id,
    ...presentContent(row),
    state: row.state,
    revision: row.revision,
    publishedAt: row.published_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
