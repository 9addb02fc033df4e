import { Injectable } from '@nestjs/common';
import type { ApiCaller } from '../common/access.js';
import { AppError } from '../common/app-error.js';
import { RateLimits } from './edges/rate-limits.js';

/** What of a request says who sends it. */
export interface AccessRequest {
  id: string;
  method: string;
  /** With the query, as it was sent. */
  url: string;
  ip: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** One way in: a key, a session, a token. */
export interface Authenticator {
  readonly name: string;
  /**
   * Who sends the request; undefined where it carries nothing that is of this way.
   * @throws {AppError} `access.*` where it does, and it is not good: no other way is tried then.
   */
  authenticate(request: AccessRequest): Promise<ApiCaller | undefined>;
}

/** All ways in. Each registers itself; the first one that knows what a request carries decides. */
@Injectable()
export class Authenticators {
  private readonly ways: Authenticator[] = [];
  /** A request is asked about before its body is read and again when it is answered. */
  private readonly asked = new WeakMap<object, Promise<ApiCaller | undefined>>();

  constructor(private readonly limits: RateLimits) {}

  register(way: Authenticator): void {
    this.ways.push(way);
  }

  /**
   * Undefined for a stranger.
   * @throws {AppError} `access.*`, `request.rate-limited`
   */
  callerOf(request: AccessRequest): Promise<ApiCaller | undefined> {
    const known = this.asked.get(request.headers) ?? this.ask(request);
    this.asked.set(request.headers, known);
    return known;
  }

  /** Whoever is not known is counted, and after too many of them told to come back later. */
  private async ask(request: AccessRequest): Promise<ApiCaller | undefined> {
    try {
      const caller = await this.find(request);
      if (caller !== undefined) {
        return caller;
      }
    } catch (error) {
      if (error instanceof AppError && error.status < 500) {
        await this.limits.countStranger(request);
      }
      throw error;
    }
    await this.limits.countStranger(request);
    return undefined;
  }

  private async find(request: AccessRequest): Promise<ApiCaller | undefined> {
    for (const way of this.ways) {
      const caller = await way.authenticate(request);
      if (caller !== undefined) {
        return caller;
      }
    }
    return undefined;
  }
}
