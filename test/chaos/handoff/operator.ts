import { setTimeout as sleep } from 'node:timers/promises';
import type { AcceptedMessage } from '../../../src/simulator/message-log.js';
import type { Notebook } from './notebook.js';
import type { Phone } from './phones.js';

/**
 * How somebody works: takes cases and ends them when all is said, or at any moment; takes them and leaves them lying; leaves
 * cards lying; is away.
 */
export type Manner = 'careful' | 'hasty' | 'forgetful' | 'asleep' | 'away';

interface CaseInHand {
  contact: string;
  /** How much he still has to say. */
  sentences: number;
  /** Since everything was said by him, in ms. */
  finishedAt: number | undefined;
}

const SENTENCES_MAX = 4;
const ANSWER_MS = 60_000;
const PAUSE_MS_MAX = 1_000;
/** Whoever had nothing to do for so long says that he is there: two missed cards made him away. */
const IDLE_MS = 15_000;
/** The contact's last words are waited for so long after the operator's own. */
const PATIENCE_MS = 20_000;

const STAYS = 0.7;

const CLAIM = /offer:[0-9a-f-]+:claim/;
const PRESSED =
  /^(?:已接入【(?<claimed>[^】]+)】|【(?<again>[^】]+)】已经是您的会话|这个会话|您的会话数|找不到|这次邀请|这是您)/u;
const IS_GONE = /^【(?<contact>[^】]+)】(?:一直没有得到回复|的会话已转走)|^没有这个|没有转给任何人|没有转发/u;

/** A person with a phone, who does one thing after the other. */
export class OperatorAtWork {
  private cases: CaseInHand[] = [];
  /** To whom words go now, as far as he knows. */
  private current: string | undefined;
  private cardsSeen = 0;
  private textsSeen = 0;
  private busyAt = Date.now();

  constructor(
    private readonly phone: Phone,
    private readonly manner: Manner,
    private readonly notebook: Notebook,
    private readonly random: () => number,
  ) {}

  get isIdle(): boolean {
    return this.cases.length === 0 || this.manner === 'forgetful';
  }

  async work(isOver: () => boolean): Promise<void> {
    if (this.manner === 'away') {
      await this.tell('/离开', /^您现在离开/u);
    }
    while (!isOver()) {
      await sleep(100 + this.random() * PAUSE_MS_MAX);
      if (this.manner !== 'asleep' && this.manner !== 'away') {
        await this.doSomething();
      }
    }
  }

  private async doSomething(): Promise<void> {
    this.noticeWhatIsGone();
    const card = this.nextCard();
    if (card !== undefined) {
      this.busyAt = Date.now();
      return this.take(card);
    }
    const mine = this.manner === 'forgetful' ? undefined : this.pick();
    if (mine !== undefined) {
      this.busyAt = Date.now();
      return this.attend(mine);
    }
    if (Date.now() - this.busyAt > IDLE_MS) {
      this.busyAt = Date.now();
      await this.tell('/在线', /^您现在在线/u);
    }
  }

  private nextCard(): AcceptedMessage | undefined {
    for (; this.cardsSeen < this.phone.messages.length; this.cardsSeen += 1) {
      const message = this.phone.messages[this.cardsSeen];
      if (message?.msgtype === 'template_card' && CLAIM.test(message.rawBody)) {
        this.cardsSeen += 1;
        return message;
      }
    }
    return undefined;
  }

  private noticeWhatIsGone(): void {
    for (; this.textsSeen < this.phone.messages.length; this.textsSeen += 1) {
      const gone = IS_GONE.exec(this.phone.messages[this.textsSeen]?.text ?? '');
      if (gone !== null) {
        this.current = undefined;
        this.drop(gone.groups?.['contact']);
      }
    }
  }

  private async take(card: AcceptedMessage): Promise<void> {
    const [key = ''] = CLAIM.exec(card.rawBody) ?? [];
    const from = this.phone.messages.length;
    await this.phone.press(card, key);
    const pressed = await this.answer((text) => answerTo(card, text), from, 'a press');
    const contact = pressed?.groups?.['claimed'] ?? pressed?.groups?.['again'];
    if (contact === undefined) {
      this.current = undefined;
      return;
    }
    this.current = contact;
    if (!this.cases.some((mine) => mine.contact === contact)) {
      const sentences = 1 + Math.floor(this.random() * SENTENCES_MAX);
      this.cases.push({ contact, sentences, finishedAt: undefined });
    }
  }

  /** Mostly the one that he is writing to. */
  private pick(): CaseInHand | undefined {
    const current = this.cases.find(({ contact }) => contact === this.current);
    if (current !== undefined && this.random() < STAYS) {
      return current;
    }
    return this.cases[Math.floor(this.random() * this.cases.length)];
  }

  private async attend(mine: CaseInHand): Promise<void> {
    if (this.current !== mine.contact && !(await this.switchTo(mine.contact))) {
      return;
    }
    if (mine.sentences > 0) {
      mine.sentences -= 1;
      await this.notebook.say(this.phone, mine.contact);
      return;
    }
    mine.finishedAt ??= Date.now();
    if (this.manner === 'hasty' || this.hasHeardAll(mine.contact) || Date.now() - mine.finishedAt > PATIENCE_MS) {
      await this.end(mine.contact);
    }
  }

  /** By its number, as `/列表` says it. */
  private async switchTo(contact: string): Promise<boolean> {
    const list = await this.tell('/列表', /^您的会话：[^]*$|^您现在没有进行中的会话/u);
    const line = list?.[0].split('\n').find((one) => new RegExp(`^\\d+\\. ${contact}(?:（|$)`, 'u').test(one));
    if (line === undefined) {
      if (list !== undefined) {
        this.drop(contact);
      }
      return false;
    }
    const reply = new RegExp(`^已切换到【(?<contact>${contact})】|^没有第`, 'u');
    const switched = await this.tell(`/切换 ${Number.parseInt(line, 10)}`, reply);
    this.current = switched?.groups?.['contact'];
    return this.current === contact;
  }

  private hasHeardAll(contact: string): boolean {
    const last = this.notebook.lastWords.get(contact);
    return last !== undefined && this.phone.messages.some(({ text = '' }) => text.includes(last));
  }

  private async end(contact: string): Promise<void> {
    this.notebook.endedAt.set(contact, Date.now());
    await this.tell('/结束 好了', /^已结束【|^【[^】]+】的会话已不在您手上|^您现在没有/u);
    this.drop(contact);
    this.current = undefined;
  }

  private drop(contact: string | undefined): void {
    this.cases = this.cases.filter((mine) => mine.contact !== contact);
  }

  private async tell(command: string, answer: RegExp): Promise<RegExpExecArray | undefined> {
    const from = this.phone.messages.length;
    await this.phone.write(command);
    return this.answer((text) => answer.exec(text), from, command);
  }

  private async answer(
    read: (text: string) => RegExpExecArray | null,
    from: number,
    to: string,
  ): Promise<RegExpExecArray | undefined> {
    const found = await this.phone.find(({ text = '' }) => read(text) ?? undefined, from, ANSWER_MS);
    if (found === undefined) {
      this.current = undefined;
      this.notebook.unanswered.push(`${this.phone.member}: ${to}`);
    }
    return found;
  }
}

/** The answer to an earlier press may come so late that another card was pressed meanwhile: a card names its contact. */
function answerTo(card: AcceptedMessage, text: string): RegExpExecArray | null {
  const found = PRESSED.exec(text);
  const contact = found?.groups?.['claimed'] ?? found?.groups?.['again'];
  return contact === undefined || card.rawBody.includes(contact) ? found : null;
}
