import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A connection to an app, for what no client sends. */
export function socketTo(app: NestFastifyApplication): Socket {
  const address = app.getHttpServer().address();
  return connect(address !== null && typeof address === 'object' ? address.port : 0, '127.0.0.1');
}

/** Everything that comes until the server hangs up. */
export async function answerOn(socket: Socket): Promise<string> {
  let answer = '';
  socket.setEncoding('utf8').on('data', (data) => (answer += data));
  socket.on('error', () => undefined); // a server that hangs up while something is still being written
  await once(socket, 'close');
  return answer;
}

/** The answer to a request as it is written, byte for byte. */
export function rawRequest(app: NestFastifyApplication, lines: readonly string[]): Promise<string> {
  const socket = socketTo(app);
  socket.write(`${[...lines, 'host: test', 'connection: close'].join('\r\n')}\r\n\r\n`);
  return answerOn(socket);
}
