import { Global, Module } from '@nestjs/common';
import { JobQueues } from './job-queues.js';
import { Nudges } from './nudges.js';
import { QueueConnection } from './queue-connection.js';

@Global()
@Module({
  providers: [QueueConnection, JobQueues, Nudges],
  exports: [QueueConnection, JobQueues, Nudges],
})
export class QueueModule {}
