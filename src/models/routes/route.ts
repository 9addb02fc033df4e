import type { AccountId, ContactId, ModelId, RouteId } from '../../common/ids.js';

export const difficulties = ['easy', 'hard'] as const;
export type Difficulty = (typeof difficulties)[number];

/** Which knowledge an arm answers from: what is published, or what would be if all drafts were. */
export const knowledgeEditions = ['live', 'candidate'] as const;
export type KnowledgeEdition = (typeof knowledgeEditions)[number];

/** All that is named must match, each by one of its values. Nothing named: every question. */
export interface RouteCondition {
  intents?: readonly string[] | undefined;
  categories?: readonly string[] | undefined;
  /** `zh` stands for `zh-Hans` and `zh-Hant` alike. */
  languages?: readonly string[] | undefined;
  difficulty?: Difficulty | undefined;
  channels?: readonly string[] | undefined;
  accountIds?: readonly string[] | undefined;
}

/** What a completion is asked with; what is left out is the model's own. */
export interface RouteSettings {
  temperature?: number | undefined;
  maxTokens?: number | undefined;
  stop?: readonly string[] | undefined;
  firstTokenTimeoutMs?: number | undefined;
  timeoutMs?: number | undefined;
}

/** One way to answer. The first arm of a route is its control. */
export interface RouteArm {
  /** Unique in the route. Its contacts and its figures go by it. */
  name: string;
  /** The share of contacts in percent, with two decimals at most. */
  weight: number;
  /** Tried in this order; after the last, the knowledge base is quoted. */
  modelIds: readonly ModelId[];
  /** Undefined: the one that is live. */
  promptVersion?: string | undefined;
  knowledge: KnowledgeEdition;
}

/** From slot `from` to before slot `to`, contacts are on this arm. */
export interface SlotRange {
  from: number;
  to: number;
  arm: string;
}

export interface Route {
  id: RouteId;
  name: string;
  /** The lowest is asked first. */
  priority: number;
  enabled: boolean;
  condition: RouteCondition;
  settings: RouteSettings;
  arms: readonly RouteArm[];
  /** Ascending, without gaps, over all slots. */
  slots: readonly SlotRange[];
  /** What was answered before says nothing about the arms as they are now. */
  comparedFrom: Date;
  /** Grows with each change. */
  version: number;
  updatedAt: Date;
}

/** What is known of a question when its route is chosen. */
export interface RouteQuestion {
  intent?: string | undefined;
  /** Of the best passage. */
  category?: string | undefined;
  language?: string | undefined;
  difficulty: Difficulty;
  /** The kind of the account, such as `wecom-app`. */
  channel: string;
  accountId: AccountId;
  contactId: ContactId;
}

/** How a question is answered. */
export interface PickedRoute extends RouteSettings {
  /** Undefined where no route is meant for the question. */
  routeId?: RouteId | undefined;
  name: string;
  arm: string;
  /** Tried in this order; after the last, the knowledge base is quoted. */
  modelIds: readonly ModelId[];
  promptVersion: string;
  knowledge: KnowledgeEdition;
}

/** The name of the route and of the arm that a question gets for which no route is meant. */
export const DEFAULT_ROUTE = 'default';
