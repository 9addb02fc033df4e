import { ApiProperty } from '@nestjs/swagger';
import { type Permission, permissions } from '../../common/access.js';
import { type ApiKey, type KeyMode, keyModes } from './api-key.js';
import type { NewKey } from './api-keys.js';

const time = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, format: 'date-time', nullable: true, description });

export class KeyView {
  @ApiProperty({ format: 'uuid', description: 'The id of the key.' })
  id!: string;
  @ApiProperty({ description: 'What it is recognised by: it stands in the key itself, and in signed requests.' })
  prefix!: string;
  @ApiProperty({ description: 'What it is for.' })
  name!: string;
  @ApiProperty({ enum: keyModes, enumName: 'KeyMode', description: 'Whether it is sent, or signs.' })
  mode!: KeyMode;
  @ApiProperty({ enum: permissions, isArray: true, description: 'What it may do.' })
  permissions!: readonly Permission[];
  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'The groups whose conversations it sees; null: it sees all.',
  })
  groupIds!: readonly string[] | null;
  @ApiProperty({ type: [String], description: 'From where it counts; none: from everywhere.' })
  addresses!: readonly string[];
  @ApiProperty({
    format: 'uuid',
    nullable: true,
    type: String,
    description: 'The member of the staff who made it or renewed it last: it allows no more than he may do himself.',
  })
  ownerId!: string | null;
  @ApiProperty({ description: 'Whether it counts.' })
  enabled!: boolean;
  @time('When it ends by itself; null: never.')
  expiresAt!: string | null;
  @time('Until when the secret from before the last rotation counts too.')
  previousUntil!: string | null;
  @time('When it got another secret last.')
  rotatedAt!: string | null;
  @time('When it was used last, to the minute.')
  lastUsedAt!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'From where it was used then.' })
  lastUsedAddress!: string | null;
  @ApiProperty({ description: 'Grows with each change; also its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time', description: 'When it was made.' })
  createdAt!: string;
}

export class NewKeyView extends KeyView {
  @ApiProperty({ description: 'The key itself. It is shown now and never again.' })
  secret!: string;
}

export class KeyPage {
  @ApiProperty({ type: [KeyView], description: 'The keys of this page.' })
  items!: KeyView[];
  @ApiProperty({ nullable: true, type: String, description: 'What the next page begins at; null on the last one.' })
  nextCursor!: string | null;
}

/** What a view holds, without being one: it is added to. */
type Shown = { [Name in keyof KeyView]: KeyView[Name] };

export function presentKey(key: ApiKey): Shown {
  return {
    id: key.id,
    prefix: key.prefix,
    name: key.name,
    mode: key.mode,
    permissions: key.permissions,
    groupIds: key.reach === 'all' ? null : key.reach.groups,
    addresses: key.addresses,
    ownerId: key.ownerId,
    enabled: key.enabled,
    expiresAt: told(key.expiresAt),
    previousUntil: told(key.previousUntil),
    rotatedAt: told(key.rotatedAt),
    lastUsedAt: told(key.lastUsedAt),
    lastUsedAddress: key.lastUsedAddress,
    version: key.version,
    createdAt: key.createdAt.toISOString(),
  };
}

export function presentNewKey({ key, secret }: NewKey): NewKeyView {
  return { ...presentKey(key), secret };
}

function told(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
