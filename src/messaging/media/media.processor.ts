import { Injectable } from '@nestjs/common';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { MediaFetching } from './media-fetching.js';

/** Each may hold a file of 20 MB in memory. */
const AT_ONCE = 4;

@Injectable()
export class MediaProcessor extends JobWorker<'media.fetch'> {
  constructor(
    connection: QueueConnection,
    private readonly fetching: MediaFetching,
  ) {
    super(connection, 'media.fetch', AT_ONCE);
  }

  protected handle({ mediaId }: Jobs['media.fetch']): Promise<void> {
    return this.fetching.fetch(mediaId);
  }
}
