import { Injectable } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import type { OperatorId } from '../../common/ids.js';
import { Operators } from './operators.js';

/** For which operators somebody acts: a member of the staff as himself, a machine for those that it reaches. */
@Injectable()
export class OwnOperators {
  constructor(private readonly operators: Operators) {}

  /**
   * Whoever manages the desk acts for everybody.
   * @param operatorId null: nobody is concerned.
   * @throws {AppError} `access.forbidden`
   */
  assertSpeaksFor(caller: ApiCaller, operatorId: OperatorId | null): void {
    if (operatorId !== null && !caller.permissions.includes('handoff.manage') && !this.isOwn(caller, operatorId)) {
      throw new AppError('access.forbidden', 'you act for yourself alone, and this is another operator');
    }
  }

  private isOwn(caller: ApiCaller, operatorId: OperatorId): boolean {
    if (caller.kind === 'staff') {
      return caller.userId !== null && this.operators.ofMember(caller.userId).some(({ id }) => id === operatorId);
    }
    const { reach } = caller;
    return (
      reach === 'all' || this.operators.byId(operatorId)?.groupIds.some((id) => reach.groups.includes(id)) === true
    );
  }
}
