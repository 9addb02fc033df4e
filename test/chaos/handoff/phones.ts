import { setTimeout as sleep } from 'node:timers/promises';
import type { CallbackContent } from '../../../src/simulator/callbacks.js';
import type { AcceptedMessage } from '../../../src/simulator/message-log.js';
import type { WecomSimulator } from '../../../src/simulator/simulator.js';
import { pictureOf } from './pictures.js';

const FIRST_MSG_ID = 9_110_000_000_000_000_000n;
const SAY_AGAIN_MS = 100;

/** What a member wrote, and that it was acknowledged. Times in ms. */
export interface Written {
  msgId: string;
  saidAt: number;
  acknowledgedAt: number;
}

/** The phones of all members: what each has read, and what is written on it. */
export class Phones {
  private readonly byMember = new Map<string, Phone>();
  private nextMsgId = FIRST_MSG_ID;

  constructor(private readonly wecom: WecomSimulator) {
    wecom.messages.on('message', (message) => {
      message.to.forEach((member) => this.of(member).receive(message));
    });
  }

  of(member: string): Phone {
    let phone = this.byMember.get(member);
    if (phone === undefined) {
      phone = new Phone(member, this.wecom, () => `${this.nextMsgId++}`);
      this.byMember.set(member, phone);
    }
    return phone;
  }
}

export class Phone {
  /** Oldest first. */
  readonly messages: AcceptedMessage[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(
    readonly member: string,
    private readonly wecom: WecomSimulator,
    private readonly newMsgId: () => string,
  ) {}

  receive(message: AcceptedMessage): void {
    this.messages.push(message);
    this.waiting.forEach((wake) => wake());
  }

  write(text: string): Promise<Written> {
    return this.send({ type: 'text', content: text });
  }

  show(words: string): Promise<Written> {
    const mediaId = this.wecom.putMedia({ type: 'image', filename: 'picture.png', bytes: pictureOf(words) });
    return this.send({ type: 'image', mediaId, picUrl: 'http://pictures.example/1' });
  }

  /** As long as it is not acknowledged, it is pressed again. */
  async press(card: AcceptedMessage, key: string): Promise<void> {
    while (!(await this.wecom.press(this.member, card, key)).acked) {
      await sleep(SAY_AGAIN_MS);
    }
  }

  /**
   * The first that `find` finds among the messages from the given place on, those that are there already included.
   * Undefined: it did not come in time.
   */
  async find<Found>(
    find: (message: AcceptedMessage) => Found | undefined,
    from: number,
    timeoutMs: number,
  ): Promise<Found | undefined> {
    const until = Date.now() + timeoutMs;
    for (let place = from; ;) {
      for (; place < this.messages.length; place += 1) {
        const message = this.messages[place];
        const found = message === undefined ? undefined : find(message);
        if (found !== undefined) {
          return found;
        }
      }
      if (!(await this.hasMore(until - Date.now()))) {
        return undefined;
      }
    }
  }

  private async hasMore(withinMs: number): Promise<boolean> {
    if (withinMs <= 0) {
      return false;
    }
    return new Promise((resolve) => {
      const end = (hasMore: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve(hasMore);
      };
      const wake = (): void => end(true);
      const timer = setTimeout(() => end(false), withinMs);
      this.waiting.add(wake);
    });
  }

  /** What comes next is written only after this was acknowledged, so that the order is known. */
  private async send(content: CallbackContent): Promise<Written> {
    const msgId = this.newMsgId();
    const saidAt = Date.now();
    while (!(await this.wecom.send(this.member, content, { msgId })).acked) {
      await sleep(SAY_AGAIN_MS);
    }
    return { msgId, saidAt, acknowledgedAt: Date.now() };
  }
}
