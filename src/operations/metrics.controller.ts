import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController, ApiOperation } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { Public } from '../common/access.js';
import { Metrics } from '../common/metrics.js';

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @ApiOperation({ summary: 'Read the metrics' })
  @Get()
  @Public()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  print(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
