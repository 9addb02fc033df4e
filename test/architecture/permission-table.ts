import { builtInRoles } from '../../src/access/roles/built-in-roles.js';
import type { Role } from '../../src/access/roles/role.js';
import { ANY_CALLER } from '../../src/common/access.js';
import { controllerRoutes, type Route } from './controller-routes.js';

/** `own`: what belongs to the conversations of the member's own groups. */
export type Access = 'yes' | 'own' | 'no';

const SIGNS: Readonly<Record<Access, string>> = { yes: '✓', own: '○', no: '' };
const ABOUT_CONVERSATIONS = /^(audit|conversation|handoff|notification|privacy|ticket)\./;

/** Whether a role that comes with the program may call a route, as its declarations say. */
export function accessOf({ permissions, reach }: Role, route: Route): Access {
  const permission = String(route.permission);
  if (permission !== ANY_CALLER && !permissions.some((held) => held === permission)) {
    return 'no';
  }
  if (reach === 'all' || route.reach?.kind === 'free') {
    return 'yes';
  }
  if (route.reach === undefined) {
    return ABOUT_CONVERSATIONS.test(permission) ? 'no' : 'yes';
  }
  return 'own';
}

/** Every route that is not for everybody, by its path. */
export async function guardedRoutes(): Promise<Route[]> {
  const routes = (await controllerRoutes()).filter(({ isPublic }) => !isPublic);
  return routes.toSorted((one, other) => compare(one.path, other.path) || compare(one.method, other.method));
}

/** Role by route, in Markdown. */
export async function permissionTable(): Promise<string> {
  const head = ['', '', ...builtInRoles.map(({ id }) => id)];
  const rows = (await guardedRoutes()).map((route) => [
    `\`${route.method} ${route.path}\``,
    route.permission === ANY_CALLER ? '' : `\`${String(route.permission)}\``,
    ...builtInRoles.map((role) => SIGNS[accessOf(role, route)]),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(['---', '---', ...builtInRoles.map(() => ':-:')]), ...rows.map(line)].join('\n');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
