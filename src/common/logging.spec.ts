import 'reflect-metadata';
import { Writable } from 'node:stream';
import { Controller, Get, Logger as NestLogger, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { Logger, LoggerModule } from 'nestjs-pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loggerOptions } from './logging.js';

@Controller('probe')
class ProbeController {
  private readonly logger = new NestLogger('Probe');

  @Get()
  probe(): string {
    const failure = Object.assign(new Error('it failed', { cause: new Error('deeper') }), {
      code: 'E1',
      parameters: ['a private text'],
    });
    this.logger.error({ turnId: 't1', err: failure }, 'a turn failed');
    return 'done';
  }
}

let app: NestFastifyApplication;
let text = '';

/** Every line that is logged, at the lowest level, while one request is answered. */
beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const options = loggerOptions({ environment: { LOG_LEVEL: 'trace', LOG_PRETTY: false } }, false);
  const pinoHttp = Object.assign({}, options.pinoHttp, { stream });
  @Module({ imports: [LoggerModule.forRoot({ ...options, pinoHttp })], controllers: [ProbeController] })
  class ProbeModule {}
  const adapter = new FastifyAdapter({ genReqId: () => 'request-1' });
  app = await NestFactory.create<NestFastifyApplication>(ProbeModule, adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  await app.init();
  await app.inject({
    url: '/probe?msg_signature=a-signature',
    headers: { authorization: 'Bearer a-key', cookie: 'a-cookie' },
  });
});
afterAll(async () => {
  await app.close();
});

function lines(): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the log', () => {
  it('is one JSON object a line, with the id of the request', () => {
    expect(lines().find(({ context }) => context === 'Probe')).toMatchObject({
      requestId: 'request-1',
      msg: 'a turn failed',
      turnId: 't1',
      err: { message: 'it failed', code: 'E1', cause: { message: 'deeper' } },
    });
  });

  it('tells a request by its path, at level debug', () => {
    expect(lines().find(({ req }) => req !== undefined)).toMatchObject({
      level: 20,
      requestId: 'request-1',
      req: { method: 'GET', path: '/probe' },
      res: { status: 200 },
    });
  });

  it.each(['a-signature', 'a-key', 'a-cookie', 'a private text'])('never holds %s', (secret) => {
    expect(text).not.toContain(secret);
  });
});
