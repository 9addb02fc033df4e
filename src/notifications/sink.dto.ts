import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { asId } from '../common/ids.js';
import { IsStorable } from '../common/storable.js';
import { type SinkKind, sinkKinds } from './notification.js';
import type { Sink } from './sink.js';
import type { SinkChange } from './sink-change.js';

const EVENT = /^[a-z][a-z-]{0,31}\.(?:\*|[a-z][a-z-]{0,63})$/;

export class SinkBody {
  @ApiProperty({ maxLength: 100, description: 'By which people know it; unique.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  name!: string;

  @ApiProperty({ enum: sinkKinds, description: 'It stays as it was made.' })
  @IsIn(sinkKinds)
  kind!: SinkKind;

  @ApiProperty({
    required: false,
    maxLength: 2_000,
    description:
      'Of a group robot: the address that WeCom shows for it. Of a webhook: where to post. ' +
      'Never shown again; left out in a change, it stays.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @IsStorable()
  url?: string;

  @ApiProperty({
    required: false,
    minLength: 16,
    maxLength: 200,
    description: 'Of a webhook: signs what is posted. Never shown again; left out in a change, it stays.',
  })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,200}$/, { message: 'secret must be 16 to 200 letters, digits and marks' })
  secret?: string;

  @ApiProperty({ required: false, type: [String], maxItems: 50, default: [], description: 'Of an e-mail.' })
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsEmail({}, { each: true })
  recipients: string[] = [];

  @ApiProperty({
    required: false,
    type: [String],
    nullable: true,
    maxItems: 50,
    description: 'Names of events, such as `ticket.created`, or `handoff.*`. Left out: all.',
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(EVENT, { each: true, message: 'each of events must be such as ticket.created or handoff.*' })
  events?: string[] | null;

  @ApiProperty({
    required: false,
    type: [String],
    format: 'uuid',
    nullable: true,
    maxItems: 100,
    description: 'Of which skill groups. Left out: of all, and what concerns none.',
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  groupIds?: string[] | null;

  @ApiProperty({ required: false, default: true })
  @IsBoolean()
  enabled: boolean = true;
}

export class SinkView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: sinkKinds, description: 'Where it leads.' })
  kind!: string;
  @ApiProperty({ description: 'Where it goes, without what is secret of it.' })
  target!: string;
  @ApiProperty({ type: [String], description: 'Of an e-mail.' })
  recipients!: readonly string[];
  @ApiProperty({ description: 'Whether it signs with a secret; it is never shown.' })
  hasSecret!: boolean;
  @ApiProperty({ type: [String], nullable: true, description: 'Null: all.' })
  events!: readonly string[] | null;
  @ApiProperty({ type: [String], nullable: true, description: 'Null: all, and what concerns none.' })
  groupIds!: readonly string[] | null;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change, its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class SinkPage {
  @ApiProperty({ type: [SinkView] })
  items!: SinkView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function changeOf({ url, secret, events, groupIds, ...rest }: SinkBody): SinkChange {
  return {
    ...rest,
    url,
    secret,
    events: events ?? null,
    groupIds: groupIds?.map((id) => asId(id)) ?? null,
  };
}

export function presentSink(sink: Sink): SinkView {
  const { id, name, kind, target, recipients, events, groupIds, enabled, version, updatedAt } = sink;
  return {
    id,
    name,
    kind,
    target,
    recipients,
    hasSecret: sink.secrets.kind === 'webhook',
    events,
    groupIds,
    enabled,
    version,
    updatedAt: updatedAt.toISOString(),
  };
}
