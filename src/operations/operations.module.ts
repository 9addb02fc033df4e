import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { ProgramLog } from './program-log.js';
import { Readiness } from './readiness.js';

@Module({
  // A failing check is told in the answer and by metrics: a log line per probe would say nothing more.
  imports: [TerminusModule.forRoot({ logger: false, gracefulShutdownTimeoutMs: 0 })],
  controllers: [HealthController, MetricsController],
  providers: [ProgramLog, Readiness],
})
export class OperationsModule {}
