import { memberReplyOf } from '../wecom/member-reply.js';
import type { WecomReply } from '../wecom/wecom-http.js';
import type { SendResult } from './notification-policy.js';

/** The response code was used, or is older than 72 h. */
const CODE_SPENT = 60140;
/** Of the form, not of the receiver: a parameter, a card, a card without a callback, what crashes old clients. */
const FORM_ERRCODES: ReadonlySet<number> = new Set([40008, 40033, 40035, 40058, 40063, 43012, 45002, 82004]);
const [CARD_ERRCODE_MIN, CARD_ERRCODE_MAX] = [42014, 42051];

/**
 * What an answer of WeCom means for the one member it was for.
 * @param isCard a text may be tried in its place.
 */
export function memberResultOf(reply: WecomReply, member: string, isCard: boolean): SendResult {
  const { errcode } = reply;
  const reason = `errcode-${errcode}`;
  if (errcode === CODE_SPENT) {
    return { outcome: 'code-spent', reason };
  }
  if (isCard && isOfTheForm(errcode)) {
    return { outcome: 'card-refused', reason };
  }
  const result = memberReplyOf(reply, member);
  return result.outcome === 'delivered' && result.externalId === '' ? { ...result, externalId: null } : result;
}

function isOfTheForm(errcode: number): boolean {
  return FORM_ERRCODES.has(errcode) || (errcode >= CARD_ERRCODE_MIN && errcode <= CARD_ERRCODE_MAX);
}
