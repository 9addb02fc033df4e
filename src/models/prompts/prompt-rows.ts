import { createHash } from 'node:crypto';
import { DEFAULT_PROMPT, RULES } from './default-prompt.js';
import { type PromptName, type PromptState, type PromptTemplate, SHIPPED_VERSION } from './prompt-template.js';

/** A version as it is kept. */
export interface Prompt extends PromptTemplate {
  state: PromptState;
  /** What its author says about it. */
  note: string;
  /** Null for the shipped one. */
  createdAt: Date | null;
  publishedAt: Date | null;
}

export interface PromptRow {
  number: string;
  name: PromptName;
  version: string;
  note: string;
  state: PromptState;
  body: string;
  created_at: Date;
  published_at: Date | null;
}

export const PROMPT_COLUMNS = 'number, name, version, note, state, body, created_at, published_at';

export function toPrompt(row: PromptRow): Prompt {
  const { name, version, body, state, note } = row;
  return {
    name,
    version,
    digest: digestOf(body),
    body,
    state,
    note,
    createdAt: row.created_at,
    publishedAt: row.published_at,
  };
}

/** The shipped version; it is live as long as no other is. */
export function shippedPrompt(name: PromptName, state: PromptState): Prompt {
  return {
    name,
    version: SHIPPED_VERSION,
    digest: digestOf(DEFAULT_PROMPT),
    body: DEFAULT_PROMPT,
    state,
    note: '',
    createdAt: null,
    publishedAt: null,
  };
}

function digestOf(body: string): string {
  return createHash('sha256').update(`${RULES}\0${body}`).digest('hex').slice(0, 16);
}
