import { ApiProperty } from '@nestjs/swagger';
import { CalendarView, presentCalendar } from '../calendar/calendar.dto.js';
import { type Operator, type OperatorPresence, presences, type PresenceState } from './operator.js';
import type { Standing } from './standings.js';

export class PresenceView {
  @ApiProperty({ enum: presences, description: 'Whether new cases are offered.' })
  presence!: PresenceState;
  @ApiProperty({ format: 'date-time', description: 'Since when.' })
  since!: string;
  @ApiProperty({ description: 'Offers in a row that ran out unanswered.' })
  missedOffers!: number;
}

class LoadView {
  @ApiProperty({ description: 'Cases that he has claimed.' })
  claimed!: number;
  @ApiProperty({ description: 'Cases that he alone is asked to take at this moment.' })
  offered!: number;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a case was last offered; null if never.',
  })
  lastOfferedAt!: string | null;
}

export class OperatorView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The WeCom userid.' })
  memberId!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ type: [String], format: 'uuid', description: 'The groups that the operator is in.' })
  groupIds!: readonly string[];
  @ApiProperty({ type: [String], description: 'None: any.' })
  languages!: readonly string[];
  @ApiProperty({ description: 'How many cases the operator takes at once.' })
  capacity!: number;
  @ApiProperty({ type: CalendarView, nullable: true, description: 'Null: whenever his groups are at work.' })
  workingHours!: CalendarView | null;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'Whether he reads the personal data of contacts whose cases he has claimed.' })
  seesOriginals!: boolean;
  @ApiProperty({ type: PresenceView, description: 'Whether new cases are offered.' })
  presence!: PresenceView;
  @ApiProperty({ type: LoadView, description: 'How much the operator has to do.' })
  load!: LoadView;
  @ApiProperty({ description: 'Grows with each change of what an administrator says of him: his ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class OperatorPage {
  @ApiProperty({ type: [OperatorView] })
  items!: OperatorView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentOperator(operator: Operator, standing: Standing): OperatorView {
  return {
    id: operator.id,
    name: operator.name,
    memberId: operator.memberId,
    accountId: operator.accountId,
    groupIds: operator.groupIds,
    languages: operator.languages,
    capacity: operator.capacity,
    workingHours: operator.workingHours === undefined ? null : presentCalendar(operator.workingHours),
    enabled: operator.enabled,
    seesOriginals: operator.seesOriginals,
    presence: presentPresence(standing),
    load: {
      claimed: standing.claimed,
      offered: standing.offered,
      lastOfferedAt: standing.lastOfferedAt?.toISOString() ?? null,
    },
    version: operator.version,
    updatedAt: operator.updatedAt.toISOString(),
  };
}

export function presentPresence({ presence, since, missed }: OperatorPresence): PresenceView {
  return { presence, since: since.toISOString(), missedOffers: missed };
}
