import { isAmong, isAmongLanguages } from '../conditions.js';
import type { Group, GroupQuestion, GroupSkills } from './group.js';

/**
 * The group that was chosen; else, of those that are meant for the case, the one that says most about it, the older one
 * of two that say as much; else the default one. Undefined where there are none.
 * @param groups oldest first.
 */
export function pickGroup(groups: readonly Group[], question: GroupQuestion): Group | undefined {
  const chosen = groups.find(({ id }) => id === question.groupId);
  if (chosen !== undefined) {
    return chosen;
  }
  const [best] = groups
    .filter(({ skills }) => precision(skills) > 0 && isMeantFor(skills, question))
    .toSorted((one, other) => precision(other.skills) - precision(one.skills));
  return best ?? groups.find(({ isDefault }) => isDefault);
}

function isMeantFor(skills: GroupSkills, { intent, category, language, accountId }: GroupQuestion): boolean {
  return (
    isAmong(skills.intents, intent) &&
    isAmong(skills.categories, category) &&
    isAmongLanguages(skills.languages, language) &&
    isAmong(skills.accountIds, accountId)
  );
}

/** How many things the skills say. */
function precision({ intents, categories, languages, accountIds }: GroupSkills): number {
  return [intents, categories, languages, accountIds].filter((values) => values !== undefined).length;
}
