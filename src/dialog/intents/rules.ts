import type { RecognisedIntent, ShippedIntent } from './intent.js';
import { politenessOf } from './politeness.js';
import { readable } from './readable.js';
import { requestOf } from './requests.js';
import { wantsHuman } from './wants-human.js';

const CERTAIN = 0.95;
/** What somebody wants to have done can be said in many ways that look like a question about it. */
const LIKELY = 0.8;

/** What can be told from the wording alone. */
export function intentByRule(text: string): RecognisedIntent | undefined {
  const said = readable(text);
  if (wantsHuman(said)) {
    return found('wants-human', CERTAIN);
  }
  const politeness = politenessOf(said);
  if (politeness !== undefined) {
    return found(politeness, CERTAIN);
  }
  const request = requestOf(said);
  return request && found(request, LIKELY);
}

function found(intent: ShippedIntent, score: number): RecognisedIntent {
  return { intent, score, by: 'rule' };
}
