import { bare } from './commands.js';
import type { RecognisedIntent } from './intents/intent.js';
import { politenessOf } from './intents/politeness.js';
import { readable } from './intents/readable.js';
import type { Texts } from './texts/texts.js';

/** Agrees to what was said, and chooses nothing: `是` and `对` may be an answer. */
const AGREEMENTS = new Set(['好', '好的', '嗯', '嗯嗯', '哦', '知道了', '明白了', '收到', 'ok', '行', '可以']);

const replies: Readonly<Record<string, 'greeting' | 'welcome' | 'farewell' | 'acknowledged'>> = {
  greeting: 'greeting',
  thanks: 'welcome',
  goodbye: 'farewell',
  acknowledgement: 'acknowledged',
};

/** The short reply to what is said out of politeness and asks for nothing. */
export function smallTalkReply(text: string, intent: RecognisedIntent | undefined, texts: Texts): string | undefined {
  const meant = intent?.intent ?? politenessOf(readable(text));
  const reply = meant !== undefined && Object.hasOwn(replies, meant) ? replies[meant] : undefined;
  return reply && texts[reply];
}

/** A line beside which another says what is meant. */
export function isSmallTalk(line: string): boolean {
  const politeness = politenessOf(readable(line));
  return politeness === 'greeting' || politeness === 'thanks' || AGREEMENTS.has(bare(line));
}

/** Nothing but punctuation and pictures: somebody wants attention, and asks for nothing that could be looked up. */
export function isWordless(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}
