import { assertNever } from '../common/app-error.js';
import { errcodeEntry } from '../wecom/errcodes.js';
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
  const { action, afterMs } = errcodeEntry(errcode);
  switch (action) {
    case 'ok':
      return acceptedResult(reply, member);
    case 'retry':
    case 'refresh-token': // a token that was renewed a moment ago was refused again
      return { outcome: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
    case 'fix':
    case 'drop':
    case 'narrow':
    case 're-upload':
    case 'restart-login':
    case 'refresh-ticket':
    case 'stop':
      return { outcome: 'rejected', reason };
    default:
      return assertNever(action);
  }
}

function isOfTheForm(errcode: number): boolean {
  return FORM_ERRCODES.has(errcode) || (errcode >= CARD_ERRCODE_MIN && errcode <= CARD_ERRCODE_MAX);
}

/** WeCom says 0 as soon as it knows one receiver, and lists those it does not reach. */
function acceptedResult(reply: WecomReply, member: string): SendResult {
  const { msgid, invaliduser, unlicenseduser, response_code: responseCode } = reply;
  if (lists(invaliduser, member)) {
    return { outcome: 'rejected', reason: 'errcode-81013' };
  }
  if (lists(unlicenseduser, member)) {
    return { outcome: 'rejected', reason: 'unlicensed-member' };
  }
  return {
    outcome: 'delivered',
    externalId: typeof msgid === 'string' ? msgid : null,
    ...(typeof responseCode === 'string' && { responseCode }),
  };
}

/** Ids joined by '|' from `message/send`, a list from `update_template_card`; in lower case. */
function lists(members: unknown, member: string): boolean {
  const ids: unknown[] = Array.isArray(members) ? members : typeof members === 'string' ? members.split('|') : [];
  return ids.some((id) => typeof id === 'string' && id.toLowerCase() === member.toLowerCase());
}
