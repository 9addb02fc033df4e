import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { AccountId, OperatorId } from '../../common/ids.js';
import { IsStorable } from '../../common/storable.js';
import { CalendarBody, toCalendar } from '../calendar/calendar.dto.js';
import { IsIdList, IsValueList, NullIsNothing } from '../value-list.js';
import { type Fallback, fallbacks, offerModes, type OfferMode } from './group.js';
import type { GroupFields } from './groups.js';

const OFFER_SECONDS_MAX = 3_600;
/** 30 days. */
const SECONDS_MAX = 2_592_000;
/** In one line, so that commands and cards can show it. */
const NAME = /^[^\s\p{C}](?:[^\p{C}]{0,48}[^\s\p{C}])?$/u;

const IsSeconds =
  (description: string, minimum = 1, maximum = SECONDS_MAX): PropertyDecorator =>
  (target, property) => {
    for (const decorate of [
      ApiPropertyOptional({ type: Number, minimum, maximum, description }),
      NullIsNothing(),
      IsOptional(),
      IsInt(),
      Min(minimum),
      Max(maximum),
    ]) {
      decorate(target, property);
    }
  };

class GroupSkillsBody {
  @IsValueList('The contact wants one of these.')
  intents?: string[];

  @IsValueList('The question is of one of these categories.')
  categories?: string[];

  @IsValueList('The contact writes in one of these languages; `zh` stands for `zh-Hans` and `zh-Hant`.')
  languages?: string[];

  @IsIdList('The contact writes to one of these accounts.')
  accountIds?: AccountId[];
}

export class GroupBody {
  @ApiProperty({ maxLength: 50, description: 'Unique: operators transfer cases by it.' })
  @Matches(NAME, { message: 'name must be one line of 50 characters at most, without spaces around it' })
  @IsStorable()
  name!: string;

  @ApiProperty({
    required: false,
    default: false,
    description: 'It gets what no other group is meant for. One always is: the first, until another says so.',
  })
  @IsBoolean()
  isDefault: boolean = false;

  @ApiProperty({
    type: GroupSkillsBody,
    required: false,
    description: 'All that is named must match. Nothing: only what is transferred to it, or falls to the default.',
  })
  @IsDefined()
  @ValidateNested()
  @Type(() => GroupSkillsBody)
  skills: GroupSkillsBody = new GroupSkillsBody();

  @ApiPropertyOptional({ format: 'uuid', description: 'The operator who is told when nobody in the group answers.' })
  @NullIsNothing()
  @IsOptional()
  @IsUUID()
  supervisorId?: OperatorId;

  @ApiProperty({
    enum: offerModes,
    required: false,
    default: 'next',
    description: 'Whom a case is offered to at first: the best of the group, or all at once.',
  })
  @IsIn(offerModes)
  offerTo: OfferMode = 'next';

  @IsSeconds('How long an operator has to answer an offer. Left out: `HANDOFF_OFFER_SECONDS`.', 1, OFFER_SECONDS_MAX)
  offerSeconds?: number;

  @ApiProperty({ type: CalendarBody, required: false, description: 'When the group works. Left out: always.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => CalendarBody)
  calendar: CalendarBody = new CalendarBody();

  @IsSeconds('Target, in working time: from the request to the first answer of an operator. Left out: none.')
  firstResponseSeconds?: number;

  @IsSeconds('Target, in working time: from the request to the resolution. Left out: none.')
  resolutionSeconds?: number;

  @IsSeconds('After so long without an answer to the contact, the operator is reminded. Left out: never.', 10)
  idleReminderSeconds?: number;

  @IsSeconds('After so long without an answer to the contact, the case goes back to the queue. Left out: never.', 10)
  idleReturnSeconds?: number;

  @IsSeconds('After so long without a word of the contact, the contact is asked once. Left out: never.', 10)
  contactIdleSeconds?: number;

  @IsSeconds('So long after that question, still without a word, the case is closed. Left out: never.', 10)
  contactCloseSeconds?: number;

  @ApiProperty({
    enum: fallbacks,
    required: false,
    default: 'ticket',
    description: 'What becomes of a request outside the hours: it waits for the next opening, or is made a ticket.',
  })
  @IsIn(fallbacks)
  outsideHours: Fallback = 'ticket';

  @ApiProperty({
    enum: fallbacks,
    required: false,
    default: 'queue',
    description: 'What becomes of a request that nobody took, after the supervisor was told.',
  })
  @IsIn(fallbacks)
  whenNobodyFree: Fallback = 'queue';
}

export function toGroupFields({ skills, calendar, ...body }: GroupBody): GroupFields {
  const { intents, categories, languages, accountIds } = skills;
  return { ...body, skills: { intents, categories, languages, accountIds }, calendar: toCalendar(calendar) };
}

export class HoursQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Left out: now.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  at?: string;
}
