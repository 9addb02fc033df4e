import { Worker } from 'node:worker_threads';
import { FileError } from './file-error.js';
import type { FileToRead, ImportAnswer, ImportBatch, ImportRequest } from './import-messages.js';
import type { KnownQuestion } from './near-duplicates.js';

const MB = 1_048_576;
/** The time of each answer; the first one takes the longest, as sheets and documents are parsed whole. */
const ANSWER_TIMEOUT_MS = 60_000;
/** Heap and buffers together. */
const MEMORY_BYTES_MAX = 768 * MB;
/** Behind the limit that is watched: V8's own, which counts no buffers. */
const HEAP_MB_MAX = 1_024;
const WATCH_EVERY_MS = 100;

export interface ImportLimits {
  answerTimeoutMs?: number;
  memoryBytesMax?: number;
}

/**
 * A file that is read in a thread of its own: whatever it does to the libraries that read it, this thread goes on, and
 * what takes too long or too much memory ends.
 */
export class ImportThread {
  private readonly worker: Worker;
  private readonly answerTimeoutMs: number;
  private readonly memoryBytesMax: number;
  private readonly timer: NodeJS.Timeout;
  private settle: { resolve: (answer: ImportAnswer) => void; reject: (error: Error) => void } | undefined;
  private end: Error | undefined;

  /** @param file its content moves to the thread: it is empty here afterwards. */
  constructor(
    file: FileToRead,
    { answerTimeoutMs = ANSWER_TIMEOUT_MS, memoryBytesMax = MEMORY_BYTES_MAX }: ImportLimits = {},
  ) {
    this.answerTimeoutMs = answerTimeoutMs;
    this.memoryBytesMax = memoryBytesMax;
    this.worker = new Worker(new URL('./import-thread-main.js', import.meta.url), {
      name: 'knowledge-import',
      workerData: file,
      transferList: [file.content.buffer],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
      stdout: true, // what a library prints about a file is nobody's concern
      stderr: true,
    });
    this.worker.on('message', (answer: ImportAnswer) => this.settle?.resolve(answer));
    this.worker.on('error', (error) => this.fail(isOutOfMemory(error) ? tooCostly('memory', error) : error));
    this.worker.on('exit', () => this.fail(new Error('the thread that reads an import ended')));
    this.timer = setInterval(() => void this.watch(), WATCH_EVERY_MS);
  }

  /** Tells the thread of questions that exist, before the first batch is asked for. */
  async know(questions: readonly KnownQuestion[]): Promise<void> {
    await this.ask({ kind: 'know', questions });
  }

  /**
   * The file, batch by batch; the next one is read while a batch is dealt with, and no further ones.
   * @returns how many entries there were.
   * @throws {FileError} when the file is to blame.
   */
  async *batches(): AsyncGenerator<ImportBatch, number> {
    let next = this.ask({ kind: 'next' });
    for (;;) {
      const answer = await next;
      switch (answer.kind) {
        case 'bad':
          throw new FileError(answer.code, answer.message);
        case 'end':
          return answer.total;
        case 'known':
          throw new TypeError('nothing was told');
        case 'batch':
          next = this.ask({ kind: 'next' });
          next.catch(() => undefined); // thrown where it is awaited, if anybody still does
          yield answer.batch;
      }
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.fail(new Error('the import is closed'));
    await this.worker.terminate();
  }

  private async ask(request: ImportRequest): Promise<ImportAnswer> {
    if (this.end !== undefined) {
      throw this.end;
    }
    const { promise, resolve, reject } = Promise.withResolvers<ImportAnswer>();
    this.settle = { resolve, reject };
    const timer = setTimeout(() => this.stop(tooCostly('time')), this.answerTimeoutMs);
    this.worker.postMessage(request);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Works while the thread is busy, too: V8 interrupts what runs there. */
  private async watch(): Promise<void> {
    try {
      const { used_heap_size: heap, external_memory: external } = await this.worker.getHeapStatistics();
      if (heap + external > this.memoryBytesMax) {
        this.stop(tooCostly('memory'));
      }
    } catch {
      return; // it has ended, or is not up yet
    }
  }

  private stop(error: Error): void {
    this.fail(error);
    void this.worker.terminate();
  }

  private fail(error: Error): void {
    this.end ??= error;
    this.settle?.reject(this.end);
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooCostly(what: 'time' | 'memory', cause?: unknown): FileError {
  return new FileError('knowledge.file-too-costly', `reading the file took too much ${what}`, { cause });
}
