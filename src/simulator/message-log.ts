import { EventEmitter } from 'node:events';
import type { Fields } from './json-fields.js';

/** A message the platform took from the app and delivered. */
export interface AcceptedMessage {
  readonly msgid: string;
  readonly agentid: number;
  /** As it stood in the request; '' when only parties or tags were named. */
  readonly touser: string;
  /** The members it reached, lower-cased: without those outside the scope and those whose quota was used up. */
  readonly to: readonly string[];
  readonly msgtype: string;
  /** What the member reads of a text or markdown, cut at 2,048 bytes as WeCom cuts it. */
  readonly text?: string;
  readonly body: Fields;
  readonly rawBody: string;
  /** When it was accepted, in ms. */
  readonly at: number;
}

/** Which messages to wait for; all that is given must hold. Those that came before count too. */
export interface WantedMessages {
  /** A member that the message reached, in any case. */
  to?: string;
  where?: (message: AcceptedMessage) => boolean;
  /** Default 1. */
  count?: number;
}

export class WaitTimeoutError extends Error {
  constructor(arrived: number, wanted: number, reason: string) {
    super(`${arrived} of ${wanted} awaited message(s) arrived ${reason}`);
    this.name = 'WaitTimeoutError';
  }
}

interface Waiter {
  offer(message: AcceptedMessage): void;
  stop(): void;
}

/** The accepted messages, the newest `keptMax` of them. Emits `message` for each. */
export class MessageLog extends EventEmitter<{ message: [AcceptedMessage] }> {
  readonly accepted: AcceptedMessage[] = [];
  private readonly byId = new Map<string, AcceptedMessage>();
  private readonly waiters = new Set<Waiter>();

  constructor(private readonly keptMax: number) {
    super();
  }

  add(message: AcceptedMessage): void {
    if (this.accepted.length >= this.keptMax) {
      // A tenth at once, because taking one off the front of a long array copies all of it.
      for (const old of this.accepted.splice(0, Math.ceil(this.keptMax / 10))) {
        this.byId.delete(old.msgid);
      }
    }
    this.accepted.push(message);
    this.byId.set(message.msgid, message);
    for (const waiter of this.waiters) {
      waiter.offer(message);
    }
    this.emit('message', message);
  }

  find(msgid: string): AcceptedMessage | undefined {
    return this.byId.get(msgid);
  }

  /** @throws {WaitTimeoutError} when fewer came in time, or the simulator stopped. */
  async wait(wanted: WantedMessages, timeoutMs: number): Promise<AcceptedMessage[]> {
    const count = wanted.count ?? 1;
    const found = this.accepted.filter((message) => isWanted(message, wanted)).slice(0, count);
    if (found.length >= count) {
      return found;
    }
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
      };
      const fail = (reason: string): void => {
        end();
        reject(new WaitTimeoutError(found.length, count, reason));
      };
      const waiter: Waiter = {
        offer(message) {
          if (isWanted(message, wanted) && found.push(message) >= count) {
            end();
            resolve(found);
          }
        },
        stop: () => fail('before the simulator stopped'),
      };
      const timer = setTimeout(() => fail(`within ${timeoutMs} ms`), timeoutMs);
      this.waiters.add(waiter);
    });
  }

  clear(): void {
    this.accepted.length = 0;
    this.byId.clear();
  }

  stop(): void {
    for (const waiter of this.waiters) {
      waiter.stop();
    }
  }
}

function isWanted(message: AcceptedMessage, wanted: WantedMessages): boolean {
  const isTo = wanted.to === undefined || message.to.includes(wanted.to.toLowerCase());
  return isTo && (wanted.where?.(message) ?? true);
}
