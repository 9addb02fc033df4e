import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../common/paging.js';
import type { Session, SignInProvider } from './session.js';

export class SessionsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: "Whose: of others than oneself with the permission session.read. Left out: the caller's own.",
    format: 'uuid',
  })
  @IsOptional()
  @IsUUID()
  staffId?: string;
}

export class EndSessionsQuery {
  @ApiPropertyOptional({
    description: "Whose: of others than oneself with the permission session.manage. Left out: the caller's own.",
    format: 'uuid',
  })
  @IsOptional()
  @IsUUID()
  staffId?: string;
}

export class SessionView {
  @ApiProperty({ description: 'The session.', format: 'uuid' })
  id!: string;
  @ApiProperty({ description: 'The member whose session it is.', format: 'uuid' })
  staffId!: string;
  @ApiProperty({ description: 'How the member signed in.', enum: ['wecom', 'oidc'] })
  provider!: SignInProvider;
  @ApiProperty({ description: 'From which address it was used last.', nullable: true, type: String })
  address!: string | null;
  @ApiProperty({ description: 'With which browser it was used last.', nullable: true, type: String })
  userAgent!: string | null;
  @ApiProperty({ description: 'When the member signed in.', format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ description: 'When it was used last, to the minute.', format: 'date-time' })
  seenAt!: string;
  @ApiProperty({ description: 'When it ends if it is not used before.', format: 'date-time' })
  idleEndsAt!: string;
  @ApiProperty({ description: 'When it ends in any case.', format: 'date-time' })
  endsAt!: string;
  @ApiProperty({ description: 'Whether the request came in by this one.' })
  isCurrent!: boolean;
}

export class SessionPage {
  @ApiProperty({ type: [SessionView] })
  items!: SessionView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export class CurrentSessionView extends SessionView {
  @ApiProperty({ description: 'Is sent as `X-CSRF-Token` with each request of the browser that changes something.' })
  csrfToken!: string;
}

export class EndedSessionsView {
  @ApiProperty({ description: 'How many sessions were ended.', example: 2 })
  ended!: number;
}

export function presentSessionView(session: Session, currentId: string | undefined) {
  return {
    id: session.id,
    staffId: session.staffId,
    provider: session.provider,
    address: session.address,
    userAgent: session.userAgent,
    createdAt: session.createdAt.toISOString(),
    seenAt: session.seenAt.toISOString(),
    idleEndsAt: session.idleEndsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    isCurrent: session.id === currentId,
  } satisfies SessionView;
}
