/**
 * How a call can be made to fail:
 * - `errcode`: answered with it, HTTP 200, and not processed;
 * - `status`: answered with this HTTP status and a body that is not JSON, as a gateway does, and not processed;
 * - `delayMs`: processed, after so long;
 * - `drop`: the connection is closed before anything is processed;
 * - `drop-after`: processed, then the connection is closed without an answer.
 */
export type Fault =
  { errcode: number; errmsg?: string } | { status: number } | { delayMs: number } | 'drop' | 'drop-after';

const TOKEN_PATH = '/cgi-bin/gettoken';

/** The failures the platform was told to show. */
export class Faults {
  /** Each is used up by one business call: any call but `gettoken`. */
  readonly nextReplies: Fault[] = [];
  /** Each is used up by one `gettoken`. */
  readonly nextTokenReplies: Fault[] = [];
  /**
   * Meets every call until it is set to null; queued faults go first. One with an errcode leaves `gettoken` alone:
   * it is the business call that is refused, whereas a status, a delay or a drop is a platform that cannot be reached.
   */
  standing: Fault | null = null;

  next(path: string): Fault | null {
    if (path !== TOKEN_PATH) {
      return this.nextReplies.shift() ?? this.standing;
    }
    const queued = this.nextTokenReplies.shift();
    if (queued !== undefined) {
      return queued;
    }
    const isRefusal = typeof this.standing === 'object' && this.standing !== null && 'errcode' in this.standing;
    return isRefusal ? null : this.standing;
  }

  clear(): void {
    this.nextReplies.length = 0;
    this.nextTokenReplies.length = 0;
    this.standing = null;
  }
}
