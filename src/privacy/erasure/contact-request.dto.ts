import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PageQuery } from '../../common/paging.js';
import { IsStorable } from '../../common/storable.js';
import { AuthorView } from '../author.dto.js';
import { type ContactRequest, contactRequestKinds, contactRequestStates } from './contact-request-rows.js';

const REASON_LENGTH_MAX = 1_000;

export class ContactRequestBody {
  @ApiProperty({ minLength: 5, maxLength: REASON_LENGTH_MAX, description: 'Why, such as how the person asked for it.' })
  @IsString()
  @IsStorable()
  @Length(5, REASON_LENGTH_MAX)
  reason!: string;
}

export class ContactRequestsQuery extends PageQuery {
  /** Only those of this contact. */
  @IsOptional()
  @IsUUID()
  contactId?: string;

  /** Only those of contacts of this account. */
  @IsOptional()
  @IsUUID()
  accountId?: string;
}

export class ContactRequestView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ enum: contactRequestKinds, description: 'A copy of what is kept, or the erasure of it.' })
  kind!: string;
  @ApiProperty({ enum: contactRequestStates, description: 'How far it is.' })
  status!: string;
  @ApiProperty({ description: 'Why it was asked for.' })
  reason!: string;
  @ApiProperty({ type: AuthorView, description: 'Who asked for it.' })
  createdBy!: AuthorView;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Of a copy: how many rows of what it holds until now. Of an erasure: what is done.',
  })
  progress!: object;
  @ApiProperty({ type: String, nullable: true, description: 'The code of what made it fail.' })
  failure!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the finished copy.' })
  bytes!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of the finished copy, while its file is kept: 7 days.' })
  sha256!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;
}

export class ContactRequestPage {
  @ApiProperty({ type: [ContactRequestView] })
  items!: ContactRequestView[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function presentRequest(row: ContactRequest): ContactRequestView {
  return {
    id: row.id,
    contactId: row.contact_id,
    accountId: row.account_id,
    kind: row.kind,
    status: row.status,
    reason: row.reason,
    createdBy: row.created_by,
    progress: row.progress,
    failure: row.failure,
    bytes: row.bytes === null ? null : Number(row.bytes),
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
