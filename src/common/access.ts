import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';

/** Everything that an authenticated caller may be allowed to do. */
export const permissions = [
  'account.read',
  'account.manage',
  'audit.read',
  'audit.export',
  'audit.manage',
  'conversation.read',
  'handoff.read',
  'handoff.work',
  'handoff.manage',
  'knowledge.read',
  'knowledge.write',
  'dialog.read',
  'dialog.manage',
  'model.read',
  'model.manage',
  'notification.read',
  'notification.manage',
  'privacy.read',
  'privacy.manage',
  'privacy.unmask',
  'privacy.approve',
  'privacy.erase',
  'setting.read',
  'setting.write',
  'ticket.read',
  'ticket.write',
] as const;

export type Permission = (typeof permissions)[number];

/** Who does something: the system itself, a contact, or a caller of the API with a key. */
export type Principal =
  | { kind: 'system' }
  | { kind: 'contact'; id: string }
  | { kind: 'key'; id: string; permissions: readonly Permission[] };

export const SYSTEM: Principal = { kind: 'system' };

/** The request property under which the guard of `access/` leaves the caller. */
export interface RequestWithPrincipal {
  principal?: Principal;
}

export const IS_PUBLIC = 'access:public';
export const REQUIRED_PERMISSION = 'access:permission';

/** Anybody may call this route. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(IS_PUBLIC, true);

/** Who calls this route needs this permission. A route that declares neither this nor `Public` is refused to all. */
export const RequirePermission = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_PERMISSION, permission);

/** The caller, as a parameter of a handler. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<RequestWithPrincipal>();
  if (principal === undefined) {
    throw new TypeError('a public route has no caller');
  }
  return principal;
});
