import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { type Permission, permissions } from '../common/access.js';
import { anyJson } from '../common/any-json.js';
import type { Setting } from './settings.js';
import type { JsonSchema } from './setting-forms.js';
import type { SettingVersion } from './setting-versions.js';
import { type SettingKey, settingKeys, settingsCatalogue } from './settings-catalogue.js';

export class ChangeSettingBody {
  @ApiProperty({
    description: 'Its form depends on the setting: see its `schema`.',
    ...anyJson,
    example: 0.75,
  })
  @IsDefined()
  value: unknown;

  @ApiProperty({
    required: false,
    description: 'The version that was seen: a change since then is a conflict.',
    minimum: 0,
    example: 3,
  })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class NamedSettingChange extends ChangeSettingBody {
  @ApiProperty({ description: 'The setting.', enum: settingKeys, example: 'dialog.quoteThreshold' })
  @IsIn(settingKeys)
  key!: SettingKey;
}

export class ChangeSettingsBody {
  @ApiProperty({
    description: 'All of them are made, or none.',
    type: [NamedSettingChange],
    minItems: 1,
    maxItems: 100,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => NamedSettingChange)
  changes!: NamedSettingChange[];
}

export class SettingView {
  @ApiProperty({ description: 'The setting.', enum: settingKeys, example: 'dialog.quoteThreshold' })
  key!: SettingKey;
  @ApiProperty({ description: 'What it belongs to, for a console that shows them in groups.', example: 'dialog' })
  group!: string;
  @ApiProperty({ description: 'What applies now. Its form depends on the setting.', ...anyJson, example: 0.8 })
  value!: unknown;
  @ApiProperty({ description: '0 while nobody has changed the default; grows with each change.', example: 3 })
  version!: number;
  @ApiProperty({ description: 'When it was changed.', format: 'date-time', nullable: true, type: String })
  updatedAt!: string | null;
  @ApiProperty({ description: 'Who changed it: `system`, or the id of a caller.', nullable: true, type: String })
  updatedBy!: string | null;
  @ApiProperty({ description: 'What applies while nobody has changed it.', ...anyJson, example: 0.8 })
  default!: unknown;
  @ApiProperty({ description: 'What a value must be, in words.', example: 'a number from 0 to 1' })
  form!: string;
  @ApiProperty({
    description: 'What a value must be, as JSON Schema; some of what it lets through may still be refused.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'number', minimum: 0, maximum: 1 },
  })
  schema!: JsonSchema;
  @ApiProperty({ description: 'What one must hold to change it.', enum: permissions, example: 'setting.write' })
  permission!: Permission;
  @ApiProperty({ description: 'What it is for.' })
  description!: string;
}

export class SettingPage {
  @ApiProperty({ description: 'All settings, by key.', type: [SettingView] })
  items!: SettingView[];
  @ApiProperty({ description: 'Always null: they stand on one page.', nullable: true, type: String })
  nextCursor!: string | null;
}

export class SettingVersionView {
  @ApiProperty({ description: 'The version that the change made.', example: 3 })
  version!: number;
  @ApiProperty({ description: 'What applied before; null where that is not known.', ...anyJson })
  before!: unknown;
  @ApiProperty({ description: 'What applied from then on.', ...anyJson })
  after!: unknown;
  @ApiProperty({ description: 'The version whose value was taken again.', nullable: true, type: Number })
  restoredFrom!: number | null;
  @ApiProperty({ description: 'Who changed it: `system`, or the id of a caller.' })
  changedBy!: string;
  @ApiProperty({ description: 'When.', format: 'date-time' })
  changedAt!: string;
}

export class SettingVersionPage {
  @ApiProperty({ description: 'Newest first.', type: [SettingVersionView] })
  items!: SettingVersionView[];
  @ApiProperty({ description: 'The cursor of the next page; null on the last.', nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentSetting({ key, default: fallback, ...setting }: Setting): SettingView {
  const { description, form, schema, permission } = settingsCatalogue[key];
  return {
    key,
    group: key.slice(0, key.indexOf('.')),
    value: setting.value,
    version: setting.version,
    updatedAt: setting.updatedAt?.toISOString() ?? null,
    updatedBy: setting.updatedBy,
    default: fallback,
    form,
    schema,
    permission,
    description,
  };
}

export function presentVersion({
  version,
  before,
  after,
  restoredFrom,
  ...change
}: SettingVersion): SettingVersionView {
  return {
    version,
    before,
    after,
    restoredFrom,
    changedBy: change.changedBy,
    changedAt: change.changedAt.toISOString(),
  };
}
