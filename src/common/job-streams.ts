import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiCaller, RequestWithPrincipal } from './access.js';
import { AppError } from './app-error.js';
import { toAppError } from './problem-filter.js';
import { Standing } from './standing.js';

/** What every long work tells of itself; each kind adds its own. */
export interface JobState {
  status: string;
  /** When it ended, however it did; null while it goes on. */
  finishedAt: string | null;
}

interface Stream {
  request: FastifyRequest;
  reply: FastifyReply;
  /** Undefined on a route that has none. */
  caller: ApiCaller | undefined;
  look: () => Promise<JobState>;
  /** Of the last event. */
  seen: string | undefined;
  until: number;
}

const STREAMS_MAX = 200;
/** Nobody keeps all the others from reading. */
const STREAMS_OF_ONE_MAX = 20;
const POLL_MS = 500;
const HEARTBEAT_POLLS = 30;
const RETRY_MS = 1_000;
/** Then the reader comes again, and is asked again who he is. */
const STREAM_MS_MAX = 10 * 60_000;
/** Bytes; a reader that is so far behind comes again. */
const UNREAD_MAX = 1_000_000;

/**
 * What becomes of long work, as server-sent events: an event for each state that is seen, whose id says which it was, and
 * the end of the stream after the last one, or where its reader loses a right. All streams of a process share one timer.
 */
@Injectable()
export class JobStreams implements OnModuleDestroy {
  private readonly logger = new Logger(JobStreams.name);
  private readonly streams = new Set<Stream>();
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private polls = 0;

  constructor(private readonly standing: Standing) {}

  /**
   * Answers the request. A reader who has seen the end already is answered 204, at which an `EventSource` stops.
   * @param look presents the work as it is now.
   * @throws {AppError} `request.streams-full`, and whatever `look` throws for what is not there.
   */
  async follow(
    request: FastifyRequest & RequestWithPrincipal,
    reply: FastifyReply,
    look: () => Promise<JobState>,
  ): Promise<void> {
    const caller = request.principal;
    this.assertRoom(caller);
    const seen = request.headers['last-event-id'];
    const state = await look();
    if (state.finishedAt !== null && seen === idOf(state)) {
      void reply.status(204).send();
      return;
    }
    reply.hijack();
    reply.raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream; charset=utf-8' });
    reply.raw.write(`retry: ${RETRY_MS}\n\n`);
    request.raw.socket.setTimeout(0);
    const until = Date.now() + STREAM_MS_MAX;
    const stream: Stream = { request, reply, caller, look, seen: typeof seen === 'string' ? seen : undefined, until };
    this.streams.add(stream);
    reply.raw.on('close', () => this.streams.delete(stream));
    reply.raw.on('error', () => this.streams.delete(stream));
    this.tell(stream, state);
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.streams.forEach((stream) => this.end(stream));
    await this.polling;
  }

  /** @throws {AppError} `request.streams-full` */
  private assertRoom(caller: ApiCaller | undefined): void {
    if (this.streams.size >= STREAMS_MAX) {
      throw new AppError('request.streams-full', `a process serves ${STREAMS_MAX} event streams at most`);
    }
    const own = [...this.streams].filter((stream) => caller !== undefined && stream.caller?.id === caller.id);
    if (own.length >= STREAMS_OF_ONE_MAX) {
      throw new AppError(
        'request.streams-full',
        `a process serves one caller ${STREAMS_OF_ONE_MAX} event streams at most`,
      );
    }
  }

  private schedule(): void {
    if (this.timer === undefined && this.streams.size > 0) {
      this.timer = setTimeout(() => {
        this.polling = this.pollAndGoOn();
      }, POLL_MS);
    }
  }

  private async pollAndGoOn(): Promise<void> {
    this.polls++;
    for (const stream of this.streams) {
      await this.poll(stream);
    }
    this.timer = undefined;
    this.schedule();
  }

  private async poll(stream: Stream): Promise<void> {
    try {
      const { caller, request } = stream;
      if (caller === undefined || (await this.standing.isAsBefore(caller, request))) {
        this.tell(stream, await stream.look());
      } else {
        this.end(stream); // whoever lost something comes again, and is asked what he may do now
      }
    } catch (error) {
      if (toAppError(error).status < 500) {
        this.end(stream); // it is not there any more, or its reader may not come in
      } else {
        this.logger.warn({ err: error }, 'a job could not be read; the next time follows');
      }
    }
  }

  private tell(stream: Stream, state: JobState): void {
    const { raw } = stream.reply;
    const id = idOf(state);
    if (id !== stream.seen) {
      stream.seen = id;
      raw.write(`id: ${id}\nevent: job\ndata: ${JSON.stringify(state)}\n\n`);
    } else if (this.polls % HEARTBEAT_POLLS === 0) {
      raw.write(':\n\n');
    }
    if (state.finishedAt !== null || Date.now() > stream.until || raw.writableLength > UNREAD_MAX) {
      this.end(stream);
    }
  }

  private end(stream: Stream): void {
    this.streams.delete(stream);
    stream.reply.raw.end();
  }
}

/** Of a state, not of a moment: whoever comes again with it has seen this. */
function idOf(state: JobState): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22);
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
}
