import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { InvalidRequestError } from '../../common/app-error.js';
import type { GroupId, MediaId, OperatorId } from '../../common/ids.js';
import { PageQuery } from '../../common/paging.js';
import { SortedBy } from '../../common/sorting.js';
import { IsStorable } from '../../common/storable.js';
import { type MediaType, mediaTypes } from '../../messaging/content.js';
import { RELAY_LENGTH_MAX } from '../desk/relay.js';
import { PRIORITY_MAX } from './case.js';
import { caseStates } from './case-states.js';
import { handoffOrders } from './handoff-list.js';
import { NOTE_LENGTH_MAX } from './notes.js';

const REASON_LENGTH_MAX = 100;
const SUMMARY_LENGTH_MAX = 2_000;
export const outcomes = ['solved', 'unsolved', 'duplicate', 'spam', 'other'] as const;

export class HandoffsQuery extends PageQuery {
  /** Only those in this state. */
  @ApiPropertyOptional({ enum: caseStates })
  @IsOptional()
  @IsIn(caseStates)
  state?: string;

  /** Only those of this group. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  groupId?: string;

  /** Only those that this operator has, or had when they ended. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  operatorId?: string;

  /** Only those of this conversation. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  conversationId?: string;

  @SortedBy(...handoffOrders)
  sort: (typeof handoffOrders)[number] = '-createdAt';
}

export class NewHandoffBody {
  @ApiPropertyOptional({
    description: 'Why a human is needed. `api` where it is left out.',
    maxLength: REASON_LENGTH_MAX,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(REASON_LENGTH_MAX)
  @IsStorable()
  reason?: string;

  @ApiPropertyOptional({ description: 'What whoever takes over should know.', maxLength: SUMMARY_LENGTH_MAX })
  @IsOptional()
  @IsString()
  @MaxLength(SUMMARY_LENGTH_MAX)
  @IsStorable()
  summary?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Left out: the group that it belongs to.' })
  @IsOptional()
  @IsUUID()
  groupId?: GroupId;

  @ApiPropertyOptional({ description: 'The higher, the sooner it is offered. 0 where it is left out.' })
  @IsOptional()
  @IsInt()
  @Min(-PRIORITY_MAX)
  @Max(PRIORITY_MAX)
  priority?: number;
}

export class ClaimBody {
  @ApiProperty({ format: 'uuid', description: 'The operator who takes it.' })
  @IsUUID()
  operatorId!: OperatorId;
}

export class TransferBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'To the queue of this group. Either this or `operatorId`.' })
  @ValidateIf(({ operatorId, groupId }: TransferBody) => operatorId === undefined || groupId !== undefined)
  @IsUUID()
  groupId?: GroupId;

  @ApiPropertyOptional({ format: 'uuid', description: 'This operator is asked, and nobody else at first.' })
  @IsOptional()
  @IsUUID()
  operatorId?: OperatorId;
}

/** @throws {InvalidRequestError} */
export function targetOf({ groupId, operatorId }: TransferBody) {
  if (groupId !== undefined && operatorId === undefined) {
    return { groupId };
  }
  if (operatorId !== undefined && groupId === undefined) {
    return { operatorId };
  }
  throw new InvalidRequestError('a transfer goes either to a group or to an operator', ['groupId: or operatorId']);
}

export class MessageBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Who says it. Left out: whoever has claimed the case.' })
  @IsOptional()
  @IsUUID()
  operatorId?: OperatorId;

  @ApiPropertyOptional({ description: 'Either this or `media`.', maxLength: RELAY_LENGTH_MAX })
  @ValidateIf(({ text, media }: MessageBody) => media === undefined || text !== undefined)
  @IsString()
  @IsNotEmpty()
  @MaxLength(RELAY_LENGTH_MAX)
  @IsStorable()
  text?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A file that was uploaded before.' })
  @IsOptional()
  @IsUUID()
  media?: MediaId;

  @ApiPropertyOptional({ enum: mediaTypes, description: 'Of the file.' })
  @ValidateIf(({ media }: MessageBody) => media !== undefined)
  @IsIn(mediaTypes)
  type?: MediaType;
}

export class NoteBody {
  @ApiProperty({ description: 'For operators; the contact never sees it.', maxLength: NOTE_LENGTH_MAX })
  @IsString()
  @IsNotEmpty()
  @MaxLength(NOTE_LENGTH_MAX)
  @IsStorable()
  text!: string;
}

export class ResolutionBody {
  @ApiProperty({ enum: outcomes, description: 'What came of the case.' })
  @IsIn(outcomes)
  outcome!: (typeof outcomes)[number];

  @ApiPropertyOptional({ maxLength: NOTE_LENGTH_MAX, description: 'What there is to say of it; operators read it.' })
  @IsOptional()
  @IsString()
  @MaxLength(NOTE_LENGTH_MAX)
  @IsStorable()
  note?: string;
}
