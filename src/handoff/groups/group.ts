import type { AccountId, GroupId, OperatorId } from '../../common/ids.js';
import type { Calendar } from '../calendar/calendar.js';

/** Whom a case is offered to at first: the best of the group, or everybody in it. */
export const offerModes = ['next', 'all'] as const;
export type OfferMode = (typeof offerModes)[number];

/** What becomes of a case for which nobody is there: it waits in the queue, or is made a ticket. */
export const fallbacks = ['queue', 'ticket'] as const;
export type Fallback = (typeof fallbacks)[number];

/** Which cases a group is for: all that is named must match, each by one of its values. Nothing named: any. */
export interface GroupSkills {
  intents?: readonly string[] | undefined;
  categories?: readonly string[] | undefined;
  /** `zh` stands for `zh-Hans` and `zh-Hant` alike. */
  languages?: readonly string[] | undefined;
  accountIds?: readonly AccountId[] | undefined;
}

/** A skill group: who answers what, when, and how soon. */
export interface Group {
  id: GroupId;
  name: string;
  /** It gets what no other group is meant for. Exactly one is, where there are any. */
  isDefault: boolean;
  skills: GroupSkills;
  /** Who is told when nobody in the group answers. */
  supervisorId?: OperatorId | undefined;
  offerTo: OfferMode;
  /** How long an operator has to answer an offer. Undefined: `HANDOFF_OFFER_SECONDS`. */
  offerSeconds?: number | undefined;
  calendar: Calendar;
  /** Targets, in working time. Undefined: none. */
  firstResponseSeconds?: number | undefined;
  resolutionSeconds?: number | undefined;
  /** A claimed case whose contact waits: its operator is reminded, then it goes back to the queue. Undefined: never. */
  idleReminderSeconds?: number | undefined;
  idleReturnSeconds?: number | undefined;
  /** A claimed case whose operator waits: the contact is asked once, then it is closed. Undefined: never. */
  contactIdleSeconds?: number | undefined;
  contactCloseSeconds?: number | undefined;
  outsideHours: Fallback;
  whenNobodyFree: Fallback;
  version: number;
  updatedAt: Date;
}

/** What is known of a case when its group is picked. */
export interface GroupQuestion {
  /** Somebody has chosen it already. */
  groupId?: GroupId | undefined;
  intent?: string | undefined;
  category?: string | undefined;
  language?: string | undefined;
  accountId: AccountId;
}
