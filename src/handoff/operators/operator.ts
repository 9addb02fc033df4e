import type { AccountId, GroupId, OperatorId } from '../../common/ids.js';
import type { Calendar } from '../calendar/calendar.js';

export const presences = ['online', 'busy', 'away'] as const;
export type PresenceState = (typeof presences)[number];

/** A human who answers contacts: a member of the enterprise, who is written to through an app of it. */
export interface Operator {
  id: OperatorId;
  name: string;
  /** WeCom's userid, as the directory writes it; WeCom does not tell upper from lower case. */
  memberId: string;
  /** The app that he is written to through, and writes to. */
  accountId: AccountId;
  /** Empty: he is asked for cases of no group only. */
  groupIds: readonly GroupId[];
  /** Such as `zh-Hans`; `zh` stands for both scripts. Empty: any. */
  languages: readonly string[];
  /** How many claimed cases he has at most. */
  capacity: number;
  /** Undefined: those of his groups. */
  workingHours?: Calendar | undefined;
  /** Whoever is not enabled is offered nothing, and is an ordinary contact when he writes. */
  enabled: boolean;
  /** Whether he reads the personal data of contacts whose cases he has claimed; that he did is recorded. */
  seesOriginals: boolean;
  version: number;
  updatedAt: Date;
}

/** What an operator is doing; it changes often and has no version. */
export interface OperatorPresence {
  operatorId: OperatorId;
  presence: PresenceState;
  since: Date;
  /** How many offers in a row ran out unanswered. */
  missed: number;
}
