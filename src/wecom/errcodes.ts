/**
 * What an errcode asks of the caller:
 * - `ok`: done, though the lists of invalid receivers must still be looked at;
 * - `refresh-token`: get a new access token and call once more;
 * - `retry`: the same call later may succeed;
 * - `fix`: the configuration or the request is wrong, the same call fails again;
 * - `drop`: this receiver or this content will not be taken;
 * - `narrow`: ask for or send less at once;
 * - `re-upload`: the media is gone; `restart-login`: the person signs in again; `refresh-ticket`: of the JS-SDK;
 * - `stop`: the enterprise is gone.
 */
export type ErrcodeAction =
  | 'ok'
  | 'refresh-token'
  | 'retry'
  | 'fix'
  | 'drop'
  | 'narrow'
  | 're-upload'
  | 'restart-login'
  | 'refresh-ticket'
  | 'stop';

export interface ErrcodeEntry {
  action: ErrcodeAction;
  meaning: string;
  /** For `retry`: WeCom goes on refusing for so long. */
  afterMs?: number;
}

/** A per-minute limit lifts after 60 s; an hour's limit is met again then, and waited for again. */
const FREQUENCY_WINDOW_MS = 60_000;

const UNKNOWN: ErrcodeEntry = { action: 'fix', meaning: 'an errcode that this version does not know' };

/** The meaning of an errcode; an unknown one is not tried again, because nothing says that it would help. */
export function errcodeEntry(errcode: number): ErrcodeEntry {
  return table.get(errcode) ?? UNKNOWN;
}

/** Every errcode that is known. */
export function knownErrcodes(): number[] {
  return [...table.keys()];
}

type Row = readonly [errcode: number, action: ErrcodeAction, meaning: string];

