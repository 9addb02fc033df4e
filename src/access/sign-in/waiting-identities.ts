import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { digestOf, newSecret } from '../secrets.js';
import type { Identity } from '../staff/identity.js';
import { SIGN_IN_SECONDS } from './sign-in-states.js';

export interface WaitingIdentity {
  identity: Identity;
  returnTo: string;
}

/** Whom the provider knows and nobody admits: they have ten minutes to say the code that makes them administrator. */
@Injectable()
export class WaitingIdentities {
  constructor(private readonly database: Database) {}

  /** @returns what the browser shows to be recognised. */
  async add({ identity, returnTo }: WaitingIdentity): Promise<string> {
    const token = newSecret();
    await this.database.run(
      `insert into waiting_identities (token_hash, identity, return_to, expires_at)
       values ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))`,
      [digestOf(token), JSON.stringify(identity), returnTo, SIGN_IN_SECONDS],
    );
    return token;
  }

  async find(token: string): Promise<WaitingIdentity | undefined> {
    const [row] = await this.database.rows<{ identity: Identity; return_to: string }>(
      'select identity, return_to from waiting_identities where token_hash = $1 and expires_at > clock_timestamp()',
      [digestOf(token)],
    );
    return row === undefined ? undefined : { identity: row.identity, returnTo: row.return_to };
  }

  async remove(token: string): Promise<void> {
    await this.database.run('delete from waiting_identities where token_hash = $1', [digestOf(token)]);
  }

  async purge(): Promise<void> {
    await this.database.run('delete from waiting_identities where expires_at < clock_timestamp()');
  }
}
