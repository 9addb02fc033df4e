import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { ROLE_ID } from '../roles/role.dto.js';
import { type EntryRule, type EntryRuleKind, entryRuleKinds } from './entry-rule.js';
import type { EntryRuleFields } from './entry-rules.js';

const NAME = /^[^\s\p{C}](?:[^\p{C}]{0,48}[^\s\p{C}])?$/u;
const ROLES_MAX = 20;
const KIND =
  'Whom it admits: one user of WeCom, a department or a tag of its directory, a subject or a group of the OpenID ' +
  'provider, or everybody who can sign in.';
const VALUE = 'The userid, the number of the department or tag, the subject or the group. Left out for everybody.';

export class EntryRuleBody {
  @ApiProperty({ minLength: 1, maxLength: 50, description: 'What people call it. No two rules have one name.' })
  @IsString()
  @Matches(NAME, { message: 'name must be one line of 50 characters at most, without spaces around it' })
  @IsStorable()
  name!: string;

  @ApiProperty({ enum: entryRuleKinds, description: KIND })
  @IsIn(entryRuleKinds)
  kind!: EntryRuleKind;

  @ApiPropertyOptional({ maxLength: 255, default: '', description: VALUE })
  @IsString()
  @MaxLength(255)
  @IsStorable()
  value: string = '';

  @ApiProperty({
    type: [String],
    maxItems: ROLES_MAX,
    description: 'The ids of the roles that it gives.',
    example: ['operator'],
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(ROLES_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(ROLE_ID, { each: true })
  roles!: string[];

  @ApiPropertyOptional({ default: true, description: 'Whether it counts.' })
  @IsBoolean()
  enabled: boolean = true;
}

export class EntryRuleView {
  @ApiProperty({ format: 'uuid', description: 'Of the rule.' })
  id!: string;
  @ApiProperty({ description: 'What people call it.' })
  name!: string;
  @ApiProperty({ enum: entryRuleKinds, description: KIND })
  kind!: EntryRuleKind;
  @ApiProperty({ description: VALUE })
  value!: string;
  @ApiProperty({ type: [String], description: 'The ids of the roles that it gives.' })
  roles!: string[];
  @ApiProperty({ description: 'Whether it counts.' })
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change.' })
  version!: number;
}

export class EntryRulePage {
  @ApiProperty({ type: [EntryRuleView], description: 'The rules, oldest first.' })
  items!: EntryRuleView[];
  @ApiProperty({ nullable: true, type: String, description: 'Null: there is one page.' })
  nextCursor!: string | null;
}

export function toEntryRuleFields({ name, kind, value, roles, enabled }: EntryRuleBody): EntryRuleFields {
  return { name, kind, value, roles, enabled };
}

export function presentEntryRule(rule: EntryRule): EntryRuleView {
  return { ...rule, roles: [...rule.roles] };
}
