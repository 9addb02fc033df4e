import type { AccountId, GroupId, HandoffRuleId } from '../../common/ids.js';

/** When a human is called for: all that is named must match, each by one of its values. Nothing named: always. */
export interface RuleCondition {
  /** One of these tags is on the contact, such as `VIP`. */
  contactTags?: readonly string[] | undefined;
  /** Whether the group that the case would go to is at work. */
  hours?: 'open' | 'closed' | undefined;
  categories?: readonly string[] | undefined;
  intents?: readonly string[] | undefined;
  /** Kinds of accounts, such as `wecom-app`. */
  channels?: readonly string[] | undefined;
  accountIds?: readonly AccountId[] | undefined;
  /** `zh` stands for `zh-Hans` and `zh-Hant` alike. */
  languages?: readonly string[] | undefined;
}

/** A rule of the enterprise: such a conversation goes to a human. */
export interface HandoffRule {
  id: HandoffRuleId;
  /** Unique; it stands in the reason of the handoff. */
  name: string;
  /** The lowest is asked first; of two that are equal, the older one. */
  position: number;
  when: RuleCondition;
  /** Undefined: the group that the case belongs to by its skills. */
  groupId?: GroupId | undefined;
  /** The higher, the sooner it is offered. Undefined: 0. */
  priority?: number | undefined;
  enabled: boolean;
  version: number;
  updatedAt: Date;
}

/** What is known of a turn when the rules are asked. */
export interface RuleFacts {
  contactTags: readonly string[];
  category?: string | undefined;
  intent?: string | undefined;
  channel: string;
  accountId: AccountId;
  language?: string | undefined;
  at: Date;
}

/** What a rule asks for. */
export interface RuleDemand {
  ruleId: HandoffRuleId;
  name: string;
  groupId?: GroupId | undefined;
  priority?: number | undefined;
}
