import type { StaffEntryRuleId } from '../../common/ids.js';

export const entryRuleKinds = ['user', 'department', 'tag', 'oidc-subject', 'oidc-group', 'everybody'] as const;
export type EntryRuleKind = (typeof entryRuleKinds)[number];

/** Whom it admits, and with which roles. */
export interface EntryRule {
  id: StaffEntryRuleId;
  name: string;
  kind: EntryRuleKind;
  /** The userid, the number of the department or tag, the subject or the group; empty for everybody. */
  value: string;
  roles: readonly string[];
  enabled: boolean;
  version: number;
}

/** What a rule looks at. */
export interface Attributes {
  userId?: string;
  departments?: readonly number[];
  tags?: readonly number[];
  subject?: string;
  groups?: readonly string[];
}

/** Pure. Everything that the rules give to whoever has these attributes; nothing: he may not enter. */
export function rolesByRules(rules: readonly EntryRule[], attributes: Attributes): string[] {
  const given = rules.filter((rule) => rule.enabled && applies(rule, attributes)).flatMap(({ roles }) => roles);
  return [...new Set(given)].toSorted();
}

function applies({ kind, value }: EntryRule, { userId, departments, tags, subject, groups }: Attributes): boolean {
  switch (kind) {
    case 'user':
      return userId?.toLowerCase() === value.toLowerCase();
    case 'department':
      return departments?.includes(Number(value)) === true;
    case 'tag':
      return tags?.includes(Number(value)) === true;
    case 'oidc-subject':
      return subject === value;
    case 'oidc-group':
      return groups?.includes(value) === true;
    case 'everybody':
      return true;
  }
}
