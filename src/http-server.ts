import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from './common/app-error.js';
import type { AddressList } from './common/address-list.js';
import { problemOf, sendProblem, toAppError } from './common/problem-filter.js';
import { BODY_BYTES_MAX } from './http-body.js';

/** How long a client may take, and how much it may ask for, before it has said anything. */
export interface HttpBounds {
  /** From the connection to the last of the headers. */
  headersTimeoutMs: number;
  /** From the connection to the last byte of the body. */
  requestTimeoutMs: number;
  /** How often both are looked at. */
  checkedEveryMs: number;
  /** One more is hung up on. */
  connectionsMax: number;
  /** All of them together, the path and the query among them. */
  headersBytesMax: number;
}

export const httpBounds: HttpBounds = {
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 60_000,
  checkedEveryMs: 2_000,
  connectionsMax: 8_192,
  headersBytesMax: 16_384,
};

/** The server, before it knows any route. */
export function createAdapter(bounds: HttpBounds, trusted: AddressList): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: (address: string) => trusted.includes(address),
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    requestTimeout: bounds.requestTimeoutMs,
    http: {
      headersTimeout: bounds.headersTimeoutMs,
      connectionsCheckingInterval: bounds.checkedEveryMs,
      maxHeaderSize: bounds.headersBytesMax,
    },
    keepAliveTimeout: 72_000, // longer than the usual 60 s of a balancer, which must be the one to hang up
    forceCloseConnections: 'idle',
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, problemOf(toAppError(error), request.id));
    },
    clientErrorHandler: refuse,
  });
  adapter.getInstance().server.maxConnections = bounds.connectionsMax;
  return adapter;
}

/** What never became a request: too slow, too large, or no HTTP at all. */
function refuse(thrown: Error & { code?: string }, socket: Socket): void {
  if (thrown.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const error = errorOf(thrown.code);
  const body = JSON.stringify(problemOf(error, randomUUID()));
  const head = [
    `HTTP/1.1 ${error.status} ${error.title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function errorOf(code: string | undefined): AppError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new AppError('request.too-slow', 'the request did not arrive in time');
  }
  return code === 'HPE_HEADER_OVERFLOW'
    ? new AppError('request.headers-too-large', 'the headers are too large')
    : new AppError('request.invalid', 'this is no HTTP request');
}
