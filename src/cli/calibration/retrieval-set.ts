import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keyed } from '../../knowledge/lexical/shelf.js';

/** A knowledge base with questions to it. */
export interface RetrievalSet {
  name: string;
  entries: Keyed[];
  questions: LabelledQuestion[];
}

export interface LabelledQuestion {
  text: string;
  /** The keys of the entries that answer it; none if the base holds no answer. */
  relevant: readonly string[];
}

/** Each folder with `kb.jsonl`, `queries.jsonl` and `oos.jsonl`, by name. */
export function readRetrievalSets(folder: string): RetrievalSet[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'kb.jsonl')))
    .toSorted()
    .map((name) => readSet(name, join(folder, name)));
}

export function readLines(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));
}

function readSet(name: string, folder: string): RetrievalSet {
  const entries = readLines(join(folder, 'kb.jsonl')).map(({ id, title, content }) => ({
    key: String(id),
    question: String(title),
    similarQuestions: [],
    answer: typeof content === 'string' ? content : '',
  }));
  const inScope = readLines(join(folder, 'queries.jsonl')).map(({ query, relevant }) => ({
    text: String(query),
    relevant: Array.isArray(relevant) ? relevant.map(String) : [],
  }));
  const outOfScope = readLines(join(folder, 'oos.jsonl')).map(({ query }) => ({ text: String(query), relevant: [] }));
  return { name, entries, questions: [...inScope, ...outOfScope] };
}
