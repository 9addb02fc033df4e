import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';

/** Everything that an authenticated caller may be allowed to do. */
export const permissions = [
  'account.read',
  'account.manage',
  'audit.read',
  'audit.review',
  'audit.export',
  'audit.manage',
  'conversation.read',
  'handoff.read',
  'handoff.work',
  'handoff.manage',
  'key.read',
  'key.manage',
  'knowledge.read',
  'knowledge.write',
  'dialog.read',
  'dialog.manage',
  'model.read',
  'model.manage',
  'notification.read',
  'notification.manage',
  'operation.read',
  'privacy.read',
  'privacy.manage',
  'privacy.unmask',
  'privacy.approve',
  'privacy.erase',
  'role.read',
  'role.manage',
  'session.read',
  'session.manage',
  'setting.read',
  'setting.write',
  'staff.read',
  'staff.manage',
  'ticket.read',
  'ticket.write',
] as const;

export type Permission = (typeof permissions)[number];

/** Groups of operators, and the operators that somebody is himself. */
export interface Scopes {
  groups: readonly string[];
  operators?: readonly string[];
}

/** Whose conversations a caller sees: those of all, or those that one of these groups or operators had to do with. */
export type Reach = 'all' | Scopes;

/** Somebody or something that calls the API: a member of the staff who has signed in, or a machine with a key. */
export type ApiCaller = {
  id: string;
  permissions: readonly Permission[];
  reach: Reach;
} & ({ kind: 'staff'; userId: string | null } | { kind: 'key' });

/** Who does something: the system itself, a contact, or a caller of the API. */
export type Principal = { kind: 'system' } | { kind: 'contact'; id: string } | ApiCaller;

export const SYSTEM: Principal = { kind: 'system' };

/** Whoever did something, as it is stored and told: without permissions. */
export type Author = { kind: 'system' } | { kind: Exclude<Principal['kind'], 'system'>; id: string };

export function authorOf(principal: Principal): Author {
  return principal.kind === 'system' ? { kind: principal.kind } : { kind: principal.kind, id: principal.id };
}

/** Who did it, for what is done later on his behalf: what one was allowed then is of no matter now. */
export function doerOf(author: Author): Principal {
  const nothing = { permissions: [], reach: { groups: [] } };
  switch (author.kind) {
    case 'system':
      return SYSTEM;
    case 'contact':
      return { kind: author.kind, id: author.id };
    case 'key':
      return { kind: author.kind, id: author.id, ...nothing };
    case 'staff':
      return { kind: author.kind, id: author.id, userId: null, ...nothing };
  }
}

export function isPermission(value: unknown): value is Permission {
  return permissions.some((permission) => permission === value);
}

export function isCaller(principal: Principal): principal is ApiCaller {
  return principal.kind === 'key' || principal.kind === 'staff';
}

/** The request property under which the guard of `access/` leaves the caller. */
export interface RequestWithPrincipal {
  principal?: ApiCaller;
}

export const IS_PUBLIC = 'access:public';
export const REQUIRED_PERMISSION = 'access:permission';

/** In place of a permission: what concerns nobody but the caller, who is known, whatever he may do otherwise. */
export const ANY_CALLER = 'any-caller';

/** Anybody may call this route. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(IS_PUBLIC, true);

/** Who calls this route needs this permission. A route that declares neither this nor `Public` is refused to all. */
export const RequirePermission = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_PERMISSION, permission);

/** Everybody whom the system knows may call this route: it tells or changes what is the caller's own, no more. */
export const RequireCaller = (): MethodDecorator & ClassDecorator => SetMetadata(REQUIRED_PERMISSION, ANY_CALLER);

/** The caller, as a parameter of a handler. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): ApiCaller => {
  const { principal } = context.switchToHttp().getRequest<RequestWithPrincipal>();
  if (principal === undefined) {
    throw new TypeError('a public route has no caller');
  }
  return principal;
});
