import { type Decision, replyOf, reworded } from './decision.js';
import { inScriptOf } from './language/chinese-script.js';
import type { LanguageCode } from './language/language.js';

/** What stands in the knowledge base in one script of Chinese, in that of the contact. */
export async function inItsScript(decision: Decision, language: LanguageCode): Promise<Decision> {
  const text = replyOf(decision);
  const isQuoted = ['quoted', 'chosen', 'did-you-mean'].includes(decision.reason);
  return text !== undefined && isQuoted && language === 'zh-Hant'
    ? reworded(decision, await inScriptOf(language, text))
    : decision;
}
