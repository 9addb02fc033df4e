import type { Permission } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';

/** What nobody may hold together, and why. */
const apart: readonly (readonly [Permission, Permission])[] = [
  ['privacy.unmask', 'privacy.approve'], // who asks to see originals is not who allows it
  ['role.manage', 'audit.manage'], // who administers has no say in what is kept of his deeds
  ['account.manage', 'audit.manage'],
  ['setting.write', 'audit.manage'],
];

/** Two permissions that one person or key must not hold together, if these hold such. */
export function conflictIn(held: Iterable<Permission>): readonly [Permission, Permission] | undefined {
  const all = new Set(held);
  return apart.find(([one, other]) => all.has(one) && all.has(other));
}

/** @throws {AppError} `access.roles-conflict` */
export function assertApart(held: Iterable<Permission>): void {
  const conflict = conflictIn(held);
  if (conflict !== undefined) {
    throw new AppError('access.roles-conflict', `nobody may hold both ${conflict.join(' and ')}`);
  }
}

/** What the giver does not hold himself, and so cannot give or take away. */
export function notHeldBy(giver: { permissions: readonly Permission[] }, given: Iterable<Permission>): Permission[] {
  const held = new Set(giver.permissions);
  return [...new Set(given)].filter((permission) => !held.has(permission));
}
