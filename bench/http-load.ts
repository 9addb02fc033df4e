import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface LoadResult {
  perSecond: number;
  /** From the request to its whole answer, ascending. */
  latenciesMs: number[];
}

const HEAD_END = '\r\n\r\n';

/**
 * Keep-alive connections that post prepared requests, one at a time each. They speak HTTP just well enough for a server
 * that answers with a Content-Length, because a full client would take a large part of the machine from the server.
 */
export class HttpLoad {
  private constructor(private readonly sockets: readonly Socket[]) {}

  static async connect(port: number, connections: number): Promise<HttpLoad> {
    const sockets = Array.from({ length: connections }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    return new HttpLoad(sockets);
  }

  /** @throws for an answer other than 200. */
  async post(requests: readonly Buffer[]): Promise<LoadResult> {
    const latenciesMs: number[] = [];
    const waiting = requests.values();
    const startedAt = performance.now();
    await Promise.all(this.sockets.map((socket) => postAll(socket, waiting, latenciesMs)));
    const seconds = (performance.now() - startedAt) / 1_000;
    return { perSecond: requests.length / seconds, latenciesMs: latenciesMs.toSorted((a, b) => a - b) };
  }

  close(): void {
    for (const socket of this.sockets) {
      socket.destroy();
    }
  }
}

function postAll(socket: Socket, waiting: Iterator<Buffer>, latenciesMs: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = '';
    let sentAt = 0;
    const end = (finish: () => void): void => {
      socket.off('data', onData).off('error', onFailure).off('close', onFailure);
      finish();
    };
    const send = (): void => {
      const next = waiting.next();
      if (next.done === true) {
        end(resolve);
        return;
      }
      sentAt = performance.now();
      socket.write(next.value);
    };
    const onFailure = (error: unknown): void => end(() => reject(new Error('a connection was lost', { cause: error })));
    const onData = (chunk: Buffer): void => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) {
        return;
      }
      const status = received.slice(9, 12);
      received = '';
      if (status === '200') {
        latenciesMs.push(performance.now() - sentAt);
        send();
      } else {
        end(() => reject(new Error(`answered ${status}`)));
      }
    };
    socket.on('data', onData).on('error', onFailure).on('close', onFailure);
    send();
  });
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf(HEAD_END);
  if (headEnd < 0) {
    return false;
  }
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, headEnd)) ?? [];
  if (length === undefined) {
    throw new Error('an answer has no Content-Length');
  }
  return answer.length >= headEnd + HEAD_END.length + Number(length);
}
