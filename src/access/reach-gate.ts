import { Injectable } from '@nestjs/common';
import type { ANY_CALLER, ApiCaller, Permission } from '../common/access.js';
import { AppError } from '../common/app-error.js';
import { isUuid } from '../common/ids.js';
import { type ReachRule, ReachSources } from '../common/reach.js';

/** What these permissions are about belongs to conversations, unless the route says otherwise. */
const ABOUT_CONVERSATIONS = /^(audit|conversation|handoff|notification|privacy|ticket)\./;

/** Lets those who see the conversations of some groups alone no further than these. */
@Injectable()
export class ReachGate {
  constructor(private readonly sources: ReachSources) {}

  /**
   * @throws {NotFoundError} for a thing out of reach, in the words for one that is not there.
   * @throws {AppError} `access.out-of-reach` on a route that does not say how it keeps to what its caller sees.
   */
  async assertWithin(
    caller: ApiCaller,
    permission: Permission | typeof ANY_CALLER,
    rule: ReachRule | undefined,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    if (caller.reach === 'all') {
      return;
    }
    switch (rule?.kind) {
      case 'one':
        return this.assertReached(caller, rule, parameters[rule.parameter]);
      case 'filtered':
      case 'free':
        return;
      case undefined:
        if (ABOUT_CONVERSATIONS.test(permission)) {
          throw new AppError('access.out-of-reach', 'this is for those who see the conversations of all');
        }
    }
  }

  /** What is no id the route refuses as what it is. */
  private async assertReached(
    caller: ApiCaller,
    { of }: Extract<ReachRule, { kind: 'one' }>,
    parameter: unknown,
  ): Promise<void> {
    const id = typeof parameter === 'string' ? parameter.toLowerCase() : '';
    if (isUuid(id)) {
      await this.sources.assertWithin(caller, of, id);
    }
  }
}
