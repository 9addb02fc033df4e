import { ApiProperty } from '@nestjs/swagger';
import { isOpen, nextOpening } from '../calendar/calendar.js';
import { CalendarView, presentCalendar } from '../calendar/calendar.dto.js';
import { type Fallback, fallbacks, type Group, type GroupSkills, offerModes, type OfferMode } from './group.js';

const strings: [typeof String] = [String];
const anything = { type: strings, nullable: true, description: 'Null: any.' };
const orNever = { type: Number, nullable: true, description: 'Null: never.' };
const orNone = { type: Number, nullable: true, description: 'In working time. Null: no target.' };

class GroupSkillsView {
  @ApiProperty(anything)
  intents!: readonly string[] | null;
  @ApiProperty(anything)
  categories!: readonly string[] | null;
  @ApiProperty(anything)
  languages!: readonly string[] | null;
  @ApiProperty(anything)
  accountIds!: readonly string[] | null;
}

export class GroupView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'It gets what no other group is meant for.' })
  isDefault!: boolean;
  @ApiProperty({ type: GroupSkillsView, description: 'What the group is good at.' })
  skills!: GroupSkillsView;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The operator who is told when nobody in the group answers; null for nobody.',
  })
  supervisorId!: string | null;
  @ApiProperty({
    enum: offerModes,
    description: 'Whether a case is offered to one operator after the other, or to all at once.',
  })
  offerTo!: OfferMode;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: `HANDOFF_OFFER_SECONDS`.' })
  offerSeconds!: number | null;
  @ApiProperty({ type: CalendarView, description: 'When the group works.' })
  calendar!: CalendarView;
  @ApiProperty(orNone)
  firstResponseSeconds!: number | null;
  @ApiProperty(orNone)
  resolutionSeconds!: number | null;
  @ApiProperty(orNever)
  idleReminderSeconds!: number | null;
  @ApiProperty(orNever)
  idleReturnSeconds!: number | null;
  @ApiProperty(orNever)
  contactIdleSeconds!: number | null;
  @ApiProperty(orNever)
  contactCloseSeconds!: number | null;
  @ApiProperty({ enum: fallbacks, description: 'What becomes of a case outside its hours.' })
  outsideHours!: Fallback;
  @ApiProperty({ enum: fallbacks, description: 'What becomes of a case when nobody is free.' })
  whenNobodyFree!: Fallback;
  @ApiProperty({ description: 'Grows with each change: its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class GroupPage {
  @ApiProperty({ type: [GroupView] })
  items!: GroupView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class HoursView {
  @ApiProperty({ description: 'Whether the group works at that moment.' })
  isOpen!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From when on it does: that moment itself while it is open. Null: not within 60 days.',
  })
  opensAt!: string | null;
}

export function presentGroup(group: Group): GroupView {
  return {
    id: group.id,
    name: group.name,
    isDefault: group.isDefault,
    skills: presentSkills(group.skills),
    supervisorId: group.supervisorId ?? null,
    offerTo: group.offerTo,
    offerSeconds: group.offerSeconds ?? null,
    calendar: presentCalendar(group.calendar),
    firstResponseSeconds: group.firstResponseSeconds ?? null,
    resolutionSeconds: group.resolutionSeconds ?? null,
    idleReminderSeconds: group.idleReminderSeconds ?? null,
    idleReturnSeconds: group.idleReturnSeconds ?? null,
    contactIdleSeconds: group.contactIdleSeconds ?? null,
    contactCloseSeconds: group.contactCloseSeconds ?? null,
    outsideHours: group.outsideHours,
    whenNobodyFree: group.whenNobodyFree,
    version: group.version,
    updatedAt: group.updatedAt.toISOString(),
  };
}

export function presentHours({ calendar }: Group, at: Date): HoursView {
  return { isOpen: isOpen(calendar, at), opensAt: nextOpening(calendar, at)?.toISOString() ?? null };
}

function presentSkills({ intents, categories, languages, accountIds }: GroupSkills): GroupSkillsView {
  return {
    intents: intents ?? null,
    categories: categories ?? null,
    languages: languages ?? null,
    accountIds: accountIds ?? null,
  };
}
