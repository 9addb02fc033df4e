import { Injectable } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import type { AccessRequest } from '../authenticators.js';

/** Who somebody is now, by the id that he had when his token was issued; undefined where he may not come in any more. */
export type CallerById = (id: string, request: Pick<AccessRequest, 'ip'>) => Promise<ApiCaller | undefined>;

/**
 * Whom access tokens are for. Each way in registers how its callers are found again: a token carries no permission, so
 * what is taken away is gone from tokens too, within 2 s.
 */
@Injectable()
export class TokenSubjects {
  private readonly ways: { kind: ApiCaller['kind']; callerById: CallerById }[] = [];

  register(kind: ApiCaller['kind'], callerById: CallerById): void {
    this.ways.push({ kind, callerById });
  }

  async callerOf(
    kind: ApiCaller['kind'],
    id: string,
    request: Pick<AccessRequest, 'ip'>,
  ): Promise<ApiCaller | undefined> {
    for (const way of this.ways.filter((one) => one.kind === kind)) {
      const caller = await way.callerById(id, request);
      if (caller !== undefined) {
        return caller;
      }
    }
    return undefined;
  }
}
