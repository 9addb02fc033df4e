import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AccountId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { digestOf, newSecret } from '../secrets.js';
import type { SignInProvider } from '../sessions/session.js';

export const SIGN_IN_SECONDS = 10 * 60;

/** WeCom takes letters and digits alone, at most 128. */
const FORM = /^[0-9a-f]{64}$/;
const OPEN_MAX = 20_000;

/** A sign-in that has begun. */
export interface BegunSignIn {
  /** Goes along to the provider and comes back. */
  state: string;
  /** Stays in the browser, in a cookie. */
  browserSecret: string;
}

export interface RedeemedSignIn {
  accountId: AccountId | null;
  returnTo: string;
}

/**
 * Sign-ins that have begun: each ends once, within ten minutes, at the provider and in the browser where it began. Who
 * gets somebody else's link can neither finish it nor use it up.
 */
@Injectable()
export class SignInStates {
  constructor(private readonly database: Database) {}

  async begin(provider: SignInProvider, accountId: AccountId | null, returnTo: string): Promise<BegunSignIn> {
    const begun = { state: randomBytes(32).toString('hex'), browserSecret: newSecret() };
    await this.database.run(
      `insert into sign_in_states (state_hash, provider, account_id, browser_hash, return_to, expires_at)
       values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(secs => $6))`,
      [digestOf(begun.state), provider, accountId, digestOf(begun.browserSecret), returnTo, SIGN_IN_SECONDS],
    );
    return begun;
  }

  /** Undefined for what was begun in another browser or with another provider, is too old or was redeemed already. */
  async redeem(provider: SignInProvider, state: string, browserSecret: string): Promise<RedeemedSignIn | undefined> {
    if (!FORM.test(state)) {
      return undefined;
    }
    const [row] = await this.database.rows<{ account_id: AccountId | null; return_to: string }>(
      `delete from sign_in_states
        where state_hash = $1 and provider = $2 and browser_hash = $3 and expires_at > clock_timestamp()
        returning account_id, return_to`,
      [digestOf(state), provider, digestOf(browserSecret)],
    );
    return row === undefined ? undefined : { accountId: row.account_id, returnTo: row.return_to };
  }

  /** Anybody can begin one: those that are over go, and the oldest of too many. */
  async purge(): Promise<void> {
    await this.database.run('delete from sign_in_states where expires_at < clock_timestamp()');
    await this.database.run(
      `delete from sign_in_states where state_hash in
         (select state_hash from sign_in_states order by expires_at desc offset $1)`,
      [OPEN_MAX],
    );
  }
}

/** What else a sign-in needs that nobody guesses, such as the verifier of PKCE: made of what is there, and not stored. */
export function derivedSecret({ state, browserSecret }: BegunSignIn, purpose: string): string {
  return createHmac('sha256', browserSecret).update(`${purpose}/${state}`).digest('base64url');
}
