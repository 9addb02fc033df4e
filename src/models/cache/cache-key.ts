import { createHash } from 'node:crypto';

/** All that an answer depends on besides the question: what differs in any of it is another answer. */
export interface KeyGround {
  accountId: string;
  language: string;
  /** Ids and versions of the models that may be asked, in their order, and how they are asked. */
  models: readonly (readonly [id: string, version: number])[];
  settings: Readonly<Record<string, unknown>>;
  /** A digest of the template and of its rules, and the instruction as it stands without passages. */
  prompt: readonly [digest: string, frame: string];
  knowledge: {
    version: number;
    edition: string;
    /** Passages come and go by the clock and by what the search had to do without, too. */
    passages: readonly (readonly [documentId: string, revision: number, ordinal: number])[];
    degraded: readonly string[];
  };
}

/** The key of a question that means the same whoever asks it. */
export function questionKey(ground: KeyGround, question: string): string {
  return digest(['question', ground, normalisedQuestion(question)]);
}

/** The key of a turn that has a context: all that the model reads. */
export function inputKey(ground: KeyGround, input: unknown): string {
  return digest(['input', ground, input]);
}

/** Without what does not change a question: widths, capitals, spaces, the mark at its end. */
export function normalisedQuestion(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .replace(/[\s?!.,。、~…]+$/u, '')
    .trim();
}

function digest(parts: unknown): string {
  return createHash('sha256').update(canonical(parts)).digest('hex');
}

/** JSON with the names of each object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
