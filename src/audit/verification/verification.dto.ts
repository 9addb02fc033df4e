import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { SealDto, SigningKeyDto } from '../seals/seal.dto.js';
import { type FaultCode, faultCodes } from './fault.js';

export class VerificationRequest {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'The first event that is verified. Left out: all there is.',
  })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not included. Left out: up to now.' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

export class FaultDto {
  @ApiProperty({ enum: faultCodes, description: 'What is wrong with the log.' })
  code!: FaultCode;
  @ApiProperty({ description: 'For people.' })
  message!: string;
  @ApiPropertyOptional({ description: 'The number of the seal.' })
  seal?: number;
  @ApiPropertyOptional({ description: 'The place in the chain.' })
  sequence?: number;
  @ApiPropertyOptional({ format: 'uuid' })
  eventId?: string;
}

export class VerificationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: ['recent', 'whole', 'asked'], description: '`recent` and `whole` run by themselves.' })
  kind!: string;
  @ApiProperty({
    enum: ['running', 'sound', 'faulty', 'failed'],
    description: '`faulty`: something is wrong with the log. `failed`: it could not be read to its end.',
  })
  state!: string;
  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'The first seal that was looked at; null where there is none.',
  })
  fromSeal!: number | null;
  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'The last seal that was looked at; null where there is none.',
  })
  toSeal!: number | null;
  @ApiProperty({ description: 'How many were verified.' })
  events!: number;
  @ApiProperty({ nullable: true, type: FaultDto, description: 'The first thing that is wrong.' })
  fault!: FaultDto | null;
  @ApiProperty({ format: 'date-time' })
  startedAt!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'When it ended; null while it runs.' })
  doneAt!: string | null;
}

export class VerificationPage {
  @ApiProperty({ type: [VerificationDto] })
  items!: VerificationDto[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class ProofDto {
  @ApiProperty({ description: 'The place of the event in the chain.' })
  sequence!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    description: 'What is hashed of it, in the order of docs/audit-format.md.',
  })
  fields!: Record<string, string | null>;
  @ApiProperty({ description: 'The hash of the event, in hexadecimal.' })
  leaf!: string;
  @ApiProperty({ type: [String], description: 'The nodes beside its way to the root, lowest first, in hexadecimal.' })
  path!: string[];
  @ApiProperty({ type: SealDto, description: 'The seal that covers the event.' })
  seal!: SealDto;
  @ApiProperty({ type: SigningKeyDto, description: 'The public key that verifies the seal.' })
  key!: SigningKeyDto;
}
