import { Injectable } from '@nestjs/common';
import { parseAddress } from '../../common/address-list.js';
import { RetryLaterError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';

/** So many may go wrong before one has to wait. */
const FREE = 5;
const DELAY_MAX_S = 15 * 60;
/** After so much quiet the count begins anew. */
const FORGOTTEN_AFTER_S = 60 * 60;
const SUBJECT_LENGTH_MAX = 300;

/**
 * Failed sign-ins, by address and by whom the provider named, counted for all processes. From the sixth on each makes the
 * next wait twice as long, up to a quarter of an hour.
 */
@Injectable()
export class SignInFailures {
  constructor(private readonly database: Database) {}

  /** @throws {RetryLaterError} `access.sign-in-locked` while one of these has to wait. */
  async assertMayTry(subjects: readonly string[]): Promise<void> {
    const [row] = await this.database.rows<{ wait_s: number | null }>(
      `select extract(epoch from max(locked_until) - clock_timestamp())::float8 as wait_s
         from sign_in_failures where subject = any($1)`,
      [subjects.map(bounded)],
    );
    const waitS = Math.ceil(row?.wait_s ?? 0);
    if (waitS > 0) {
      throw new RetryLaterError('access.sign-in-locked', `try again in ${waitS} s`, waitS);
    }
  }

  async count(subjects: readonly string[]): Promise<void> {
    await this.database.run(
      `insert into sign_in_failures (subject, failures, last_at, locked_until)
       select subject, 1, clock_timestamp(), '-infinity' from unnest($1::text[]) subject order by subject
       on conflict (subject) do update set
         failures = case when sign_in_failures.last_at < clock_timestamp() - make_interval(secs => $2)
                         then 1 else least(sign_in_failures.failures + 1, 1000) end,
         last_at = clock_timestamp(),
         locked_until = case when sign_in_failures.failures + 1 <= $3
                               or sign_in_failures.last_at < clock_timestamp() - make_interval(secs => $2)
                             then '-infinity'::timestamptz
                             else clock_timestamp() + make_interval(secs =>
                               least($4, power(2, least(sign_in_failures.failures - $3 + 1, 20)))) end`,
      [[...new Set(subjects.map(bounded))], FORGOTTEN_AFTER_S, FREE, DELAY_MAX_S],
    );
  }

  /** Whoever got in may mistype again. His address may be that of many. */
  async forgive(subject: string): Promise<void> {
    await this.database.run('delete from sign_in_failures where subject = $1', [bounded(subject)]);
  }

  async purge(): Promise<void> {
    await this.database.run(
      `delete from sign_in_failures
        where last_at < clock_timestamp() - make_interval(secs => $1) and locked_until < clock_timestamp()`,
      [FORGOTTEN_AFTER_S],
    );
  }
}

/** Of IPv6 the network: whoever has one has all of its addresses. */
export function addressSubject(address: string | null | undefined): string {
  const parsed = parseAddress(address ?? '');
  if (parsed === undefined || parsed.kind() === 'ipv4') {
    return `address/${parsed?.toString() ?? ''}`;
  }
  const network = parsed.toByteArray().slice(0, 8);
  return `network/${Buffer.from(network).toString('hex')}`;
}

function bounded(subject: string): string {
  return subject.slice(0, SUBJECT_LENGTH_MAX);
}
