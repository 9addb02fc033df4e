import { AppError, assertNever, NotFoundError } from '../../common/app-error.js';
import type { Case } from './case.js';
import type { ClaimResult } from './claiming.js';
import type { MoveResult } from './claims.js';

/**
 * The case, or the error that a caller of the API gets.
 * @throws {NotFoundError}
 * @throws {AppError} `handoff.taken`, `handoff.closed`, `handoff.at-capacity`, `handoff.operator-refused`.
 */
export function claimedCase(result: ClaimResult): Case {
  switch (result.kind) {
    case 'claimed':
    case 'already-yours':
      return result.case;
    case 'taken':
      throw new AppError('handoff.taken', `operator ${result.by ?? 'unknown'} has claimed the handoff`);
    case 'closed':
      throw new AppError('handoff.closed', `the handoff is ${result.state}`);
    case 'at-capacity':
      throw new AppError('handoff.at-capacity', 'the operator has as many cases as he takes');
    case 'own-case':
      throw new AppError('handoff.operator-refused', 'the operator is the contact himself');
    case 'not-found':
      throw new NotFoundError('the handoff');
    default:
      return assertNever(result);
  }
}

/**
 * The case, or the error that a caller of the API gets.
 * @throws {NotFoundError}
 * @throws {AppError} `handoff.not-claimed`, `handoff.closed`, `handoff.operator-refused`.
 */
export function movedCase(result: MoveResult): Case {
  switch (result.kind) {
    case 'done':
      return result.case;
    case 'not-yours':
    case 'unclaimed':
      throw new AppError('handoff.not-claimed', 'nobody has claimed the handoff, or somebody else has');
    case 'closed':
      throw new AppError('handoff.closed', `the handoff is ${result.state}`);
    case 'refused':
      throw new AppError('handoff.operator-refused', 'there is no such group or operator, or the case is not for it');
    case 'not-found':
      throw new NotFoundError('the handoff');
    default:
      return assertNever(result);
  }
}
