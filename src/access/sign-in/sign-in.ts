import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { doerOf, SYSTEM } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { currentRequest } from '../../common/request-context.js';
import { Database, type Tx } from '../../database/database.js';
import { Sessions } from '../sessions/sessions.js';
import type { NewSession, SignInProvider } from '../sessions/session.js';
import type { Identity } from '../staff/identity.js';
import type { Member } from '../staff/member.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import { FirstAdministrator } from './first-administrator.js';
import { addressSubject, SignInFailures } from './sign-in-failures.js';
import { type RedeemedSignIn, SignInStates } from './sign-in-states.js';
import { WaitingIdentities } from './waiting-identities.js';

/** What the browser brings back from the provider, and what it kept meanwhile. */
export interface Returned {
  provider: SignInProvider;
  state: string;
  browserSecret: string | undefined;
}

export type Entered = { kind: 'session'; session: NewSession; returnTo: string } | { kind: 'waits'; token: string };

/**
 * How a sign-in ends, whichever provider vouches: with a session of its own, with the question for the code of the first
 * administrator, or refused. What goes wrong counts against the address, and against whom the provider named.
 */
@Injectable()
export class SignIn implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly states: SignInStates,
    private readonly failures: SignInFailures,
    private readonly waiting: WaitingIdentities,
    private readonly first: FirstAdministrator,
    private readonly staff: StaffDirectory,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({
      name: 'sign-in',
      run: async () => {
        for (const leftovers of [this.states, this.waiting, this.first, this.failures]) {
          await leftovers.purge();
        }
      },
    });
  }

  /**
   * @param identify asks the provider whom it vouches for; called once the browser has shown that it began this.
   * @throws {AppError} `access.*`: of a sign-in that ends here.
   */
  async finish(
    { provider, state, browserSecret }: Returned,
    identify: (begun: RedeemedSignIn, browserSecret: string) => Promise<Identity>,
  ): Promise<Entered> {
    const address = addressSubject(currentRequest()?.address);
    await this.failures.assertMayTry([address]);
    return this.counting(provider, [address], async (subjects) => {
      const begun = browserSecret === undefined ? undefined : await this.states.redeem(provider, state, browserSecret);
      if (begun === undefined || browserSecret === undefined) {
        throw new AppError('access.sign-in-stale', 'begin again, and in one browser');
      }
      const identity = await identify(begun, browserSecret);
      subjects.push(subjectOf(identity));
      await this.failures.assertMayTry([subjectOf(identity)]);
      return this.enter(identity, begun.returnTo);
    });
  }

  /**
   * Makes whoever waits an administrator.
   * @throws {AppError} `access.first-administrator-refused`, `access.sign-in-stale`, `access.sign-in-locked`.
   */
  async becomeAdministrator(
    token: string | undefined,
    code: string,
  ): Promise<{ session: NewSession; returnTo: string }> {
    const address = addressSubject(currentRequest()?.address);
    const waits = token === undefined ? undefined : await this.waiting.find(token);
    const subject = waits === undefined ? [] : [subjectOf(waits.identity)];
    await this.failures.assertMayTry([address, ...subject]);
    return this.counting(waits?.identity.provider ?? 'wecom', [address, ...subject], async () => {
      if (waits === undefined || token === undefined) {
        throw new AppError('access.sign-in-stale', 'sign in first, in this browser');
      }
      const { identity, returnTo } = waits;
      const session = await this.database.transaction(async (tx) => {
        if (!(await this.first.redeem(tx, code))) {
          throw new AppError('access.first-administrator-refused', 'the code is wrong, used or too old');
        }
        return this.begin(tx, identity, await this.staff.enterAsAdministrator(tx, identity));
      });
      await this.waiting.remove(token);
      return { session, returnTo };
    });
  }

  private async enter(identity: Identity, returnTo: string): Promise<Entered> {
    try {
      const session = await this.database.transaction(async (tx) =>
        this.begin(tx, identity, await this.staff.enter(tx, identity)),
      );
      await this.failures.forgive(subjectOf(identity));
      return { kind: 'session', session, returnTo };
    } catch (error) {
      if (error instanceof AppError && NOT_ADMITTING.has(error.code)) {
        await this.database.transaction((tx) => this.staff.turnAway(tx, identity));
      }
      if (error instanceof AppError && error.code === 'access.not-admitted' && (await this.first.isAwaited())) {
        return { kind: 'waits', token: await this.waiting.add({ identity, returnTo }) };
      }
      throw error;
    }
  }

  private async begin(tx: Tx, { provider }: Identity, member: Pick<Member, 'id' | 'roles'>): Promise<NewSession> {
    const session = await this.sessions.begin(tx, member.id, provider);
    const details = { provider, staffId: member.id, sessionId: session.id, roles: member.roles };
    const actor = doerOf({ kind: 'staff', id: member.id });
    await this.audit.record(tx, { actor }, { action: 'sign-in.succeeded', details });
    return session;
  }

  /** What is not up to whoever signs in, such as a provider that is away, counts against nobody. */
  private async counting<T>(
    provider: SignInProvider,
    subjects: string[],
    work: (subjects: string[]) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(subjects);
    } catch (error) {
      if (error instanceof AppError && COUNTED.has(error.code)) {
        const [, subject = null] = subjects;
        await this.failures.count(PROVED.has(error.code) && subject !== null ? [subject] : subjects);
        const details = { provider, reason: error.code, subject };
        await this.audit.recordAlone({ actor: SYSTEM }, { action: 'sign-in.refused', details });
      }
      throw error;
    }
  }
}

/** What `enter` answers whom the rules of now do not let in. */
const NOT_ADMITTING: ReadonlySet<string> = new Set(['access.not-admitted', 'access.roles-conflict']);

const COUNTED: ReadonlySet<string> = new Set([
  'access.disabled',
  'access.first-administrator-refused',
  'access.not-a-member',
  'access.not-admitted',
  'access.sign-in-declined',
  'access.sign-in-refused',
  'access.sign-in-stale',
]);

/** Colleagues share an address: one who is known and not admitted must not keep the others out. */
const PROVED: ReadonlySet<string> = new Set(['access.disabled', 'access.not-admitted']);

function subjectOf(identity: Identity): string {
  return identity.provider === 'wecom'
    ? `wecom/${identity.userId.toLowerCase()}`
    : `oidc/${identity.issuer}/${identity.subject}`;
}
