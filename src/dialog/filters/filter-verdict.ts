/** What a hit leads to. `alert` lets the text pass and has it recorded for people to look at. */
export const filterActions = ['refuse', 'handoff', 'mask', 'alert'] as const;
export type FilterAction = (typeof filterActions)[number];

/** Which texts something applies to: what contacts write, what the bot answers, or both. */
export const filterDirections = ['inbound', 'outbound', 'both'] as const;
export type FilterDirection = (typeof filterDirections)[number];

/** One place of a text that a word of a list or a rule was found at. */
export interface FilterHit {
  /** The name of the list, or of the rule. */
  list: string;
  /** The word as it is listed; of a rule that has none, the name of the rule. */
  word: string;
  action: FilterAction;
  /** UTF-16 offsets into the text as it was given. */
  start: number;
  end: number;
}

export interface FilterVerdict {
  /** The strongest action of all hits: `handoff` before `refuse` before `mask`; `pass` where none of them was hit. */
  action: 'pass' | 'mask' | 'refuse' | 'handoff';
  /** The text with an asterisk in place of each character that a hit of `mask` covers. */
  text: string;
  /** In the order of the text. */
  hits: readonly FilterHit[];
  /** The hits that people shall be told of; the text passes unless another hit says otherwise. */
  alerts: readonly FilterHit[];
}

const strongestFirst = ['handoff', 'refuse', 'mask'] as const;

/** The whole policy: what a text comes to, given what was found in it. */
export function verdictOf(text: string, hits: readonly FilterHit[]): FilterVerdict {
  const ordered = hits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return {
    action: strongestFirst.find((action) => ordered.some((hit) => hit.action === action)) ?? 'pass',
    text: masked(text, ordered),
    hits: ordered,
    alerts: ordered.filter(({ action }) => action === 'alert'),
  };
}

/** One asterisk for each character that a reader sees, so that a mask does not tell of half a character. */
function masked(text: string, ordered: readonly FilterHit[]): string {
  let result = '';
  let done = 0;
  for (const { action, start, end } of ordered) {
    if (action === 'mask' && end > done) {
      const from = Math.max(start, done);
      result += text.slice(done, from) + '*'.repeat(Array.from(text.slice(from, end)).length);
      done = end;
    }
  }
  return result + text.slice(done);
}
