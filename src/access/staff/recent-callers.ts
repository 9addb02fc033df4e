import { Injectable } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import type { StaffId } from '../../common/ids.js';

const KEPT_MS = 1_000;
const KEPT_MAX = 10_000;

interface Known {
  until: number;
  caller: Promise<ApiCaller | undefined>;
}

/** What members may do, for a second: not every request asks the database, and what somebody lost is soon lost. */
@Injectable()
export class RecentCallers {
  private readonly known = new Map<StaffId, Known>();

  get(id: StaffId, read: () => Promise<ApiCaller | undefined>): Promise<ApiCaller | undefined> {
    const now = performance.now();
    const known = this.known.get(id);
    if (known !== undefined && known.until > now) {
      return known.caller;
    }
    if (this.known.size >= KEPT_MAX) {
      this.known.clear();
    }
    const caller = read();
    this.known.set(id, { until: now + KEPT_MS, caller });
    caller.catch(() => this.forget(id)); // who asks again asks the database again
    return caller;
  }

  forget(id: StaffId): void {
    this.known.delete(id);
  }

  forgetAll(): void {
    this.known.clear();
  }
}
