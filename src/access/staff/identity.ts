import type { Attributes } from './entry-rule.js';

/** Who signs in, as the way in has proved it. */
export type Identity = {
  name: string;
  email?: string;
} & (
  | {
      provider: 'wecom';
      /** WeCom's userid, as the directory writes it. */
      userId: string;
      departments: readonly number[];
      tags: readonly number[];
    }
  | {
      provider: 'oidc';
      issuer: string;
      subject: string;
      /** What the provider's claim of groups holds. */
      groups: readonly string[];
    }
);

const NAMED_MAX = 1_000;

/** What the rules look at. More groups than that nobody has. */
export function attributesOf(identity: Identity): Attributes {
  return identity.provider === 'wecom'
    ? {
        userId: identity.userId,
        departments: identity.departments.slice(0, NAMED_MAX),
        tags: identity.tags.slice(0, NAMED_MAX),
      }
    : { subject: identity.subject, groups: identity.groups.slice(0, NAMED_MAX) };
}
