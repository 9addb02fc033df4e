import { Global, Module } from '@nestjs/common';
import { DueWork } from './due-work.js';
import { FetchGate } from './fetch-gate.js';
import { JobQueues } from './job-queues.js';
import { Nudges } from './nudges.js';
import { QueueChecks } from './queue-checks.js';
import { QueueConnection } from './queue-connection.js';

@Global()
@Module({
  providers: [QueueChecks, FetchGate, QueueConnection, JobQueues, Nudges, DueWork],
  exports: [QueueConnection, JobQueues, Nudges, DueWork],
})
export class QueueModule {}
