/** What templates are for; each has one that is live. */
export const promptNames = ['answer'] as const;
export type PromptName = (typeof promptNames)[number];

export const promptStates = ['draft', 'live', 'retired'] as const;
export type PromptState = (typeof promptStates)[number];

/** The version that is shipped: it is live until another is published, and cannot be deleted. */
export const SHIPPED_VERSION = 'default';

/** A version never changes: what it says can be found out from its name as long as it is kept. */
export interface PromptTemplate {
  name: PromptName;
  /** Unique among all templates: `default`, or such as `answer-7`. */
  version: string;
  /**
   * Of the body and of the rules that are shipped. The shipped version keeps its name over releases, and an answer by
   * the one before must not be taken for one of its own.
   */
  digest: string;
  /** A text with the placeholders of `placeholders`. */
  body: string;
}

/** A passage as the model reads it. */
export interface PromptPassage {
  /** What the model cites it by, from 1. */
  number: number;
  /** Such as the title and the headings; may be empty. */
  title: string;
  text: string;
}

/** What stands in place of the placeholders. */
export interface PromptValues {
  /** The name of the enterprise; may be empty. */
  company: string;
  /** The code of the language to answer in, such as `zh-Hans`. */
  language: string;
  /** The day, as the contact would say it, such as `2026-03-01`. */
  today: string;
  passages: readonly PromptPassage[];
}
