import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type ApiCaller, Caller, RequireCaller } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { asId, type SessionId, type StaffId } from '../../common/ids.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { Database } from '../../database/database.js';
import type { AccessRequest } from '../authenticators.js';
import { SessionAuthenticator, type SessionUse } from './session-authenticator.js';
import { SessionCookie } from './session-cookie.js';
import {
  CurrentSessionView,
  EndedSessionsView,
  EndSessionsQuery,
  presentSessionView,
  SessionPage,
  SessionsQuery,
} from './session.dto.js';
import { Sessions } from './sessions.js';

/** The session that a request came in by. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly ways: SessionAuthenticator,
    private readonly cookie: SessionCookie,
  ) {}

  /** With what a browser must send along when it changes something. */
  @ApiOperation({ summary: 'Get the session that one is in' })
  @Fails('request.not-found')
  @Get()
  @RequireCaller()
  @ApiOkResponse({ type: CurrentSessionView })
  get(@Req() request: AccessRequest): CurrentSessionView {
    const { session } = this.used(request);
    return { ...presentSessionView(session, session.id), csrfToken: session.csrfToken };
  }

  @ApiOperation({ summary: 'Sign out' })
  @Fails('request.not-found')
  @Delete()
  @HttpCode(204)
  @RequireCaller()
  @ApiNoContentResponse()
  async end(
    @Caller() caller: ApiCaller,
    @Req() request: AccessRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { session, isCookie } = this.used(request);
    await this.sessions.end(session.id, caller, 'signed-out');
    if (isCookie) {
      reply.header('set-cookie', this.cookie.unset());
    }
  }

  private used(request: AccessRequest): SessionUse {
    const use = this.ways.useOf(request);
    if (use === undefined) {
      throw new NotFoundError('a session'); // a key or an access token has none
    }
    return use;
  }
}

/** On which devices members have signed in. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly ways: SessionAuthenticator,
    private readonly database: Database,
  ) {}

  /** One's own; those of others with the permission `session.read`. */
  @ApiOperation({ summary: 'List where a member has signed in' })
  @Get()
  @RequireCaller()
  @ApiOkResponse({ type: SessionPage })
  async list(
    @Caller() caller: ApiCaller,
    @Req() request: AccessRequest,
    @Query() { staffId, limit, cursor }: SessionsQuery,
  ): Promise<SessionPage> {
    const whose = ownOr(caller, staffId, 'session.read');
    const rows = await this.sessions.list(whose, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    const currentId = this.ways.useOf(request)?.session.id;
    return { items: items.map((session) => presentSessionView(session, currentId)), nextCursor };
  }

  /** One's own; those of others with the permission `session.manage`. */
  @ApiOperation({ summary: 'Sign a member out everywhere' })
  @Delete()
  @RequireCaller()
  @ApiOkResponse({ type: EndedSessionsView })
  async endAll(@Caller() caller: ApiCaller, @Query() { staffId }: EndSessionsQuery): Promise<EndedSessionsView> {
    const whose = ownOr(caller, staffId, 'session.manage');
    const ended = await this.database.transaction((tx) => this.sessions.endAllOf(tx, whose, caller, 'revoked'));
    return { ended };
  }

  /** One's own; that of somebody else with the permission `session.manage`. */
  @ApiOperation({ summary: 'End a session' })
  @Delete(':id')
  @HttpCode(204)
  @RequireCaller()
  @ApiNoContentResponse()
  async end(@Caller() caller: ApiCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const owner = await this.sessions.ownerOf(id);
    const isOwn = caller.kind === 'staff' && owner === caller.id;
    // Somebody else's is not there for whoever may not end it.
    if (owner === undefined || !(isOwn || caller.permissions.includes('session.manage'))) {
      throw new NotFoundError('the session');
    }
    await this.sessions.end(asId<SessionId>(id), caller, 'revoked');
  }
}

/** @throws {AppError} `access.forbidden` for another's without the permission, and for a key, which has no own. */
function ownOr(caller: ApiCaller, staffId: string | undefined, permission: 'session.read' | 'session.manage'): StaffId {
  const own = caller.kind === 'staff' ? caller.id : undefined;
  const whose = staffId ?? own;
  if (whose === undefined || (whose !== own && !caller.permissions.includes(permission))) {
    throw new AppError('access.forbidden', whose === undefined ? 'say whose: staffId' : `this needs ${permission}`);
  }
  return asId<StaffId>(whose);
}
