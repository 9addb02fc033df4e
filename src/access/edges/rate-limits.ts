import { Injectable } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { RetryLaterError } from '../../common/app-error.js';
import { Settings } from '../../settings/settings.js';
import type { AccessRequest } from '../authenticators.js';
import { type CountedFor, countedFor, ofAddress } from './rate-policy.js';
import { RequestRates } from './request-rates.js';
import type { Rate } from './share.js';

const WINDOW_SECONDS = 60;
const API = /^\/(api|\.well-known)\//;

export interface RateLimitedRequest extends AccessRequest {
  routeOptions: { url?: string };
}

interface Reply {
  header(name: string, value: string): unknown;
}

/** How often a call may come: each counts once, before its body is read where that is large. */
@Injectable()
export class RateLimits {
  private readonly counted = new WeakSet<object>();

  constructor(
    private readonly rates: RequestRates,
    private readonly settings: Settings,
  ) {}

  /**
   * Says in `RateLimit` and `RateLimit-Policy` what is left. Callbacks and health checks are not counted.
   * @throws {RetryLaterError} `request.rate-limited`
   * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
   */
  async admit(request: RateLimitedRequest, caller: ApiCaller | undefined, reply: Reply): Promise<void> {
    const route = request.routeOptions.url ?? '';
    if (!API.test(route) || this.counted.has(request.headers)) {
      return;
    }
    this.counted.add(request.headers);
    const rates: (Rate & CountedFor)[] = [];
    for (const counted of countedFor(request.method, route, caller, request.ip)) {
      const limit = this.settings.get(counted.setting);
      if (limit > 0) {
        rates.push({ ...counted, ...(await this.rates.take(counted.subject, limit)) });
      }
    }
    tell(reply, rates);
    const refusing = rates.find(({ isAllowed }) => !isAllowed);
    if (refusing !== undefined) {
      throw refusal(refusing);
    }
  }

  /**
   * Counts somebody whose credentials are not good, or who has none where they are needed.
   * @throws {RetryLaterError} `request.rate-limited`
   */
  async countStranger({ ip }: AccessRequest): Promise<void> {
    const counted = ofAddress(ip);
    const limit = this.settings.get(counted.setting);
    const rate = limit > 0 ? await this.rates.take(counted.subject, limit) : undefined;
    if (rate?.isAllowed === false) {
      throw refusal({ ...counted, ...rate });
    }
  }
}

function tell(reply: Reply, rates: readonly (Rate & CountedFor)[]): void {
  if (rates.length > 0) {
    const policies = rates.map(({ name, limit }) => `"${name}";q=${limit};w=${WINDOW_SECONDS}`);
    const left = rates.map(({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`);
    reply.header('ratelimit-policy', policies.join(', '));
    reply.header('ratelimit', left.join(', '));
  }
}

function refusal({ name, limit, resetSeconds }: Rate & CountedFor): RetryLaterError {
  const message = `at most ${limit} calls a minute (${name}): come back in ${resetSeconds} s`;
  return new RetryLaterError('request.rate-limited', message, resetSeconds);
}
