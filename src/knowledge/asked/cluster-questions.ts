import { likeness } from '../lexical/likeness.js';
import { SearchIndex } from '../lexical/search-index.js';
import { Slices } from '../lexical/slices.js';

/** A question, or the one that stands for a cluster. */
export interface Phrase {
  key: string;
  text: string;
}

export interface Assignment {
  question: string;
  /** The key of a cluster, or of the earlier question that begins one. */
  cluster: string;
}

interface Entry {
  key: string;
  question: string;
  similarQuestions: readonly string[];
  answer: string;
}

/**
 * From this likeness on two questions are one. On 640 questions of support staff's collections, labelled as alike or not,
 * 0.5 joined a quarter of the questions with one of another meaning, mostly on the same subject; 0.55 joined 9 %, but
 * tore apart twice as many that belong together. An editor reads all of them anyway.
 */
const ALIKE_FROM = 0.5;
/** How many clusters are compared with a question: those that share its rarest terms. */
const CANDIDATES_MAX = 10;

/** Each question joins the cluster that it is most like, or begins one that the later ones may join. Gives way to others. */
export async function clusterQuestions(
  questions: readonly Phrase[],
  clusters: readonly Phrase[],
): Promise<Assignment[]> {
  const index = await SearchIndex.build(clusters.map(toEntry));
  const assignments: Assignment[] = [];
  const slices = new Slices();
  for (const question of questions) {
    await slices.next();
    const cluster = mostAlike(question.text, index);
    if (cluster === undefined) {
      await index.update([toEntry(question)], []);
    }
    assignments.push({ question: question.key, cluster: cluster ?? question.key });
  }
  await index.settled();
  return assignments;
}

function mostAlike(text: string, index: SearchIndex<Entry>): string | undefined {
  const candidates = index
    .search(text, CANDIDATES_MAX, () => true)
    .matches.map(({ document }) => ({ key: document.key, likeness: likeness(text, document.question) }));
  const [best] = candidates.toSorted((a, b) => b.likeness - a.likeness);
  return best !== undefined && best.likeness >= ALIKE_FROM ? best.key : undefined;
}

function toEntry({ key, text }: Phrase): Entry {
  return { key, question: text, similarQuestions: [], answer: '' };
}
