import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../common/paging.js';
import { notificationKinds, notificationStates } from './notification.js';
import type { ListedNotification } from './notification-list.js';

export class NotificationQuery extends PageQuery {
  @ApiPropertyOptional({ enum: notificationStates, description: 'Dead ones may be replayed.' })
  @IsOptional()
  @IsIn(notificationStates)
  state?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'About this handoff.' })
  @IsOptional()
  @IsUUID()
  handoffId?: string;
}

export class NotificationView {
  @ApiProperty({
    format: 'uuid',
    description: 'The delivery id of a webhook; it stands in the Message-ID of an e-mail.',
  })
  id!: string;
  @ApiProperty({ description: 'What happened, such as `handoff.offered`.' })
  event!: string;
  @ApiProperty({ enum: notificationKinds, description: 'The way it takes.' })
  kind!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  groupId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  handoffId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who gets it; null for a sink.' })
  operatorId!: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The sink that it goes to; null for what goes to a member.',
  })
  sinkId!: string | null;
  @ApiProperty({ description: 'The member, or where the sink went.' })
  target!: string;
  @ApiProperty({ enum: notificationStates, description: 'What has become of it.' })
  state!: string;
  @ApiProperty({ description: 'WeCom refused the card, and a text was sent in its place.' })
  usesFallback!: boolean;
  @ApiProperty({ description: 'Since it was made, or replayed.' })
  attempts!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Why it waits or will not arrive.' })
  reason!: string | null;
  @ApiProperty({ format: 'date-time', description: 'It is not sent before.' })
  notBefore!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was delivered or given up; null while it waits.',
  })
  doneAt!: string | null;
}

export class NotificationPage {
  @ApiProperty({ type: [NotificationView] })
  items!: NotificationView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentNotification(notification: ListedNotification): NotificationView {
  return {
    id: notification.id,
    event: notification.event,
    kind: notification.kind,
    groupId: notification.groupId,
    handoffId: notification.handoffId,
    operatorId: notification.operatorId,
    sinkId: notification.sinkId,
    target: notification.target,
    state: notification.state,
    usesFallback: notification.usesFallback,
    attempts: notification.attempts,
    reason: notification.reason,
    notBefore: notification.notBefore.toISOString(),
    createdAt: notification.createdAt.toISOString(),
    doneAt: notification.doneAt?.toISOString() ?? null,
  };
}
