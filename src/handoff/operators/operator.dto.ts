import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { AccountId, GroupId } from '../../common/ids.js';
import { PageQuery } from '../../common/paging.js';
import { IsStorable } from '../../common/storable.js';
import { CalendarBody, toCalendar } from '../calendar/calendar.dto.js';
import { NullIsNothing } from '../value-list.js';
import { presences, type PresenceState } from './operator.js';
import type { OperatorFields } from './operators.js';

const GROUPS_MAX = 100;
const LANGUAGES_MAX = 20;
const CAPACITY_MAX = 50;
/** WeCom's userid. */
const MEMBER_ID = /^[0-9A-Za-z][0-9A-Za-z._@-]{0,63}$/;
/** In one line, so that commands and cards can show it. */
const NAME = /^[^\s\p{C}](?:[^\p{C}]{0,48}[^\s\p{C}])?$/u;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

export class OperatorsQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Only those of this group.' })
  @IsOptional()
  @IsUUID()
  groupId?: GroupId;
}

export class OperatorBody {
  @ApiProperty({ maxLength: 50, description: 'As contacts and other operators read it.' })
  @Matches(NAME, { message: 'name must be one line of 50 characters at most, without spaces around it' })
  @IsStorable()
  name!: string;

  @ApiProperty({ maxLength: 64, description: 'The WeCom userid, as the directory writes it.' })
  @Matches(MEMBER_ID, { message: 'memberId must be a WeCom userid' })
  memberId!: string;

  @ApiProperty({ format: 'uuid', description: 'The app that he is written to through. One operator a member.' })
  @IsUUID()
  accountId!: AccountId;

  @ApiProperty({
    type: [String],
    format: 'uuid',
    required: false,
    maxItems: GROUPS_MAX,
    description: 'The groups that the operator is in.',
  })
  @IsArray()
  @ArrayMaxSize(GROUPS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  groupIds: GroupId[] = [];

  @ApiProperty({
    type: [String],
    required: false,
    maxItems: LANGUAGES_MAX,
    description: 'Such as `zh-Hans` or `en`; `zh` stands for both scripts. None: any.',
  })
  @IsArray()
  @ArrayMaxSize(LANGUAGES_MAX)
  @ArrayUnique()
  @Matches(LANGUAGE, { each: true, message: 'languages must be codes such as zh-Hans or en' })
  languages: string[] = [];

  @ApiProperty({
    required: false,
    minimum: 1,
    maximum: CAPACITY_MAX,
    default: 5,
    description: 'So many cases at once, and no more.',
  })
  @IsInt()
  @Min(1)
  @Max(CAPACITY_MAX)
  capacity: number = 5;

  @ApiPropertyOptional({ type: CalendarBody, description: 'Left out: whenever his groups are at work.' })
  @NullIsNothing()
  @IsOptional()
  @ValidateNested()
  @Type(() => CalendarBody)
  workingHours?: CalendarBody;

  @ApiProperty({ required: false, default: true, description: 'Otherwise he is offered nothing.' })
  @IsBoolean()
  enabled: boolean = true;

  @ApiProperty({
    required: false,
    default: true,
    description: 'Whether he reads the personal data of contacts whose cases he has claimed. Otherwise placeholders.',
  })
  @IsBoolean()
  seesOriginals: boolean = true;
}

export function toOperatorFields({ workingHours, groupIds, ...body }: OperatorBody): OperatorFields {
  return {
    ...body,
    groupIds: groupIds.toSorted(),
    workingHours: workingHours instanceof CalendarBody ? toCalendar(workingHours) : undefined,
  };
}

export class PresenceBody {
  @ApiProperty({ enum: presences, description: 'Only who is online is offered cases. Away by itself: two missed.' })
  @IsIn(presences)
  presence!: PresenceState;
}
