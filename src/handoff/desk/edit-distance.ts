const LENGTH_MAX = 500;

/** How many characters have to be put in, taken out or replaced; of long texts, in their first 500 characters. */
export function editDistance(before: string, after: string): number {
  const [left = [], right = []] = [before, after].map((text) => Array.from(text).slice(0, LENGTH_MAX));
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, character] of left.entries()) {
    const next = [index + 1];
    for (const [column, other] of right.entries()) {
      const replaced = (row[column] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
