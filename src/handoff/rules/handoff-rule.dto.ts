import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { AccountId, GroupId } from '../../common/ids.js';
import { IsStorable } from '../../common/storable.js';
import { PRIORITY_MAX } from '../cases/case.js';
import { IsIdList, IsValueList, NullIsNothing } from '../value-list.js';
import type { HandoffRule, RuleCondition } from './handoff-rule.js';
import type { RuleFields } from './handoff-rules.js';

const HOURS = ['open', 'closed'] as const;
type Hours = (typeof HOURS)[number];

class RuleConditionBody {
  @IsValueList('The contact has one of these tags, such as `VIP`.')
  contactTags?: string[];

  @ApiPropertyOptional({ enum: HOURS, description: 'Whether the group that the case would go to works.' })
  @NullIsNothing()
  @IsOptional()
  @IsIn(HOURS)
  hours?: Hours;

  @IsValueList('The best entry of the knowledge base is of one of these categories.')
  categories?: string[];

  @IsValueList('The contact wants one of these.')
  intents?: string[];

  @IsValueList('The account is of one of these kinds, such as `wecom-app`.')
  channels?: string[];

  @IsIdList('The contact writes to one of these accounts.')
  accountIds?: AccountId[];

  @IsValueList('The contact writes in one of these languages; `zh` stands for `zh-Hans` and `zh-Hant`.')
  languages?: string[];
}

export class HandoffRuleBody {
  @ApiProperty({ maxLength: 50, description: 'Unique; it stands in the reason of the handoff.' })
  @IsString()
  @Length(1, 50)
  @IsStorable()
  name!: string;

  @ApiProperty({
    required: false,
    default: 100,
    minimum: 0,
    maximum: 10_000,
    description: 'The lowest is asked first; of two that are equal, the older one.',
  })
  @IsInt()
  @Min(0)
  @Max(10_000)
  position: number = 100;

  @ApiProperty({
    type: RuleConditionBody,
    required: false,
    description: 'All that is named must match. Left out: every message.',
  })
  @IsDefined()
  @ValidateNested()
  @Type(() => RuleConditionBody)
  when: RuleConditionBody = new RuleConditionBody();

  @ApiPropertyOptional({ format: 'uuid', description: 'Left out: the group that the case belongs to by its skills.' })
  @NullIsNothing()
  @IsOptional()
  @IsUUID()
  groupId?: GroupId;

  @ApiPropertyOptional({
    minimum: -PRIORITY_MAX,
    maximum: PRIORITY_MAX,
    description: 'The higher, the sooner the case is offered. Left out: 0, the usual.',
  })
  @NullIsNothing()
  @IsOptional()
  @IsInt()
  @Min(-PRIORITY_MAX)
  @Max(PRIORITY_MAX)
  priority?: number;

  @ApiProperty({ required: false, default: true })
  @IsBoolean()
  enabled: boolean = true;
}

export function toRuleFields({ when, ...body }: HandoffRuleBody): RuleFields {
  const { contactTags, hours, categories, intents, channels, accountIds, languages } = when;
  return { ...body, when: { contactTags, hours, categories, intents, channels, accountIds, languages } };
}

const strings: [typeof String] = [String];
const anything = { type: strings, nullable: true, description: 'Null: any.' };

class RuleConditionView {
  @ApiProperty(anything)
  contactTags!: readonly string[] | null;
  @ApiProperty({ enum: HOURS, nullable: true, description: 'Null: any.' })
  hours!: Hours | null;
  @ApiProperty(anything)
  categories!: readonly string[] | null;
  @ApiProperty(anything)
  intents!: readonly string[] | null;
  @ApiProperty(anything)
  channels!: readonly string[] | null;
  @ApiProperty(anything)
  accountIds!: readonly string[] | null;
  @ApiProperty(anything)
  languages!: readonly string[] | null;
}

export class HandoffRuleView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The lowest is asked first.' })
  position!: number;
  @ApiProperty({ type: RuleConditionView, description: 'All that is named must match.' })
  when!: RuleConditionView;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: by skills.' })
  groupId!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: 0.' })
  priority!: number | null;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change: its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class HandoffRulePage {
  @ApiProperty({ type: [HandoffRuleView] })
  items!: HandoffRuleView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentRule(rule: HandoffRule): HandoffRuleView {
  return {
    id: rule.id,
    name: rule.name,
    position: rule.position,
    when: presentCondition(rule.when),
    groupId: rule.groupId ?? null,
    priority: rule.priority ?? null,
    enabled: rule.enabled,
    version: rule.version,
    updatedAt: rule.updatedAt.toISOString(),
  };
}

function presentCondition(when: RuleCondition): RuleConditionView {
  return {
    contactTags: when.contactTags ?? null,
    hours: when.hours ?? null,
    categories: when.categories ?? null,
    intents: when.intents ?? null,
    channels: when.channels ?? null,
    accountIds: when.accountIds ?? null,
    languages: when.languages ?? null,
  };
}
