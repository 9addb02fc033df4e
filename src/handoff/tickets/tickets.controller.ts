import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { concern, Reads } from '../../audit/readings/reads.js';
import { type ApiCaller, Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { idOfCursor, numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { FiltersByReach, ReachSources, scopesOf, WithinReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { Database } from '../../database/database.js';
import { ExternalTickets } from './external-tickets.js';
import { changeOf, externalChangeOf, newTicketOf } from './ticket-requests.js';
import { TicketComments } from './ticket-comments.js';
import {
  CommentBody,
  ExternalTicketBody,
  ExternalTicketPath,
  NewTicketBody,
  TicketBody,
  TicketsQuery,
} from './ticket.dto.js';
import { TicketNotices } from './ticket-notices.js';
import { listTickets } from './ticket-rows.js';
import { CommentPage, CommentView, presentComment, presentTicket, TicketPage, TicketView } from './ticket-views.js';
import { Tickets } from './tickets.js';

/** What is left to be done after a conversation. */
@ApiTags('tickets')
@ApiBearerAuth()
@Controller('api/v1/tickets')
export class TicketsController {
  constructor(
    private readonly database: Database,
    private readonly tickets: Tickets,
    private readonly comments: TicketComments,
    private readonly external: ExternalTickets,
    private readonly notices: TicketNotices,
    private readonly reach: ReachSources,
  ) {}

  @ApiOperation({ summary: 'List the tickets', description: 'Newest first.' })
  @Get()
  @Reads('tickets')
  @RequirePermission('ticket.read')
  @FiltersByReach()
  @ApiOkResponse({ type: TicketPage })
  async list(
    @Caller() { reach }: ApiCaller,
    @Query() { limit, cursor, number, ...query }: TicketsQuery,
  ): Promise<TicketPage> {
    const after = numberOfCursor(cursor)?.toString();
    const filter = { ...query, reach: scopesOf(reach), number: number?.replace(/^T/i, '') };
    const rows = await listTickets(this.database, filter, after, limit + 1);
    const page = toPage(rows, limit, (row) => row.number);
    return { items: page.items.map(presentTicket), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Read a ticket' })
  @Get(':id')
  @Reads('ticket')
  @Tagged('version')
  @RequirePermission('ticket.read')
  @WithinReach('ticket')
  @ApiOkResponse({ type: TicketView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<TicketView> {
    return presentTicket(await this.tickets.get(id));
  }

  @ApiOperation({
    summary: 'Create a ticket',
    description: 'Title and summary are written from the conversation where they are left out.',
  })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('ticket.write')
  @FiltersByReach()
  @ApiCreatedResponse({ type: TicketView })
  async create(
    @Caller() actor: ApiCaller,
    @RequestId() requestId: string,
    @Body() body: NewTicketBody,
  ): Promise<TicketView> {
    await this.assertWithinReach(actor, body);
    const scope = { actor, requestId };
    const ticket = await this.database.transaction(async (tx) => {
      const created = await this.tickets.create(tx, newTicketOf(body), scope);
      await (body.tellContact === true ? this.notices.tellContact(tx, created, 'created', scope) : undefined);
      return created;
    });
    return presentTicket(ticket);
  }

  @ApiOperation({ summary: 'Change a ticket', description: 'Changes what is sent; null takes it away.' })
  @Fails('request.conflict', 'ticket.step-forbidden')
  @Patch(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('ticket.write')
  @WithinReach('ticket')
  @ApiOkResponse({ type: TicketView })
  async change(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: TicketBody,
    @IfMatch() ifMatch?: string,
  ): Promise<TicketView> {
    const ticket = await this.database.transaction((tx) =>
      this.tickets.change(tx, id, changeOf(body), { actor, requestId }, ifMatch),
    );
    return presentTicket(ticket);
  }

  @ApiOperation({ summary: 'List the comments of a ticket', description: 'Oldest first.' })
  @Get(':id/comments')
  @Reads('ticket-comments')
  @RequirePermission('ticket.read')
  @WithinReach('ticket')
  @ApiOkResponse({ type: CommentPage })
  async listComments(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery): Promise<CommentPage> {
    const { account_id: accountId, contact_id: contactId } = await this.tickets.get(id);
    concern({ accountId, contactId });
    const rows = await this.comments.list(id, idOfCursor(query.cursor), query.limit + 1);
    const page = toPage(rows, query.limit, (row) => row.id);
    return { items: page.items.map(presentComment), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Comment on a ticket', description: 'With an external id: once, however often it is sent.' })
  @Fails('ticket.comments-full')
  @Post(':id/comments')
  @Idempotent()
  @RequirePermission('ticket.write')
  @WithinReach('ticket')
  @ApiCreatedResponse({ type: CommentView })
  async comment(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CommentBody,
  ): Promise<CommentView> {
    const scope = { actor, requestId };
    return presentComment(await this.database.transaction((tx) => this.comments.add(tx, id, body, scope)));
  }

  @Fails(
    'request.conflict',
    'request.not-found',
    'request.precondition-failed',
    'ticket.comments-full',
    'ticket.step-forbidden',
  )
  @Put('external/:system/:externalId')
  @HttpCode(HttpStatus.OK)
  @Tagged('version')
  @RequirePermission('ticket.write')
  @ApiOperation({
    summary: 'Take over a ticket of an outside system',
    description:
      'Said again, it changes nothing. A ticket that is new here needs contactId and title; one that began here is named once by its ticketId.',
  })
  @ApiOkResponse({ type: TicketView })
  async put(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param() { system, externalId }: ExternalTicketPath,
    @Body() body: ExternalTicketBody,
  ): Promise<TicketView> {
    const { ticket } = await this.database.transaction((tx) =>
      this.external.put(tx, { system, id: externalId }, externalChangeOf(body), { actor, requestId }),
    );
    return presentTicket(ticket);
  }

  /** @throws {NotFoundError} where the ticket is to be about somebody whom the caller does not see. */
  private async assertWithinReach(caller: ApiCaller, body: NewTicketBody): Promise<void> {
    const { contactId, conversationId } = body;
    await this.reach.assertWithin(caller, 'contact', contactId);
    await (conversationId === undefined ? undefined : this.reach.assertWithin(caller, 'conversation', conversationId));
  }
}
