import type { Phone, Written } from './phones.js';

const PICTURE_EVERY = 4;

/** A numbered message for somebody. */
export interface Said extends Written {
  from: string;
  /** For a contact: whoever has the case. */
  to: string | undefined;
  number: number;
  words: string;
}

/** What everybody said, and what contacts and operators saw and did of which the verdict has to know. */
export class Notebook {
  readonly said: Said[] = [];
  /** When a contact read that an operator is there, in ms. */
  readonly servedAt = new Map<string, number>();
  /** The last words of contacts who have said everything. */
  readonly lastWords = new Map<string, string>();
  /** When an operator began to end the case of a contact. */
  readonly endedAt = new Map<string, number>();
  /** What operators waited for in vain. */
  readonly unanswered: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** Every fourth is a picture. */
  async say(phone: Phone, to?: string): Promise<Said> {
    const key = `${phone.member}>${to ?? ''}`;
    const number = (this.numbers.get(key) ?? 0) + 1;
    this.numbers.set(key, number);
    const words = wordsOf(phone.member, to, number);
    const written = await (number % PICTURE_EVERY === 0 ? phone.show(words) : phone.write(words));
    const said = { ...written, from: phone.member, to, number, words };
    this.said.push(said);
    return said;
  }
}

/** No two are alike. */
function wordsOf(from: string, to: string | undefined, number: number): string {
  return to === undefined ? `${from} 的第 ${number} 句` : `${from} 对 ${to} 的第 ${number} 句`;
}
