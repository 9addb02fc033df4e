const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * What is left of an answer without the model's reasoning: `<think>…</think>` anywhere, one that was never closed, and
 * one whose opening tag stands in the prompt's template, so that only its end is seen. May be empty.
 */
export function withoutReasoning(text: string): string {
  let rest = text;
  for (let start = rest.indexOf(OPEN); start !== -1; start = rest.indexOf(OPEN)) {
    const end = rest.indexOf(CLOSE, start);
    rest = end === -1 ? rest.slice(0, start) : rest.slice(0, start) + rest.slice(end + CLOSE.length);
  }
  const end = rest.lastIndexOf(CLOSE);
  return (end === -1 ? rest : rest.slice(end + CLOSE.length)).trim();
}
