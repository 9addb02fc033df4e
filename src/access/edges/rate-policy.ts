import type { ApiCaller } from '../../common/access.js';
import { parseAddress } from '../../common/address-list.js';
import type { SettingKey } from '../../settings/settings-catalogue.js';

type RateSetting = Extract<SettingKey, `limits.api${string}`>;

/** A limit that a call counts for. */
export interface CountedFor {
  /** As the header `RateLimit` names it. */
  name: 'caller' | 'address' | 'imports' | 'exports' | 'sign-ins';
  setting: RateSetting;
  /** Whom it counts. */
  subject: string;
}

/** What takes much more than another call: files in, files out. */
const IMPORTS = /\/(imports|media|evaluations|trials|replays)$/;
const EXPORTS = /\/(exports?|file|verification)$/;
const SIGN_INS = /^\/api\/v1\/sign-in(\/|$)/;

/**
 * What limits a call counts for: his own of whoever is known, that of his address of anybody else. Pure.
 * @param route its path as it was declared.
 */
export function countedFor(
  method: string,
  route: string,
  caller: ApiCaller | undefined,
  address: string,
): readonly CountedFor[] {
  if (caller === undefined) {
    return SIGN_INS.test(route) ? [ofAddress(address), signIn(address)] : [ofAddress(address)];
  }
  const subject = `${caller.kind}/${caller.id}`;
  const setting = caller.kind === 'key' ? 'limits.apiKeyPerMinute' : 'limits.apiStaffPerMinute';
  return [{ name: 'caller', setting, subject }, ...ofClass(method, route, subject)];
}

/** Of whoever is not known, and whose credentials are not good. */
export function ofAddress(address: string): CountedFor {
  return { name: 'address', setting: 'limits.apiStrangersPerMinute', subject: `address/${networkOf(address)}` };
}

function signIn(address: string): CountedFor {
  return { name: 'sign-ins', setting: 'limits.apiSignInsPerMinute', subject: `sign-ins/${networkOf(address)}` };
}

function ofClass(method: string, route: string, subject: string): CountedFor[] {
  if (method === 'POST' && IMPORTS.test(route)) {
    return [{ name: 'imports', setting: 'limits.apiImportsPerMinute', subject: `imports/${subject}` }];
  }
  return EXPORTS.test(route)
    ? [{ name: 'exports', setting: 'limits.apiExportsPerMinute', subject: `exports/${subject}` }]
    : [];
}

/** Who has one address of IPv6 has 2^64 of them: his network counts. */
function networkOf(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === undefined) {
    return 'unknown';
  }
  const groups = parsed.toNormalizedString().split(':');
  return parsed.kind() === 'ipv4' ? parsed.toString() : `${groups.slice(0, 4).join(':')}::/64`;
}
