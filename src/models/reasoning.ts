/** `◁think▷` is how Kimi writes it. */
const TAG = /[<◁]\s{0,4}(\/?)\s{0,4}(?:think|thinking|thought|reasoning)\b[^<>◁▷]{0,100}[>▷]/gi;

/**
 * What is left of an answer without the model's reasoning: `<think>…</think>` anywhere, one that was never closed, and
 * one whose opening tag stands in the prompt's template, so that only its end is seen. In doubt it drops: what comes
 * before an end that closes nothing was reasoning. May be empty.
 */
export function withoutReasoning(text: string): string {
  let answer = '';
  let position = 0;
  let isReasoning = false;
  for (const { index, 0: tag, 1: slash } of text.matchAll(TAG)) {
    const isClosing = slash === '/';
    if (isClosing && !isReasoning) {
      answer = '';
    } else if (!isReasoning) {
      answer += text.slice(position, index);
    }
    isReasoning = !isClosing;
    position = index + tag.length;
  }
  return (isReasoning ? answer : answer + text.slice(position)).trim();
}
