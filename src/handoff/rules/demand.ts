import { isAmong, isAmongLanguages } from '../conditions.js';
import type { HandoffRule, RuleCondition, RuleDemand, RuleFacts } from './handoff-rule.js';

/**
 * What the first rule that matches asks for.
 * @param rules in the order in which they are asked.
 * @param isOpen whether the group is at work that the rule would bring the case to.
 */
export function demandOf(
  rules: readonly HandoffRule[],
  facts: RuleFacts,
  isOpen: (rule: HandoffRule) => boolean,
): RuleDemand | undefined {
  const rule = rules.find(
    (one) =>
      one.enabled &&
      matches(one.when, facts) &&
      (one.when.hours === undefined || (one.when.hours === 'open') === isOpen(one)),
  );
  return rule && { ruleId: rule.id, name: rule.name, groupId: rule.groupId, priority: rule.priority };
}

function matches(when: RuleCondition, facts: RuleFacts): boolean {
  const { contactTags } = when;
  return (
    (contactTags === undefined || contactTags.some((tag) => facts.contactTags.includes(tag))) &&
    isAmong(when.categories, facts.category) &&
    isAmong(when.intents, facts.intent) &&
    isAmong(when.channels, facts.channel) &&
    isAmong(when.accountIds, facts.accountId) &&
    isAmongLanguages(when.languages, facts.language)
  );
}
