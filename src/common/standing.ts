import { Injectable } from '@nestjs/common';
import type { ApiCaller } from './access.js';

/** The request by which somebody came in. */
interface Origin {
  ip: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type CallerNow = (caller: ApiCaller, origin: Origin) => Promise<ApiCaller | undefined>;

/** What whoever came in a while ago, and still reads, may do by now. `access/` knows, and registers here. */
@Injectable()
export class Standing {
  private source: CallerNow = (caller) => Promise.resolve(caller);

  register(source: CallerNow): void {
    this.source = source;
  }

  /** Undefined where he may not come in any more. */
  now(caller: ApiCaller, origin: Origin): Promise<ApiCaller | undefined> {
    return this.source(caller, origin);
  }

  /** Whether he may still do all that he might when he came in. */
  async isAsBefore(caller: ApiCaller, origin: Origin): Promise<boolean> {
    const now = await this.now(caller, origin);
    return (
      now !== undefined &&
      (now.reach === 'all' || caller.reach !== 'all') &&
      caller.permissions.every((permission) => now.permissions.includes(permission))
    );
  }
}
