import type { LanguageCode } from '../../src/dialog/language/language.js';
import { textsFor } from '../../src/dialog/texts/texts.js';
import { waitingWords } from '../../src/dialog/waiting-words.js';

/** What a contact reads who is handed to a human where there is no operator: the reason, and that nobody is there. */
export function withNobodyThere(text: string, language: LanguageCode = 'zh-Hans'): string {
  return text + waitingWords({ kind: 'nobody', becomesTicket: false }, textsFor(language), new Date());
}
