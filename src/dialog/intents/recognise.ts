import type { RecognisedIntent } from './intent.js';
import type { LikeExample } from './intent-examples.js';
import { intentByRule } from './rules.js';

/** So alike, the enterprise's own example says more than a rule of ours. */
const SAME = 0.9;
/** An enterprise means its examples more broadly than we mean ours, which stand beside rules. */
const LIKE_OWN = 0.6;
const LIKE_SHIPPED = 0.72;

/** What a message is for, by wording and likeness; undefined: neither tells. Who asks for a human always gets one. */
export function recognise(text: string, like: LikeExample | undefined): RecognisedIntent | undefined {
  const rule = intentByRule(text);
  const isSame = like?.isOwn === true && like.score >= SAME;
  if (rule !== undefined && (rule.intent === 'wants-human' || !isSame)) {
    return rule;
  }
  const isLike = like !== undefined && like.score >= (like.isOwn ? LIKE_OWN : LIKE_SHIPPED);
  return isLike ? { intent: like.intent, score: like.score, by: 'example' } : undefined;
}
