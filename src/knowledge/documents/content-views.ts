import { ApiProperty } from '@nestjs/swagger';
import type { DocumentKind } from './document.dto.js';
import type { DocumentContent } from './document-row.js';

const kinds = { enum: ['faq', 'text'], enumName: 'DocumentKind' };
export const states = { enum: ['draft', 'in_review', 'published', 'archived'], enumName: 'DocumentState' };

/** What a document says. */
export class ContentView {
  @ApiProperty({ ...kinds, description: 'An entry with a question and its answer, or a text.' })
  kind!: DocumentKind;
  @ApiProperty({ description: 'The title of a text.' })
  question!: string;
  @ApiProperty({ type: [String], description: 'Other ways of asking the same.' })
  similarQuestions!: string[];
  @ApiProperty({ description: 'The whole text of a text.' })
  answer!: string;
  @ApiProperty({ type: String, nullable: true })
  category!: string | null;
  @ApiProperty({ type: [String] })
  tags!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'BCP 47; null: nobody said.' })
  language!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Not found before this moment.' })
  validFrom!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Not found from this moment on.' })
  validUntil!: string | null;
}

export const author = {
  type: 'object' as const,
  description: 'Who did it.',
  properties: {
    kind: { type: 'string' as const, enum: ['system', 'contact', 'key', 'staff'] },
    id: { type: 'string' as const },
  },
  required: ['kind'],
};

export function presentContent<Answer>(row: Omit<DocumentContent, 'answer'> & { answer: Answer }) {
  return {
    kind: row.kind,
    question: row.question,
    similarQuestions: row.similar_questions,
    answer: row.answer,
    category: row.category,
    tags: row.tags,
    language: row.language,
    validFrom: row.valid_from?.toISOString() ?? null,
    validUntil: row.valid_until?.toISOString() ?? null,
  };
}
