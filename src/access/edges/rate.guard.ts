import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { RequestWithPrincipal } from '../../common/access.js';
import { RateLimits, type RateLimitedRequest } from './rate-limits.js';

/** Counts calls, once it is known whose they are. */
@Injectable()
export class RateGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<RateLimitedRequest & RequestWithPrincipal>();
    await this.limits.admit(request, request.principal, http.getResponse());
    return true;
  }
}
