import { assertNever } from '../common/app-error.js';
import { errcodeEntry } from './errcodes.js';
import { TokenRefusedError, WecomUnreachableError } from './wecom-errors.js';
import type { WecomReply } from './wecom-http.js';

/** What sending to one member came to. */
export type MemberReply =
  /** `externalId` is WeCom's msgid, '' where it gave none. With the response code a card can be changed once. */
  | { outcome: 'delivered'; externalId: string; responseCode?: string }
  /** Trying again cannot help. */
  | { outcome: 'rejected'; reason: string }
  | { outcome: 'retry'; reason: string; afterMs?: number };

/** What an answer of WeCom means for the one member that the request named. */
export function memberReplyOf(reply: WecomReply, member: string): MemberReply {
  const { action, afterMs } = errcodeEntry(reply.errcode);
  const reason = `errcode-${reply.errcode}`;
  switch (action) {
    case 'ok':
      return acceptedReply(reply, member);
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

/**
 * A call that came to nothing: worth another attempt.
 * @throws what is no failure of WeCom.
 */
export function failureOf(error: unknown): MemberReply & { outcome: 'retry' } {
  if (error instanceof WecomUnreachableError) {
    return { outcome: 'retry', reason: `unreachable: ${error.reason}` };
  }
  if (error instanceof TokenRefusedError) {
    // The message is not at fault: it waits for the account to be put right.
    return { outcome: 'retry', reason: `gettoken-errcode-${error.errcode}`, afterMs: error.afterMs };
  }
  throw error;
}

/** WeCom says 0 as soon as it knows one receiver, and lists those it does not reach. */
function acceptedReply(reply: WecomReply, member: string): MemberReply {
  const { msgid, invaliduser, unlicenseduser, response_code: responseCode } = reply;
  if (lists(invaliduser, member)) {
    return { outcome: 'rejected', reason: 'errcode-81013' };
  }
  if (lists(unlicenseduser, member)) {
    return { outcome: 'rejected', reason: 'unlicensed-member' };
  }
  return {
    outcome: 'delivered',
    externalId: typeof msgid === 'string' ? msgid : '',
    ...(typeof responseCode === 'string' && { responseCode }),
  };
}

/** Ids joined by '|' from `message/send`, a list from `update_template_card`; in lower case. */
function lists(members: unknown, member: string): boolean {
  const ids: unknown[] = Array.isArray(members) ? members : typeof members === 'string' ? members.split('|') : [];
  return ids.some((id) => typeof id === 'string' && id.toLowerCase() === member.toLowerCase());
}
