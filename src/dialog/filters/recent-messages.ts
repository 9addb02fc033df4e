import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { withPlaceholdersBlanked } from '../../privacy/detection/placeholder.js';
import { Breather } from './breather.js';
import type { ListedWord } from './word-lists.js';
import { WordMatcher } from './word-matcher.js';

const WORDS_REPORTED_MAX = 200;

/** What words would have hit. */
export interface RecentHits {
  /** How many messages of contacts were looked at. */
  messages: number;
  /** How many of them hold one of the words or more. */
  hit: number;
  /** The words that were found, those in most messages first. */
  words: readonly { word: string; messages: number }[];
}

/** Tries words on what contacts wrote lately, before they are in force. */
@Injectable()
export class RecentMessages {
  constructor(private readonly database: Database) {}

  async hitsOf(words: readonly ListedWord[], count: number): Promise<RecentHits> {
    const texts = count === 0 ? [] : await this.texts(count);
    const list = { name: '', action: 'alert', direction: 'both', accountIds: undefined } as const;
    const matcher = await WordMatcher.build([{ ...list, words: words.map(({ word }) => ({ word })) }]);
    const messagesOf = new Map<string, number>();
    let hit = 0;
    const breather = new Breather(1);
    for (const text of texts) {
      const found = new Set(
        matcher.find(withPlaceholdersBlanked(text), { direction: 'inbound' }).map(({ word }) => word),
      );
      hit += found.size > 0 ? 1 : 0;
      found.forEach((word) => messagesOf.set(word, (messagesOf.get(word) ?? 0) + 1));
      if (breather.isDue) {
        await breather.rest();
      }
    }
    const ordered = [...messagesOf].toSorted(([, a], [, b]) => b - a).slice(0, WORDS_REPORTED_MAX);
    return { messages: texts.length, hit, words: ordered.map(([word, messages]) => ({ word, messages })) };
  }

  /** Ids of messages sort by time, so that the primary key gives the newest. */
  private async texts(count: number): Promise<string[]> {
    const rows = await this.database.rows<{ text: string }>(
      `select content->>'text' as text from messages
        where direction = 'inbound' and content->>'type' = 'text' order by id desc limit $1`,
      [count],
    );
    return rows.map(({ text }) => text);
  }
}
