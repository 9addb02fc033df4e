import { ApiProperty } from '@nestjs/swagger';
import { author, ContentView, presentContent, states } from './content-views.js';
import type { DraftRow } from './document-drafts.js';
import type { RevisionRow, RevisionSummary } from './document-revisions.js';
import type { Author } from '../../common/access.js';
import type { DocumentState } from './document-states.js';

export class RevisionItem {
  @ApiProperty()
  revision!: number;
  @ApiProperty({ ...states, description: 'The state of the document then.' })
  state!: DocumentState;
  @ApiProperty({ description: 'The title of a text.' })
  question!: string;
  @ApiProperty({ type: [String], description: 'The fields that differ from the revision before.' })
  changed!: string[];
  @ApiProperty(author)
  author!: Author;
  @ApiProperty({ type: String, nullable: true, description: 'Why, if somebody said so.' })
  reason!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class RevisionPage {
  @ApiProperty({ type: [RevisionItem] })
  items!: RevisionItem[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class RevisionView extends ContentView {
  @ApiProperty({ format: 'uuid' })
  documentId!: string;
  @ApiProperty()
  revision!: number;
  @ApiProperty({ ...states, description: 'The state of the document then.' })
  state!: DocumentState;
  @ApiProperty(author)
  author!: Author;
  @ApiProperty({ type: String, nullable: true, description: 'Why, if somebody said so.' })
  reason!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class DraftView extends ContentView {
  @ApiProperty({ format: 'uuid' })
  documentId!: string;
  @ApiProperty({ description: "The document's own id." })
  externalId!: string;
  @ApiProperty({ description: 'The revision of the document that it changes.' })
  basedOn!: number;
  @ApiProperty({ description: 'The revision that the document has now: if it is another, publishing is refused.' })
  documentRevision!: number;
  @ApiProperty({ description: 'Grows with each change; its ETag.' })
  version!: number;
  @ApiProperty(author)
  author!: Author;
  @ApiProperty({ type: String, nullable: true, description: 'Why, if somebody said so.' })
  reason!: string | null;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function presentRevisionItem(row: RevisionSummary): RevisionItem {
  return {
    revision: row.revision,
    state: row.state,
    question: row.question,
    changed: row.changed,
    author: row.author,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
  };
}

export function presentRevision(row: RevisionRow): RevisionView {
  return {
    documentId: row.document_id,
    revision: row.revision,
    ...presentContent(row),
    state: row.state,
    author: row.author,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
  };
}

export function presentDraft({ fields, ...row }: DraftRow): DraftView {
  return {
    documentId: row.document_id,
    externalId: fields.externalId,
    kind: fields.kind ?? 'faq',
    question: fields.question,
    similarQuestions: fields.similarQuestions ?? [],
    answer: fields.answer,
    category: fields.category,
    tags: fields.tags ?? [],
    language: fields.language,
    validFrom: fields.validFrom,
    validUntil: fields.validUntil,
    basedOn: row.based_on,
    documentRevision: row.revision,
    version: row.version,
    author: row.author,
    reason: row.reason,
    updatedAt: row.updated_at.toISOString(),
  };
}
