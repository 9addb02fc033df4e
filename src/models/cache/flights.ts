interface Flight<Result> {
  result: Promise<Result>;
  waiting: number;
  controller: AbortController;
}

/** Does the same work once for all who want it at the same time. It goes on as long as one of them waits. */
export class Flights<Result> {
  private readonly open = new Map<string, Flight<Result>>();

  /**
   * @param start is called when nobody does it yet; its signal is aborted when nobody waits any more.
   * @param signal ends the wait of this caller alone.
   * @throws what `signal` is aborted with, or what the work throws.
   */
  async join(
    key: string,
    start: (signal: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<{ result: Result; isFirst: boolean }> {
    signal.throwIfAborted();
    const known = this.open.get(key);
    const flight = known ?? this.begin(key, start);
    flight.waiting += 1;
    const leave = leaving(signal);
    try {
      return { result: await Promise.race([flight.result, leave.left]), isFirst: known === undefined };
    } finally {
      leave.forget();
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        this.end(key, flight);
        flight.controller.abort(new Error('nobody waits any more'));
      }
    }
  }

  private begin(key: string, start: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const controller = new AbortController();
    const flight = { result: start(controller.signal), waiting: 0, controller };
    this.open.set(key, flight);
    const end = (): void => this.end(key, flight);
    flight.result.then(end, end);
    return flight;
  }

  /** Another one may have begun under the same key. */
  private end(key: string, flight: Flight<Result>): void {
    if (this.open.get(key) === flight) {
      this.open.delete(key);
    }
  }
}

function leaving(signal: AbortSignal): { left: Promise<never>; forget: () => void } {
  let forget = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whoever aborted says why
    const leave = (): void => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    forget = () => signal.removeEventListener('abort', leave);
  });
  left.catch(() => undefined);
  return { left, forget };
}
