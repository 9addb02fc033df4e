import { assertNever } from '../../common/app-error.js';
import type { DeliveryResult } from '../../messaging/channel.js';
import { errcodeEntry } from '../../wecom/errcodes.js';
import { TokenRefusedError, WecomUnreachableError } from '../../wecom/wecom-errors.js';
import type { WecomReply } from '../../wecom/wecom-http.js';

/** What an answer to `message/send` means for the one member it was for. */
export function deliveryResultOf(reply: WecomReply, member: string): DeliveryResult {
  const { action, afterMs } = errcodeEntry(reply.errcode);
  const reason = `errcode-${reply.errcode}`;
  switch (action) {
    case 'ok':
      return acceptedResult(reply, member);
    case 'retry':
    case 'refresh-token': // a token that was renewed a moment ago was refused again
      return { outcome: 'retry', reason, ...(afterMs === undefined ? {} : { afterMs }) };
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
export function failureOf(error: unknown): DeliveryResult & { outcome: 'retry' } {
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
function acceptedResult({ msgid, invaliduser, unlicenseduser }: WecomReply, member: string): DeliveryResult {
  if (lists(invaliduser, member)) {
    return { outcome: 'rejected', reason: 'errcode-81013' };
  }
  if (lists(unlicenseduser, member)) {
    return { outcome: 'rejected', reason: 'unlicensed-member' };
  }
  return { outcome: 'delivered', externalId: typeof msgid === 'string' ? msgid : '' };
}

/** The ids come back lower-cased and joined by '|'. */
function lists(members: unknown, member: string): boolean {
  return typeof members === 'string' && members.toLowerCase().split('|').includes(member.toLowerCase());
}
