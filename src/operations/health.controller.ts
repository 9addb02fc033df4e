import { Controller, Get, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController, ApiOperation } from '@nestjs/swagger';
import { HealthCheckService, type HealthIndicatorResult } from '@nestjs/terminus';
import { Public } from '../common/access.js';
import { Readiness } from './readiness.js';

interface StatusReply {
  status(status: number): unknown;
}

@ApiExcludeController()
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly readiness: Readiness,
  ) {}

  @ApiOperation({ summary: 'Whether the process lives', description: 'Answers while the event loop works.' })
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @ApiOperation({
    summary: 'Whether the process is ready',
    description: '503 takes the process out of rotation; what is only degraded is told with 200.',
  })
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: StatusReply) {
    try {
      const result = await this.health.check(this.readiness.checks());
      return { ...result, status: 'ok', degraded: degradedOf(result.details) };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) {
        throw error;
      }
      reply.status(503);
      return error.getResponse();
    }
  }
}

function degradedOf(details: HealthIndicatorResult): string[] {
  return Object.keys(details).filter((name) => details[name]?.status === 'degraded');
}
