import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  ANY_CALLER,
  type ApiCaller,
  IS_PUBLIC,
  type Permission,
  REQUIRED_PERMISSION,
  type RequestWithPrincipal,
} from '../common/access.js';
import { AppError } from '../common/app-error.js';
import { REACH, type ReachRule } from '../common/reach.js';
import { AccessLog } from './access-log.js';
import { type AccessRequest, Authenticators } from './authenticators.js';
import { ReachGate } from './reach-gate.js';

interface AuthorizedRequest extends AccessRequest, RequestWithPrincipal {
  routeOptions: { url?: string };
  params: Readonly<Record<string, unknown>>;
}

/** Who may call a route: what it declares, and nobody where it declares nothing. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: Authenticators,
    private readonly log: AccessLog,
    private readonly gate: ReachGate,
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
    const caller = await this.callerOf(request, permission);
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
    const rule = this.reflector.getAllAndOverride<ReachRule | undefined>(REACH, targets);
    await this.gate.assertWithin(caller, permission, rule, request.params);
    await this.log.used(caller);
    request.principal = caller;
    return true;
  }

  private async callerOf(
    request: AuthorizedRequest,
    permission: Permission | typeof ANY_CALLER,
  ): Promise<ApiCaller | undefined> {
    try {
      return await this.authenticators.callerOf(request);
    } catch (error) {
      await this.log.refused(undefined, permission, request.routeOptions.url ?? '');
      throw error;
    }
  }

  private isPublic(targets: Parameters<Reflector['getAllAndOverride']>[1]): boolean {
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, targets) !== true) {
      throw new AppError('access.forbidden', 'this route does not say who may call it');
    }
    return true;
  }
}