/** @see https://developer.work.weixin.qq.com/document/path/90313 for the meanings; the actions are our judgement. */
const rows: readonly Row[] = [
  [-1, 'retry', 'system busy'],
  [0, 'ok', 'ok'],
  [6000, 'retry', 'data version conflict'],
  [40001, 'refresh-token', 'invalid secret or credential'],
  [40003, 'drop', 'invalid UserID'],
  [40004, 'fix', 'invalid media file type'],
  [40005, 'fix', 'invalid type parameter'],
  [40006, 'fix', 'invalid media size'],
  [40007, 're-upload', 'invalid or expired media_id'],
  [40008, 'fix', 'invalid msgtype'],
  [40013, 'fix', 'invalid CorpID'],
  [40014, 'refresh-token', 'invalid access_token'],
  [40029, 'restart-login', 'invalid oauth code'],
  [40031, 'fix', 'invalid UserID list'],
  [40032, 'fix', 'invalid UserID list length'],
  [40033, 'fix', 'illegal characters in the request'],
  [40035, 'fix', 'invalid parameter'],
  [40039, 'fix', 'url too long'],
  [40050, 'fix', 'unknown chatid'],
  [40056, 'fix', 'invalid agentid'],
  [40057, 'fix', 'the callback URL is invalid or was not verified'],
  [40058, 'fix', 'invalid parameter'],
  [40063, 'fix', 'empty parameter'],
  [40074, 'fix', 'news cannot be confidential'],
  [40093, 'fix', 'invalid jsapi signature'],
  [40123, 'drop', 'invalid image format'],
  [40201, 'drop', 'blocked by anti-spam'],
  [41001, 'fix', 'access_token missing'],
  [41002, 'fix', 'corpid missing'],
  [41004, 'fix', 'secret missing'],
  [41006, 'fix', 'media_id missing'],
  [41011, 'fix', 'agentid missing'],
  [42001, 'refresh-token', 'access_token expired'],
  [42003, 'restart-login', 'oauth code expired'],
  [42012, 'refresh-ticket', 'jsapi_ticket unusable'],
  ...range(42014, 42020, 'fix', 'invalid taskcard'),
  [42022, 'restart-login', 'oauth code already used'],
  ...range(42027, 42051, 'fix', 'invalid template card'),
  [43004, 'drop', 'the member has no WeChat binding'],
  [43012, 'fix', 'the app needs a callback URL'],
  [44001, 'fix', 'empty media'],
  [44004, 'fix', 'empty text'],
  [45001, 'drop', 'media too large'],
  [45002, 'narrow', 'message content too long'],
  [45007, 'drop', 'voice longer than 60 s'],
  [45008, 'fix', 'too many articles'],
  [45009, 'retry', 'API frequency exceeded'],
  [45024, 'fix', 'account count over the limit'],
  [45029, 'narrow', 'response too large'],
  [45033, 'retry', 'concurrency limit exceeded'],
  [45034, 'fix', 'url without scheme'],
  [46004, 'drop', 'the user does not exist'],
  [48001, 'fix', 'API not authorised'],
  [48002, 'fix', 'no permission for this API'],
  [48004, 'fix', 'authorisation relation invalid'],
  [48005, 'fix', 'API removed'],
  [48006, 'fix', 'permission withdrawn, the app was long unused'],
  [48009, 'fix', 'the sync assistant may not read details from a new IP'],
  [50001, 'fix', 'redirect_url not in the trusted domains'],
  [50002, 'drop', 'the member is outside the scope'],
  [50003, 'fix', 'the app is disabled'],
  [60003, 'drop', 'the department does not exist'],
  [60011, 'fix', 'no permission for this member, department or tag'],
  [60020, 'fix', 'the source IP is not a trusted IP of the app'],
  [60021, 'drop', "the userid is outside the app's visible scope"],
  [60111, 'drop', 'the UserID does not exist'],
  [60123, 'drop', 'the department does not exist'],
  [60140, 'drop', 'response_code invalid or expired'],
  [80001, 'fix', 'the trusted domain is wrong or has no ICP record'],
  [81011, 'fix', 'no permission for the tag'],
  [81012, 'fix', 'no receiver'],
  [81013, 'drop', 'every receiver is invalid or without permission'],
  [82001, 'fix', 'all receivers empty'],
  [82002, 'narrow', 'more than 100 departments'],
  [82003, 'narrow', 'more than 100 tags'],
  [82004, 'drop', 'the content could crash clients'],
  [84014, 'restart-login', 'user_ticket expired'],
  [84015, 'restart-login', 'user_ticket invalid'],
  [85005, 'fix', 'ownership of the trusted domain not verified'],
  [86001, 'fix', 'illegal chatid'],
  [86003, 'fix', 'chatid missing'],
  [86008, 'fix', 'the chat was not created by this app'],
  [92000, 'drop', 'the member is outside the visible scope'],
  [93000, 'fix', 'the key of the group robot is unknown, or it was removed'],
  [93004, 'fix', 'the group robot is disabled'],
  [93008, 'fix', 'the group robot is not in the group'],
  [301002, 'fix', "no permission for this app: the agentid is not the token's"],
  [301007, 'stop', 'the enterprise was dissolved or banned'],
  [301021, 'drop', 'some userid is unknown'],
  [301042, 'fix', 'msgaudit: IP not allowed'],
  [301052, 'fix', 'msgaudit: expired'],
  [301053, 'fix', 'msgaudit: not enabled'],
  [301058, 'narrow', 'msgaudit: pull too large'],
  [302008, 'retry', 'an import job is already running'],
  [701008, 'fix', 'interface licence missing'],
  [701016, 'fix', 'interface licence missing'],
  [701099, 'fix', 'interface licence expired'],
  [830002, 'narrow', 'file or range too large'],
];

const table: ReadonlyMap<number, ErrcodeEntry> = new Map(
  rows.map(([errcode, action, meaning]) => [
    errcode,
    errcode === 45009 ? { action, meaning, afterMs: FREQUENCY_WINDOW_MS } : { action, meaning },
  ]),
);

function range(first: number, last: number, action: ErrcodeAction, meaning: string): Row[] {
  return Array.from({ length: last - first + 1 }, (_, n) => [first + n, action, meaning]);
}
