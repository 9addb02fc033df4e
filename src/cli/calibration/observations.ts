import { featuresOf } from '../../knowledge/retrieval/confidence.js';
import { SearchIndex } from '../../knowledge/lexical/search-index.js';
import type { Keyed } from '../../knowledge/lexical/shelf.js';
import type { LabelledQuestion, RetrievalSet } from './retrieval-set.js';

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
  entries: readonly Keyed[],
  questions: readonly LabelledQuestion[],
): Promise<Observation[]> {
  const index = await SearchIndex.build(entries);
  const keys = new Set(entries.map(({ key }) => key));
  return questions.map(({ text, relevant }) => {
    const { matches, evidence } = index.search(text, 1, () => true);
    const [first] = matches;
    return {
      features: first === undefined ? undefined : featuresOf(evidence),
      isAnswered: first !== undefined && relevant.includes(first.document.key),
      isInScope: relevant.some((id) => keys.has(id)),
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
      const keys = new Set(drawn.map(({ key }) => key));
      const exact = drawn.slice(0, STRANGERS).map(({ key, question }) => ({ text: question, relevant: [key] }));
      const own = questions.filter(({ relevant }) => relevant.some((id) => keys.has(id))).slice(0, STRANGERS);
      const strangers = questions
        .filter((_, n) => n % 17 === base)
        .filter(({ relevant }) => !relevant.some((id) => keys.has(id)))
        .slice(0, STRANGERS);
      observations.push(...(await observe(drawn, [...exact, ...own, ...strangers])));
      observations.push(...(await observeTwins(drawn.slice(0, STRANGERS))));
    }
  }
  return observations;
}

/** Entries that fit a question alike: whichever comes first, it is the wanted one half the time. */
async function observeTwins(entries: readonly Keyed[]): Promise<Observation[]> {
  const twins = entries.flatMap((entry) => [entry, { ...entry, key: twinOf(entry.key) }]);
  const asked = entries.flatMap(({ key, question }) => [
    { text: question, relevant: [key] },
    { text: question, relevant: [twinOf(key)] },
  ]);
  return observe(twins, asked);
}

function twinOf(key: string): string {
  return `${key} again`;
}
