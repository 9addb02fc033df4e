import { isDeepStrictEqual } from 'node:util';
import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../../audit/audit-log.js';
import { authorOf, Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { AppError } from '../../common/app-error.js';
import { Idempotent } from '../../common/idempotency.js';
import { asId, type ContactId } from '../../common/ids.js';
import { JobStreams } from '../../common/job-streams.js';
import { FollowsJob, jobOf } from '../../common/job-view.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { Settings } from '../../settings/settings.js';
import { ContactCopies } from './contact-copies.js';
import {
  ContactRequestBody,
  ContactRequestPage,
  ContactRequestsQuery,
  ContactRequestView,
  presentRequest,
} from './contact-request.dto.js';
import type { ContactRequest } from './contact-request-rows.js';
import { ContactRequests } from './contact-requests.js';

/** What a contact may ask for: a copy of what is held of him, and that it be erased. Both are done in the background. */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/privacy')
export class ContactRequestsController {
  constructor(
    private readonly requests: ContactRequests,
    private readonly copies: ContactCopies,
    private readonly audit: AuditLog,
    private readonly settings: Settings,
    private readonly streams: JobStreams,
  ) {}

  @ApiOperation({
    summary: 'Copy all that is kept of a contact',
    description: "The copy holds his own data in clear, and nobody else's. Its file is kept for 7 days.",
  })
  @Fails('privacy.on-hold')
  @Post('contacts/:id/export')
  @Idempotent()
  @HttpCode(202)
  @RequirePermission('privacy.erase')
  @ApiAcceptedResponse({ type: ContactRequestView })
  async export(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ContactRequestBody,
  ): Promise<ContactRequestView> {
    return presentRequest(await this.requests.request('export', asId<ContactId>(id), reason, { actor, requestId }));
  }

  @ApiOperation({
    summary: 'Erase a contact',
    description: 'It cannot be undone. What the person writes afterwards is a new beginning.',
  })
  @Fails('privacy.on-hold')
  @Post('contacts/:id/erasure')
  @Idempotent()
  @HttpCode(202)
  @RequirePermission('privacy.erase')
  @ApiAcceptedResponse({ type: ContactRequestView })
  async erase(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ContactRequestBody,
  ): Promise<ContactRequestView> {
    return presentRequest(await this.requests.request('erasure', asId<ContactId>(id), reason, { actor, requestId }));
  }

  @ApiOperation({ summary: 'List the requests of contacts', description: 'Newest first.' })
  @Get('contact-requests')
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: ContactRequestPage })
  async list(@Query() { contactId, accountId, limit, cursor }: ContactRequestsQuery): Promise<ContactRequestPage> {
    const rows = await this.requests.list({ contactId, accountId }, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentRequest), nextCursor };
  }

  @ApiOperation({ summary: 'Read the request of a contact', description: 'How far it is.' })
  @Get('contact-requests/:id')
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: ContactRequestView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ContactRequestView> {
    return presentRequest(await this.requests.get(id));
  }

  @ApiOperation({ summary: 'Follow a request', description: 'As server-sent events, until it ends.' })
  @Get('contact-requests/:id/events')
  @FollowsJob()
  @RequirePermission('privacy.read')
  async follow(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.follow(request, reply, async () => jobOf(await this.get(id)));
  }

  @ApiOperation({
    summary: 'Download the copy of a contact',
    description:
      'The finished copy. Each download is recorded; with `privacy.fourEyes`, who asked for it is not given it.',
  })
  @Fails('privacy.copy-gone', 'privacy.copy-unfinished')
  @Get('contact-requests/:id/file')
  @RequirePermission('privacy.erase')
  @ApiProduces('application/json')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  async file(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<StreamableFile> {
    const request = await this.requests.get(id);
    assertHasFile(request);
    if (this.settings.get('privacy.fourEyes') && isDeepStrictEqual(request.created_by, authorOf(actor))) {
      throw new AppError('access.forbidden', 'somebody else than who asked for the copy has to fetch it');
    }
    const { contact_id: contactId, account_id: accountId } = request;
    await this.audit.recordAlone(
      { actor, accountId, contactId, requestId },
      { action: 'contact.export-downloaded', details: { contactRequestId: request.id } },
    );
    return new StreamableFile(Readable.from(this.copies.read(request)), {
      type: 'application/json',
      disposition: `attachment; filename="contact-${contactId}.json"`,
    });
  }
}

/** @throws {AppError} `privacy.copy-unfinished`, `privacy.copy-gone`. */
function assertHasFile({ id, kind, status, sha256 }: ContactRequest): void {
  if (kind !== 'export' || status !== 'completed') {
    throw new AppError('privacy.copy-unfinished', `request ${id} is a ${kind} that is ${status}`);
  }
  if (sha256 === null) {
    throw new AppError('privacy.copy-gone', 'a copy is kept for 7 days: ask for another');
  }
}
