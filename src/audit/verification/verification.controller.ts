import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { Idempotent } from '../../common/idempotency.js';
import { JobStreams } from '../../common/job-streams.js';
import { FollowsJob, jobOf, type JobView } from '../../common/job-view.js';
import { toMoment } from '../../common/moment.js';
import { idOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { AuditPackages } from './audit-packages.js';
import { ProofDto, VerificationDto, VerificationPage, VerificationRequest } from './verification.dto.js';
import { type VerificationRow, Verifications } from './verifications.js';

/** A verification that takes longer goes on without its caller. */
const WAIT_MS = 10_000;

interface StatusReply {
  status(status: number): unknown;
}

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit')
export class VerificationController {
  constructor(
    private readonly verifications: Verifications,
    private readonly packages: AuditPackages,
    private readonly streams: JobStreams,
  ) {}

  @ApiOperation({
    summary: 'Verify the audit log',
    description: '200 with what it came to where that takes no more than some seconds, else 202: ask for it by its id.',
  })
  @Fails('audit.verification-running', 'request.not-found')
  @Post('verification')
  @Idempotent()
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: VerificationDto })
  @ApiAcceptedResponse({ type: VerificationDto, description: 'It runs.' })
  async verify(
    @Body() { from, to }: VerificationRequest,
    @Caller() actor: Principal,
    @Res({ passthrough: true }) reply: StatusReply,
  ): Promise<VerificationDto> {
    const { id, done } = await this.verifications.begin({
      kind: 'asked',
      actor,
      from: toMoment(from) ?? undefined,
      to: toMoment(to) ?? undefined,
    });
    await within(WAIT_MS, done);
    const row = await this.verifications.find(id);
    reply.status(row.state === 'running' ? 202 : 200);
    return present(row);
  }

  @ApiOperation({
    summary: 'List the verifications',
    description: 'Those that ran by themselves, and those that were asked for; newest first.',
  })
  @Get('verifications')
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: VerificationPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<VerificationPage> {
    const rows = await this.verifications.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(present), nextCursor };
  }

  @ApiOperation({ summary: 'Read a verification' })
  @Get('verifications/:id')
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: VerificationDto })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<VerificationDto> {
    return present(await this.verifications.find(id));
  }

  @ApiOperation({ summary: 'Follow a verification', description: 'As server-sent events, until it ends.' })
  @Get('verifications/:id/events')
  @FollowsJob()
  @RequirePermission('audit.read')
  async follow(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.follow(request, reply, async () => presentJob(await this.get(id)));
  }

  @ApiOperation({
    summary: 'Prove an event',
    description: 'What shows that an event is in the log as it was recorded, whatever becomes of the log.',
  })
  @Fails('audit.event-unsealed')
  @Get('events/:id/proof')
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: ProofDto })
  prove(@Param('id', ParseUUIDPipe) id: string): Promise<ProofDto> {
    return this.packages.proofOf(id);
  }
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}

function present(row: VerificationRow): VerificationDto {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    fromSeal: row.from_seal === null ? null : Number(row.from_seal),
    toSeal: row.to_seal === null ? null : Number(row.to_seal),
    events: Number(row.events),
    fault: row.fault,
    startedAt: row.started_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
  };
}

/** That something is wrong with the log is what came of it, and no failure. */
function presentJob({ id, state, startedAt, doneAt }: VerificationDto): JobView {
  const status = ['sound', 'faulty'].includes(state) ? 'completed' : state;
  return jobOf({ id, status, failure: null, createdAt: startedAt, finishedAt: doneAt });
}
