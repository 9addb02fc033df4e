import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Reach } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { scopesOf } from '../../common/reach.js';
import type { StoredEvent } from './handoff-event.js';
import { comparePositions, HandoffEvents } from './handoff-events.js';

/** Where a stream is written to; a slow reader is seen by what waits to be written. */
export interface EventSink {
  write(chunk: string): unknown;
  end(): unknown;
  readonly writableLength: number;
}

/** Whose conversations the reader sees at this moment; undefined: he may read no longer. */
export type ReaderReach = () => Promise<Reach | undefined>;

interface Stream {
  sink: EventSink;
  position: string;
  reach: ReaderReach;
  present: (event: StoredEvent) => unknown;
  /** By the clock of the process. */
  end: number;
}

const STREAMS_MAX = 100;
/** Who reads on comes back with `Last-Event-ID`, and is asked who he is. */
const LIFE_MS = 10 * 60_000;
const POLL_MS = 300;
const HEARTBEAT_MS = 15_000;
const READ_MAX = 500;
/** Bytes; a reader that is so far behind comes back with `Last-Event-ID`. */
const UNREAD_MAX = 1_000_000;
const RETRY_MS = 2_000;

/** The streams of this process. While there are any, the table is asked three times a second, once for all of them. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly logger = new Logger(EventStreams.name);
  private readonly streams = new Set<Stream>();
  private pollTimer: NodeJS.Timeout | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;

  constructor(private readonly events: HandoffEvents) {}

  /** @throws {AppError} `handoff.streams-full`. */
  assertRoom(): void {
    if (this.streams.size >= STREAMS_MAX) {
      throw new AppError('handoff.streams-full', `a process serves ${STREAMS_MAX} event streams at most`);
    }
  }

  /**
   * @param position of the last event that the reader has seen; what follows it is sent.
   * @returns stops it.
   */
  open(sink: EventSink, position: string, present: Stream['present'], reach: ReaderReach): () => void {
    const stream: Stream = { sink, position, present, reach, end: performance.now() + LIFE_MS };
    this.streams.add(stream);
    sink.write(`retry: ${RETRY_MS}\nid: ${position}\n\n`);
    this.heartbeat ??= setInterval(() => this.streams.forEach(({ sink: to }) => to.write(':\n\n')), HEARTBEAT_MS);
    this.schedule();
    return () => this.close(stream);
  }

  async onModuleDestroy(): Promise<void> {
    for (const stream of this.streams) {
      this.end(stream);
    }
    await this.polling;
  }

  private close(stream: Stream): void {
    this.streams.delete(stream);
    if (this.streams.size === 0) {
      clearInterval(this.heartbeat);
      clearTimeout(this.pollTimer);
      this.heartbeat = undefined;
      this.pollTimer = undefined;
    }
  }

  private schedule(afterMs = POLL_MS): void {
    if (this.pollTimer === undefined && this.streams.size > 0) {
      this.pollTimer = setTimeout(() => {
        this.polling = this.pollAndGoOn();
      }, afterMs);
    }
  }

  private async pollAndGoOn(): Promise<void> {
    const isMore = await this.poll();
    this.polling = undefined;
    this.pollTimer = undefined;
    this.schedule(isMore ? 0 : POLL_MS);
  }

  /** From where the one that is furthest behind stands. @returns whether there is more. */
  private async poll(): Promise<boolean> {
    try {
      const [furthest] = [...this.streams].map(({ position }) => position).toSorted(comparePositions);
      const events = furthest === undefined ? [] : await this.events.after(furthest, READ_MAX);
      const scopes = await this.events.scopesOf(events);
      for (const stream of this.streams) {
        const reach = stream.end < performance.now() ? undefined : await stream.reach();
        if (reach === undefined) {
          this.end(stream);
        } else {
          this.send(stream, events, (event) => isSeen(reach, scopes.get(event.conversationId)));
        }
      }
      return events.length === READ_MAX;
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'events could not be read; the next time follows');
      return false;
    }
  }

  private send(stream: Stream, events: readonly StoredEvent[], isShown: (event: StoredEvent) => boolean): void {
    for (const event of events) {
      if (comparePositions(event.position, stream.position) > 0) {
        stream.position = event.position;
        if (isShown(event)) {
          const data = JSON.stringify(stream.present(event));
          stream.sink.write(`id: ${event.position}\nevent: ${event.type}\ndata: ${data}\n\n`);
        }
      }
    }
    if (stream.sink.writableLength > UNREAD_MAX) {
      this.end(stream);
    }
  }

  private end(stream: Stream): void {
    stream.sink.end();
    this.close(stream);
  }
}

function isSeen(reach: Reach, scopes: ReadonlySet<string> | undefined): boolean {
  return scopesOf(reach)?.some((scope) => scopes?.has(scope) === true) ?? true;
}
