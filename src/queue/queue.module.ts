import { Global, Module } from '@nestjs/common';
import { FetchGate } from './fetch-gate.js';
import { JobQueues } from './job-queues.js';
import { Nudges } from './nudges.js';
import { QueueConnection } from './queue-connection.js';

@Global()
@Module({
  providers: [FetchGate, QueueConnection, JobQueues, Nudges],
  exports: [QueueConnection, JobQueues, Nudges],
})
export class QueueModule {}
