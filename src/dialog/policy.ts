import type { LowConfidenceAction } from '../config/low-confidence.js';
import type { InboundContent } from '../messaging/content.js';
import type { Decision } from './decision.js';
import type { Texts } from './texts/texts.js';

/** More than ten full messages of WeCom: nobody types that, and no model needs it. */
const QUESTION_LENGTH_MAX = 4_000;

/** What was said in words; '' if nothing was. */
export function wordsOf(contents: readonly InboundContent[]): string {
  return contents
    .flatMap((content) => (content.type === 'text' ? [content.text.trim()] : []))
    .join('\n')
    .trim();
}

/**
 * What comes before anything is looked up; undefined: there are words to be answered. A human who has claimed the
 * conversation owns it.
 * @param unsupported whether what a machine cannot read goes to a human, or a human is offered.
 */
export function applyPolicy(
  contents: readonly InboundContent[],
  owner: 'bot' | 'operator',
  texts: Texts,
  unsupported: LowConfidenceAction,
): Decision | undefined {
  if (contents.every(({ type }) => type === 'event')) {
    return { kind: 'ignore', reason: 'event' };
  }
  if (owner === 'operator') {
    return { kind: 'relay', reason: 'operator-owns' };
  }
  const words = wordsOf(contents);
  if (words === '') {
    return withoutText(contents, texts, unsupported);
  }
  return words.length > QUESTION_LENGTH_MAX ? { kind: 'refuse', reason: 'too-long', text: texts.tooLong } : undefined;
}

/** An honest reply to the first thing that cannot be read; nothing to a message of blanks. */
function withoutText(contents: readonly InboundContent[], texts: Texts, action: LowConfidenceAction): Decision {
  for (const { type } of contents) {
    if (type !== 'text' && type !== 'event') {
      const text = texts.unsupported[type] + texts.unsupportedThen[action];
      return action === 'handoff'
        ? { kind: 'handoff', reason: 'unsupported-content', text }
        : { kind: 'clarify', reason: 'unsupported-content', text };
    }
  }
  return { kind: 'ignore', reason: 'blank' };
}
