import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DateTime, IANAZone } from 'luxon';
import { IsStorable } from '../../common/storable.js';
import type { Calendar, Holiday, WeeklyHours } from './calendar.js';

const WEEKLY_MAX = 50;
const HOLIDAYS_MAX = 400;
const FROM = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const notFrom = { message: 'from must be a time such as 09:00' };
const notTo = { message: 'to must be a time such as 18:00, or 24:00' };

const IsTimeZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: (value) => typeof value === 'string' && value.length <= 64 && IANAZone.isValidZone(value),
      defaultMessage: () => '$property must be the name of a time zone, such as Asia/Shanghai',
    },
  });

const IsDate = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDate',
    validator: {
      validate: (value) =>
        typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && DateTime.fromISO(value).isValid,
      defaultMessage: () => '$property must be a date such as 2026-10-01',
    },
  });

class WeeklyHoursBody {
  @ApiProperty({ type: [Number], minItems: 1, maxItems: 7, description: '1 is Monday, 7 is Sunday.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  days!: number[];

  @ApiProperty({ example: '09:00', description: 'When it opens, such as 09:00.' })
  @Matches(FROM, notFrom)
  from!: string;

  @ApiProperty({ example: '18:00', description: 'At or before `from`: until that time of the next day.' })
  @Matches(TO, notTo)
  to!: string;
}

class HolidayBody {
  @ApiProperty({ format: 'date', description: 'The day, such as 2026-10-01.' })
  @IsDate()
  date!: string;

  @ApiPropertyOptional({ default: false, description: 'All day; `from` and `to` then say nothing.' })
  @IsOptional()
  @IsBoolean()
  closed?: boolean;

  @ApiPropertyOptional({ example: '10:00', description: 'Needed unless it is closed.' })
  @ValidateIf(({ closed }: HolidayBody) => closed !== true)
  @Matches(FROM, notFrom)
  from?: string;

  @ApiPropertyOptional({ example: '16:00', description: 'Needed unless it is closed.' })
  @ValidateIf(({ closed }: HolidayBody) => closed !== true)
  @Matches(TO, notTo)
  to?: string;

  @ApiPropertyOptional({ maxLength: 50 })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  @IsStorable()
  name?: string;
}

export class CalendarBody {
  @ApiProperty({
    required: false,
    default: 'Asia/Shanghai',
    description: 'The time zone of all its hours, such as Asia/Shanghai.',
  })
  @IsTimeZone()
  timeZone: string = 'Asia/Shanghai';

  @ApiProperty({
    type: [WeeklyHoursBody],
    required: false,
    maxItems: WEEKLY_MAX,
    description: 'None: always, except on holidays.',
  })
  @IsArray()
  @ArrayMaxSize(WEEKLY_MAX)
  @ValidateNested({ each: true })
  @Type(() => WeeklyHoursBody)
  weekly: WeeklyHoursBody[] = [];

  @ApiProperty({
    type: [HolidayBody],
    required: false,
    maxItems: HOLIDAYS_MAX,
    description: 'Dates with hours of their own, in place of those of the week. A date may stand there several times.',
  })
  @IsArray()
  @ArrayMaxSize(HOLIDAYS_MAX)
  @ValidateNested({ each: true })
  @Type(() => HolidayBody)
  holidays: HolidayBody[] = [];
}

export function toCalendar({ timeZone, weekly, holidays }: CalendarBody): Calendar {
  return {
    timeZone,
    weekly: weekly.map(({ days, from, to }) => ({ days: days.toSorted((one, other) => one - other), from, to })),
    holidays: holidays.map(toHoliday),
  };
}

function toHoliday({ date, closed, from, to, name }: HolidayBody): Holiday {
  const named = { date, ...(typeof name === 'string' && { name }) };
  return closed === true || from === undefined || to === undefined
    ? { ...named, closed: true }
    : { ...named, from, to };
}

class WeeklyHoursView {
  @ApiProperty({ type: [Number], description: '1 is Monday, 7 is Sunday.' })
  days!: readonly number[];
  @ApiProperty({ description: 'When it opens, such as 09:00.' })
  from!: string;
  @ApiProperty({ description: 'When it closes, such as 18:00.' })
  to!: string;
}

class HolidayView {
  @ApiProperty({ format: 'date', description: 'The day, such as 2026-10-01.' })
  date!: string;
  @ApiProperty({ description: 'Whether nobody works on this day.' })
  closed!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Null: closed.' })
  from!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null: closed.' })
  to!: string | null;
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
}

export class CalendarView {
  @ApiProperty({ description: 'The time zone of all its hours, such as Asia/Shanghai.' })
  timeZone!: string;
  @ApiProperty({ type: [WeeklyHoursView], description: 'None: always, except on holidays.' })
  weekly!: WeeklyHoursView[];
  @ApiProperty({ type: [HolidayView], description: 'Days that are not as the week says.' })
  holidays!: HolidayView[];
}

export function presentCalendar({ timeZone, weekly, holidays }: Calendar): CalendarView {
  return { timeZone, weekly: weekly.map(presentHours), holidays: holidays.map(presentHoliday) };
}

function presentHours({ days, from, to }: WeeklyHours): WeeklyHoursView {
  return { days, from, to };
}

function presentHoliday(holiday: Holiday): HolidayView {
  const name = holiday.name ?? null;
  return holiday.closed === true
    ? { date: holiday.date, closed: true, from: null, to: null, name }
    : { date: holiday.date, closed: false, from: holiday.from, to: holiday.to, name };
}
