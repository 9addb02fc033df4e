import type { DoctorFinding, Words } from '../../common/doctor-checks.js';
import type { AccountId } from '../../common/ids.js';
import type { Sql } from '../../database/database.js';

/** What callbacks of one account have come to. */
export interface Sighting {
  result: string;
  lastAt: Date;
}

export interface SeenCallbacks {
  sightings: readonly Sighting[];
  /** When the account got the token and the key that it has. */
  secretsSince: Date | null;
}

const GOOD = new Set(['stored', 'duplicate', 'verified']);

const REFUSALS: Readonly<Record<string, { fault: Words; remedy: Words }>> = {
  'callback.signature-invalid': {
    fault: {
      en: 'What calls is signed with another Token than that of the account.',
      zh: '收到的回调使用了与账号不同的 Token 签名。',
    },
    remedy: {
      en: 'Copy the Token from the app (App Management → the app → Receive messages → API) into the account, or the other way round.',
      zh: '请让账号中的 Token 与应用页面（应用管理 → 应用 → 接收消息 → API接收）一致。',
    },
  },
  'callback.ciphertext-invalid': {
    fault: {
      en: 'What calls is encrypted with another EncodingAESKey than that of the account.',
      zh: '收到的回调使用了与账号不同的 EncodingAESKey 加密。',
    },
    remedy: {
      en: 'Copy the EncodingAESKey, all 43 characters, from the app (App Management → the app → Receive messages → API) into the account.',
      zh: '请把应用页面（应用管理 → 应用 → 接收消息 → API接收）的 EncodingAESKey（43 个字符）完整填入账号。',
    },
  },
  'callback.receiver-mismatch': {
    fault: {
      en: 'What calls is meant for another enterprise than that of the account.',
      zh: '收到的回调属于另一个企业。',
    },
    remedy: {
      en: 'Check the id of the enterprise (corpId): an account with the right one takes the place of this one.',
      zh: '请核对企业 ID（corpId），并用正确的企业 ID 新建账号。',
    },
  },
  'callback.stale': {
    fault: {
      en: 'Callbacks are refused because their time is too far from ours.',
      zh: '回调因时间与本机相差过大而被拒绝。',
    },
    remedy: {
      en: 'Set the clock of this server by NTP.',
      zh: '请用 NTP 校准本服务器的时钟。',
    },
  },
};

export async function readSeenCallbacks(sql: Sql, accountId: AccountId): Promise<SeenCallbacks> {
  const [sightings, [since]] = await Promise.all([
    sql.rows<Sighting>('select result, last_at as "lastAt" from callback_sightings where account_id = $1', [accountId]),
    sql.rows<{ at: Date | null }>(
      'select max(changed_at) as at from account_versions where account_id = $1 and secrets_changed',
      [accountId],
    ),
  ]);
  return { sightings, secretsSince: since?.at ?? null };
}

/** Pure. Anybody may send what is refused, so that it says little where WeCom has come through since. */
export function judgeSeenCallbacks({ sightings, secretsSince }: SeenCallbacks): DoctorFinding {
  const good = latest(sightings.filter(({ result }) => GOOD.has(result)));
  const bad = latest(sightings.filter(({ result }) => REFUSALS[result] !== undefined));
  const since = secretsSince?.getTime() ?? 0;
  const isProven = good !== undefined && good.lastAt.getTime() >= since;
  const refusal = bad === undefined ? undefined : REFUSALS[bad.result];
  if (bad !== undefined && refusal !== undefined && bad.lastAt.getTime() >= since && isAfter(bad, good)) {
    return { status: isProven ? 'warning' : 'failed', code: bad.result, ...refusal };
  }
  if (!isProven) {
    return neverSeen(good);
  }
  const at = good.lastAt.toISOString();
  return { status: 'ok', note: { en: `The last callback came at ${at}.`, zh: `最近一次回调：${at}。` } };
}

function neverSeen(before: Sighting | undefined): DoctorFinding {
  const callback = {
    en: 'save the callback in the app (App Management → the app → Receive messages → API) with the URL, Token and EncodingAESKey of the account: WeCom checks it at once',
    zh: '请在应用页面（应用管理 → 应用 → 接收消息 → API接收）按账号的 URL、Token、EncodingAESKey 保存回调（保存时企业微信立即校验）',
  };
  const told =
    before === undefined
      ? {
          fault: { en: 'WeCom has never called this account.', zh: '企业微信从未回调过该账号。' },
          remedy: {
            en: `${callback.en.replace(/^s/, 'S')}. Then write something to the app.`,
            zh: `${callback.zh}，然后给应用发一条消息。`,
          },
        }
      : {
          fault: {
            en: 'WeCom has not called since the secrets of the account were changed.',
            zh: '更换账号的 Secret、Token 或 EncodingAESKey 之后，企业微信尚未回调。',
          },
          remedy: {
            en: `Where the Token or the EncodingAESKey is another one, ${callback.en}. Then write something to the app.`,
            zh: `如果更换了 Token 或 EncodingAESKey，${callback.zh}。然后给应用发一条消息。`,
          },
        };
  return { status: 'failed', code: 'callback.not-verified', ...told };
}

function latest(sightings: readonly Sighting[]): Sighting | undefined {
  return sightings.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime())[0];
}

function isAfter(one: Sighting, other: Sighting | undefined): boolean {
  return other === undefined || one.lastAt.getTime() > other.lastAt.getTime();
}
