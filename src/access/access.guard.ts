import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  ANY_CALLER,
  IS_PUBLIC,
  type Permission,
  REQUIRED_PERMISSION,
  type RequestWithPrincipal,
} from '../common/access.js';
import { AppError } from '../common/app-error.js';
import { AccessLog } from './access-log.js';
import { type AccessRequest, Authenticators } from './authenticators.js';

interface AuthorizedRequest extends AccessRequest, RequestWithPrincipal {
  routeOptions: { url?: string };
}

/** Who may call a route: what it declares, and nobody where it declares nothing. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: Authenticators,
    private readonly log: AccessLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | typeof ANY_CALLER | undefined>(
      REQUIRED_PERMISSION,
      targets,
    );
    if (permission === undefined) {
      return this.isPublic(targets);
    }
    const request = context.switchToHttp().getRequest<AuthorizedRequest>();
    const caller = await this.authenticators.callerOf(request);
    const isAllowed =
      permission === ANY_CALLER ? caller !== undefined : caller?.permissions.includes(permission) === true;
    if (!isAllowed) {
      await this.log.refused(caller, permission, request.routeOptions.url ?? '');
    }
    if (caller === undefined) {
      throw new AppError('access.unauthorized', 'send a valid API key as "Authorization: Bearer <key>"');
    }
    if (!isAllowed) {
      throw new AppError('access.forbidden', `this needs the permission ${permission}`);
    }
    await this.log.used(caller);
    request.principal = caller;
    return true;
  }

  private isPublic(targets: Parameters<Reflector['getAllAndOverride']>[1]): boolean {
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, targets) !== true) {
      throw new AppError('access.forbidden', 'this route does not say who may call it');
    }
    return true;
  }
}
