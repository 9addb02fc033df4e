import { once } from 'node:events';
import { Readable } from 'node:stream';
import type pg from 'pg';

/** The part of a connection that speaks COPY, which the types of `pg` leave out. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

const HIGH_WATER_BYTES = 1_048_576;

/** What `COPY … TO STDOUT` sends, no faster than it is read; `count` is known when it has ended. */
export class CopyOut implements pg.Submittable {
  readonly data: Readable;
  /** Of rows. */
  count = 0;
  private connection: pg.Connection | undefined;

  constructor(private readonly sql: string) {
    this.data = new Readable({
      highWaterMark: HIGH_WATER_BYTES,
      read: () => this.connection?.stream.resume(),
      destroy: (error, done) => {
        if (error !== null) {
          this.connection?.stream.destroy(); // the rest would have to be read before anything else
        }
        done(error);
      },
    });
  }

  submit(connection: pg.Connection): void {
    this.connection = connection;
    connection.query(this.sql);
  }

  /** The driver uses its buffer again. */
  handleCopyData({ chunk }: { chunk: Buffer }, connection: pg.Connection): void {
    if (!this.data.push(Buffer.from(chunk))) {
      connection.stream.pause();
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.count = countOf(text);
  }

  handleReadyForQuery(): void {
    this.connection = undefined;
    this.data.push(null);
  }

  handleError(error: Error): void {
    this.connection = undefined;
    this.data.destroy(error);
  }
}

/**
 * Sends to `COPY … FROM STDIN`, no faster than the server takes it.
 * @returns how many rows were stored.
 */
export function copyIn(client: pg.Client, sql: string, data: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(sql, data, { resolve, reject }));
  });
}

class CopyIn implements pg.Submittable {
  private count = 0;
  private failure: unknown;

  constructor(
    private readonly sql: string,
    private readonly data: AsyncIterable<Buffer>,
    private readonly promise: { resolve(count: number): void; reject(reason: unknown): void },
  ) {}

  submit(connection: pg.Connection): void {
    connection.query(this.sql);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.send(connection).catch((error: unknown) => {
      this.failure = error;
      connection.sendCopyFail('what is sent cannot be read');
    });
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.count = countOf(text);
  }

  handleReadyForQuery(): void {
    this.promise.resolve(this.count);
  }

  handleError(error: Error): void {
    this.promise.reject(this.failure ?? error);
  }

  private async send(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.data) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) {
        await once(connection.stream, 'drain');
      }
    }
    connection.endCopyFrom();
  }
}

/** Of the tag of a command, such as `COPY 12`. */
function countOf(tag: string): number {
  return Number(tag.split(' ').at(-1));
}
