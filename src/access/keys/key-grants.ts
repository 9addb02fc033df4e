import type { ApiCaller, Principal, Reach } from '../../common/access.js';
import { isCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { assertMayGive } from '../roles/giving.js';
import { assertApart } from '../roles/separation.js';
import type { KeyFields } from './api-key.js';

/**
 * A key is never more than who makes, changes or renews it.
 * @throws {AppError} `access.roles-conflict` for permissions that nobody may hold together; `access.escalation` for what
 *   the giver does not hold himself.
 */
export function assertGrantable(
  giver: Principal,
  { permissions, reach }: Pick<KeyFields, 'permissions' | 'reach'>,
): void {
  assertApart(permissions);
  if (isCaller(giver)) {
    assertMayGive(giver, permissions);
    if (!isWithinReach(giver.reach, reach)) {
      throw new AppError('access.escalation', 'the key would see conversations that you do not see yourself');
    }
  }
}

/** What is left of a caller who must not be more than another one. Pure. */
export function within(outer: ApiCaller, { permissions, reach, ...inner }: ApiCaller): ApiCaller {
  const held = permissions.filter((permission) => outer.permissions.includes(permission));
  return { ...inner, permissions: held, reach: narrower(outer.reach, reach) };
}

function narrower(outer: Reach, inner: Reach): Reach {
  if (outer === 'all' || inner === 'all') {
    return outer === 'all' ? inner : outer;
  }
  return { groups: inner.groups.filter((group) => outer.groups.includes(group)) };
}

function isWithinReach(outer: Reach, inner: Reach): boolean {
  return outer === 'all' || (inner !== 'all' && inner.groups.every((group) => outer.groups.includes(group)));
}
