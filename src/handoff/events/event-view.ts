import { ApiProperty } from '@nestjs/swagger';
import type { StoredEvent } from './handoff-event.js';

export class HandoffEventView {
  @ApiProperty({ description: 'Such as `handoff.claimed`.' })
  type!: string;
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty({ format: 'uuid' })
  handoffId!: string;
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  groupId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  operatorId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  messageId!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What else there is to say, such as the reason.',
  })
  details!: object;
}

export function presentEvent(event: StoredEvent): HandoffEventView {
  return {
    type: event.type,
    at: event.at.toISOString(),
    handoffId: event.handoffId,
    conversationId: event.conversationId,
    accountId: event.accountId,
    groupId: event.groupId ?? null,
    operatorId: event.operatorId ?? null,
    messageId: event.messageId ?? null,
    details: event.details ?? {},
  };
}
