import type { AccountId } from '../common/ids.js';

export const accountKinds = ['wecom-app'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** One configured app, service account or bot, with its secrets in clear: keep it out of logs and answers. */
export interface Account {
  id: AccountId;
  kind: AccountKind;
  name: string;
  /** What is no secret, such as `corpId` and `agentId`. */
  parameters: Readonly<Record<string, string | number>>;
  secrets: Readonly<Record<string, string>>;
  enabled: boolean;
  version: number;
}
