/** An intent as an enterprise describes it, or more examples for one that comes with the program. */
export interface OwnIntent {
  name: string;
  /** Tells people and models what it is. */
  description: string;
  /** Messages that mean it. */
  examples: readonly string[];
  /** The accounts whose contacts may mean it; null: all. */
  accountIds: readonly string[] | null;
  enabled: boolean;
  /** Grows with each change. */
  version: number;
  updatedAt: Date;
}

export type OwnIntentFields = Pick<OwnIntent, 'description' | 'examples' | 'accountIds' | 'enabled'>;

export const OWN_INTENTS_MAX = 200;
export const EXAMPLES_MAX = 50;
export const EXAMPLE_LENGTH_MAX = 200;
export const NAME_LENGTH_MAX = 50;
export const DESCRIPTION_LENGTH_MAX = 500;

export function isFor(accountIds: readonly string[] | null, accountId: string): boolean {
  return accountIds === null || accountIds.includes(accountId);
}
