/** What happened that an answer of the platform does not show. */
export interface Counters {
  /** Requests to `gettoken`, refused ones included. */
  tokenRequests: number;
  /** Texts above 2,048 bytes, delivered cut. */
  truncated: number;
  /** Messages lost to the quota of one app to one member, one for each member. */
  quotaDrops: number;
  /** Requests that `enable_duplicate_check` recognised: acknowledged, not delivered again. */
  duplicates: number;
  /** Faults played, by `nextReplies` or `setFault`. */
  faults: number;
  /** Attempts to deliver a callback, repetitions included. */
  callbackAttempts: number;
  /** Requests by path, such as `/cgi-bin/message/send`, faults included. */
  calls: Map<string, number>;
}

export function newCounters(): Counters {
  return {
    tokenRequests: 0,
    truncated: 0,
    quotaDrops: 0,
    duplicates: 0,
    faults: 0,
    callbackAttempts: 0,
    calls: new Map(),
  };
}
