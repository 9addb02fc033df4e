import { featuresOf } from '../../knowledge/retrieval/confidence.js';
import { LexicalIndex } from '../../knowledge/lexical/lexical-index.js';
import type { LabelledQuestion, RetrievalSet, SetEntry } from './retrieval-set.js';

/** One question asked of one base. */
export interface Observation {
  /** Undefined where nothing was found: such a question is not judged by a model. */
  features: Record<string, number> | undefined;
  isAnswered: boolean;
  isInScope: boolean;
}

const SMALL_SIZES = [1, 2, 6, 15, 40];
const SMALL_BASES = 12;
const STRANGERS = 15;

export async function observe(
  entries: readonly SetEntry[],
  questions: readonly LabelledQuestion[],
): Promise<Observation[]> {
  const index = await LexicalIndex.build(entries);
  const ids = new Set(entries.map(({ id }) => id));
  return questions.map(({ text, relevant }) => {
    const { matches, evidence } = index.search(text, 1, () => true);
    const [first] = matches;
    return {
      features: first === undefined ? undefined : featuresOf(evidence),
      isAnswered: first !== undefined && relevant.includes(first.document.id),
      isInScope: relevant.some((id) => ids.has(id)),
    };
  });
}

/**
 * Small bases drawn from a set: the exact question and labelled questions of their entries, and questions to entries
 * that are not there.
 */
export async function observeSmallBases({ entries, questions }: RetrievalSet): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const size of SMALL_SIZES) {
    for (let base = 0; base < SMALL_BASES; base++) {
      const drawn = Array.from({ length: size }, (_, n) => entries[(base * 61 + n * 7) % entries.length]).filter(
        (entry) => entry !== undefined,
      );
      const ids = new Set(drawn.map(({ id }) => id));
      const exact = drawn.slice(0, STRANGERS).map(({ id, question }) => ({ text: question, relevant: [id] }));
      const own = questions.filter(({ relevant }) => relevant.some((id) => ids.has(id))).slice(0, STRANGERS);
      const strangers = questions
        .filter((_, n) => n % 17 === base)
        .filter(({ relevant }) => !relevant.some((id) => ids.has(id)))
        .slice(0, STRANGERS);
      observations.push(...(await observe(drawn, [...exact, ...own, ...strangers])));
      observations.push(...(await observeTwins(drawn.slice(0, STRANGERS))));
    }
  }
  return observations;
}

/** Entries that fit a question alike: whichever comes first, it is the wanted one half the time. */
async function observeTwins(entries: readonly SetEntry[]): Promise<Observation[]> {
  const twins = entries.flatMap((entry) => [entry, { ...entry, id: twinOf(entry.id) }]);
  const asked = entries.flatMap(({ id, question }) => [
    { text: question, relevant: [id] },
    { text: question, relevant: [twinOf(id)] },
  ]);
  return observe(twins, asked);
}

function twinOf(id: string): string {
  return `${id} again`;
}
