import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reads } from '../../audit/readings/reads.js';
import { type ApiCaller, Caller, type Reach, RequirePermission } from '../../common/access.js';
import { FiltersByReach } from '../../common/reach.js';
import { Fails } from '../../common/api-errors.js';
import { Standing } from '../../common/standing.js';
import { presentEvent } from './event-view.js';
import { EventStreams } from './event-streams.js';
import { HandoffEvents } from './handoff-events.js';

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/handoffs')
export class HandoffEventsController {
  constructor(
    private readonly events: HandoffEvents,
    private readonly streams: EventStreams,
    private readonly standing: Standing,
  ) {}

  @ApiOperation({
    summary: 'Follow what happens to cases',
    description:
      'What happens to cases, as server-sent events, from now on or behind `Last-Event-ID`; events of the last 30 days are kept. A comment comes every 15 seconds.',
  })
  @Fails('handoff.streams-full')
  @Get('events')
  @Reads('handoff-events', { isStream: true })
  @RequirePermission('handoff.read')
  @FiltersByReach()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The `id` of the last event that was seen.' })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  async stream(
    @Caller() caller: ApiCaller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    this.streams.assertRoom();
    const position = lastEventId ?? (await this.events.end());
    await this.events.after(position, 1); // refuses what is no position before anything is answered
    reply.hijack();
    reply.raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream; charset=utf-8' });
    const stop = this.streams.open(reply.raw, position, presentEvent, () => this.reachOf(caller, request));
    request.raw.socket.setTimeout(0);
    reply.raw.on('close', stop);
    reply.raw.on('error', stop);
  }

  /** Who loses the right, or may not come in any more, reads no further. */
  private async reachOf(caller: ApiCaller, request: FastifyRequest): Promise<Reach | undefined> {
    const now = await this.standing.now(caller, request);
    return now?.permissions.includes('handoff.read') === true ? now.reach : undefined;
  }
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const headers = Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(headers);
}
