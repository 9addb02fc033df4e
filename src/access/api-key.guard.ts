import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  IS_PUBLIC,
  type Permission,
  type Principal,
  REQUIRED_PERMISSION,
  type RequestWithPrincipal,
} from '../common/access.js';
import { AppError } from '../common/app-error.js';
import { AccessLog } from './access-log.js';
import { ApiKeys } from './api-keys.js';

interface AuthorizedRequest extends RequestWithPrincipal {
  headers: { authorization?: string };
  routeOptions: { url?: string };
}

/** Who may call a route: what it declares, and nobody where it declares nothing. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
    private readonly log: AccessLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(REQUIRED_PERMISSION, targets);
    if (permission === undefined) {
      return this.isPublic(targets);
    }
    const request = context.switchToHttp().getRequest<AuthorizedRequest>();
    const principal = this.keys.principalOf(request.headers.authorization);
    if (principal === undefined || !mayDo(principal, permission)) {
      await this.log.refused(principal, permission, request.routeOptions.url ?? '');
    }
    if (principal === undefined) {
      throw new AppError('access.unauthorized', 'send a valid API key as "Authorization: Bearer <key>"');
    }
    if (!mayDo(principal, permission)) {
      throw new AppError('access.forbidden', `this needs the permission ${permission}`);
    }
    await this.log.used(principal);
    request.principal = principal;
    return true;
  }

  private isPublic(targets: Parameters<Reflector['getAllAndOverride']>[1]): boolean {
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, targets) !== true) {
      throw new AppError('access.forbidden', 'this route does not say who may call it');
    }
    return true;
  }
}

function mayDo(principal: Principal, permission: Permission): boolean {
  return principal.kind === 'key' && principal.permissions.includes(permission);
}
