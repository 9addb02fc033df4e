import type { AccountId, OperatorId } from '../../common/ids.js';
import type { Case } from '../cases/case.js';

/** What a relay needs to know of a case. */
export type RelayedCase = Pick<
  Case,
  'id' | 'conversationId' | 'contactId' | 'accountId' | 'externalId' | 'groupId' | 'operatorId'
>;

/** Where an operator is written to. */
export interface OperatorAddress {
  id: OperatorId;
  memberId: string;
  accountId: AccountId;
}
