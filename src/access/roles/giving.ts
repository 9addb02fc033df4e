import type { ApiCaller, Permission } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import type { Role } from './role.js';
import { notHeldBy } from './separation.js';

/**
 * Nobody gives or takes away what he does not hold himself.
 * @throws {AppError} `access.escalation`
 */
export function assertMayGive(caller: ApiCaller, given: Iterable<Permission>, reach: Role['reach'] = 'groups'): void {
  const missing = notHeldBy(caller, given);
  if (missing.length > 0) {
    throw new AppError('access.escalation', `you do not hold ${missing.join(', ')} yourself`);
  }
  if (reach === 'all' && caller.reach !== 'all') {
    throw new AppError('access.escalation', 'you do not see the conversations of all yourself');
  }
}

/** @throws {AppError} `access.own-rights` */
export function assertNotSelf(caller: ApiCaller, id: string): void {
  if (caller.kind === 'staff' && caller.id === id) {
    throw new AppError('access.own-rights', 'somebody else has to change your rights');
  }
}

/** What is given or taken away when one list takes the place of another. */
export function differing<T>(before: readonly T[], after: readonly T[]): T[] {
  return [...before.filter((one) => !after.includes(one)), ...after.filter((one) => !before.includes(one))];
}
