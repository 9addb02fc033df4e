import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { InvalidRequestError } from '../../common/app-error.js';
import { asId } from '../../common/ids.js';
import { PageQuery } from '../../common/paging.js';
import { AuthorView } from '../author.dto.js';
import type { UnmaskingRow, UnmaskingScope, UnmaskingState } from './unmasking-rows.js';
import { unmaskingStates } from './unmasking-rows.js';
import type { Original, Unmasking } from './unmaskings.js';
import { MayBeAbsent } from '../../common/may-be-absent.js';

const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class UnmaskingBody {
  @ApiPropertyOptional({ type: [String], maxItems: 50, description: 'The messages whose placeholders are meant.' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  messageIds?: string[];

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The contact whose placeholders are meant, in place of messages.',
  })
  @MayBeAbsent()
  @IsUUID()
  contactId?: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 200,
    example: ['〔手机号·1〕'],
    description: 'Of the contact; left out: all of his.',
  })
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  placeholders?: string[];

  @ApiProperty({ minLength: 5, maxLength: 500, description: 'Why; it stands in the audit log.' })
  @Trimmed()
  @IsString()
  @MinLength(5)
  @MaxLength(500)
  reason!: string;
}

export class UnmaskingApprovalBody {
  @ApiProperty({ description: 'False: refused.' })
  @IsBoolean()
  approved!: boolean;

  @ApiPropertyOptional({ maxLength: 500, description: 'Stands in the audit log.' })
  @MayBeAbsent()
  @Trimmed()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class UnmaskingsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: unmaskingStates })
  @IsOptional()
  @IsIn(unmaskingStates)
  state?: UnmaskingState;
}

class OriginalView {
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  @ApiProperty({ example: '〔手机号·1〕', description: 'What stands in the text in its place.' })
  placeholder!: string;
  @ApiProperty({ description: 'As the contact first wrote it.' })
  original!: string;
}

export class UnmaskingSummary {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: unmaskingStates, description: 'Where the request stands.' })
  state!: UnmaskingState;
  @ApiProperty({ type: AuthorView, description: 'Who asked.' })
  requestedBy!: AuthorView;
  @ApiProperty({ description: 'What the originals are needed for.' })
  reason!: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  contactId!: string | null;
  @ApiProperty({ type: [String], description: 'Of the contact; empty: all of his, or those of the messages.' })
  placeholders!: readonly string[];
  @ApiProperty({ type: [String], description: 'The messages whose originals are asked for.' })
  messageIds!: readonly string[];
  @ApiProperty({ type: AuthorView, nullable: true, description: 'Who approved or refused; null while nobody has.' })
  decidedBy!: AuthorView | null;
  @ApiProperty({ nullable: true, type: String, description: 'What the decision says besides.' })
  decisionNote!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'Until then it can be decided, or fetched once it is approved.' })
  expiresAt!: string;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'When it was decided; null while it is not.',
  })
  decidedAt!: string | null;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'When the originals were shown; null if they never were.',
  })
  revealedAt!: string | null;
}

export class UnmaskingView extends UnmaskingSummary {
  @ApiProperty({
    type: [OriginalView],
    nullable: true,
    description:
      'Null where they are not shown: not approved yet, fetched already, asked for by somebody else. What is not in the vault any more is missing.',
  })
  originals!: OriginalView[] | null;
}

export class UnmaskingPage {
  @ApiProperty({ type: [UnmaskingSummary] })
  items!: UnmaskingSummary[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

/** @throws {InvalidRequestError} unless exactly one of messages and contact is named. */
export function toUnmaskingScope({ messageIds, contactId, placeholders }: UnmaskingBody): UnmaskingScope {
  if ((messageIds === undefined) === (contactId === undefined)) {
    throw new InvalidRequestError('name either messages or a contact', ['messageIds: or contactId, one of both']);
  }
  if (placeholders !== undefined && contactId === undefined) {
    throw new InvalidRequestError('placeholders are those of a contact', ['placeholders: need contactId']);
  }
  return {
    contactId: contactId === undefined ? null : asId(contactId),
    placeholders: [...new Set(placeholders)],
    messageIds: [...new Set(messageIds)].map((id) => asId(id)),
  };
}

export function presentUnmasking({ row, originals }: Unmasking): UnmaskingView {
  return { ...fieldsOf(row), originals: originals?.map(presentOriginal) ?? null };
}

export function presentUnmaskingRow(row: UnmaskingRow): UnmaskingSummary {
  return fieldsOf(row);
}

function fieldsOf(row: UnmaskingRow): Pick<UnmaskingSummary, keyof UnmaskingSummary> {
  return {
    id: row.id,
    state: row.state,
    requestedBy: row.requestedBy,
    reason: row.reason,
    contactId: row.contactId,
    placeholders: row.placeholders,
    messageIds: row.messageIds,
    decidedBy: row.decidedBy,
    decisionNote: row.decisionNote,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    revealedAt: row.revealedAt?.toISOString() ?? null,
  };
}

function presentOriginal({ contactId, placeholder, original }: Original): OriginalView {
  return { contactId, placeholder, original };
}
