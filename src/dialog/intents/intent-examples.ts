import { likeness } from '../../knowledge/lexical/likeness.js';
import { SearchIndex } from '../../knowledge/lexical/search-index.js';
import type { Keyed } from '../../knowledge/lexical/shelf.js';
import { isFor, type OwnIntent } from './own-intent.js';
import { shippedExamples } from './shipped-examples.js';

interface Example extends Keyed {
  intent: string;
  accountIds: readonly string[] | null;
  isOwn: boolean;
}

export interface LikeExample {
  intent: string;
  /** How alike the message and the example are, 0..1. */
  score: number;
  /** The enterprise wrote it. */
  isOwn: boolean;
}

/** What is longer is about more than an example can say. */
const LENGTH_MAX = 200;
const COMPARED = 5;

/** Messages of which it is known what they mean, found as the knowledge base finds its entries. */
export class IntentExamples {
  private constructor(private readonly index: SearchIndex<Example>) {}

  /** Gives way to other work while it reads many. */
  static async build(own: readonly OwnIntent[]): Promise<IntentExamples> {
    const shipped = Object.entries(shippedExamples).map(([name, examples]) => ({ name, examples, accountIds: null }));
    const examples = [
      ...shipped.flatMap((intent) => examplesOf(intent, false)),
      ...own.filter(({ enabled }) => enabled).flatMap((intent) => examplesOf(intent, true)),
    ];
    const index = await SearchIndex.build(examples);
    index.search('預熱', 1, () => false); // the first search of a process loads dictionaries, for which no message should wait
    return new IntentExamples(index);
  }

  /** The example that a message is most like. */
  best(text: string, accountId: string): LikeExample | undefined {
    if (text.length > LENGTH_MAX) {
      return undefined;
    }
    const { matches } = this.index.search(text, COMPARED, ({ accountIds }) => isFor(accountIds, accountId));
    return matches
      .map(({ document: { intent, isOwn, question } }) => ({ intent, isOwn, score: likeness(text, question) }))
      .toSorted((a, b) => b.score - a.score || Number(b.isOwn) - Number(a.isOwn))[0];
  }
}

function examplesOf(
  { name, examples, accountIds }: Pick<OwnIntent, 'name' | 'examples' | 'accountIds'>,
  isOwn: boolean,
): Example[] {
  return examples.map((question, number) => ({
    key: `${isOwn ? 'own' : 'shipped'}/${name}/${number}`,
    question,
    similarQuestions: [],
    answer: '',
    intent: name,
    accountIds,
    isOwn,
  }));
}
