import type { ApiCaller, Principal, Reach } from '../../common/access.js';
import { isCaller } from '../../common/access.js';
import { AppError, InvalidRequestError } from '../../common/app-error.js';
import { conflictIn, notHeldBy } from '../roles/separation.js';
import type { KeyFields } from './api-key.js';

/**
 * A key is never more than who makes, changes or renews it.
 * @throws {AppError} `access.forbidden` for what the giver does not hold himself; `request.invalid` for permissions that
 *   nobody may hold together.
 */
export function assertMayGive(
  giver: Principal,
  { permissions, reach }: Pick<KeyFields, 'permissions' | 'reach'>,
): void {
  const conflict = conflictIn(permissions);
  if (conflict !== undefined) {
    const fault = `permissions: ${conflict.join(' and ')} are not held together`;
    throw new InvalidRequestError('nobody may hold these permissions together', [fault]);
  }
  if (isCaller(giver)) {
    assertHolds(giver, permissions, reach);
  }
}

function assertHolds(giver: ApiCaller, permissions: KeyFields['permissions'], reach: Reach): void {
  const missing = notHeldBy(giver, permissions);
  if (missing.length > 0) {
    throw new AppError('access.forbidden', `you do not hold ${missing.join(', ')} yourself`);
  }
  if (!isWithinReach(giver.reach, reach)) {
    throw new AppError('access.forbidden', 'the key would see conversations that you do not see yourself');
  }
}

function isWithinReach(outer: Reach, inner: Reach): boolean {
  return outer === 'all' || (inner !== 'all' && inner.groups.every((group) => outer.groups.includes(group)));
}
