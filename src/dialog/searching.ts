import { Injectable } from '@nestjs/common';
import { Categories } from '../knowledge/categories/categories.js';
import { Knowledge, type Retrieval } from '../knowledge/knowledge.js';
import { Settings } from '../settings/settings.js';
import { isLanguageCode } from './language/language.js';
import { Translation } from './language/translation.js';
import type { Turn } from './turn.js';

const PASSAGES_MAX = 5;

export interface Searched {
  retrieval: Retrieval;
  /** What was found was found for the question in the language of the knowledge base. */
  isTranslated: boolean;
}

/** Looks a question up in its own language, and once more in that of the knowledge base where that finds nothing. */
@Injectable()
export class Searching {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly categories: Categories,
    private readonly translation: Translation,
    private readonly settings: Settings,
  ) {}

  async search(turn: Turn, edition: 'live' | 'candidate'): Promise<Searched> {
    const inItsOwn = await this.find(turn, turn.text, edition);
    const translated = this.isFound(inItsOwn) ? undefined : await this.translate(turn);
    if (translated === undefined) {
      return { retrieval: inItsOwn, isTranslated: false };
    }
    const retrieval = await this.find(turn, translated, edition);
    return retrieval.confidence > inItsOwn.confidence
      ? { retrieval, isTranslated: true }
      : { retrieval: inItsOwn, isTranslated: false };
  }

  private find({ subject }: Turn, text: string, edition: 'live' | 'candidate'): Promise<Retrieval> {
    const { conversation, signal } = subject;
    return this.knowledge.find(text, { limit: PASSAGES_MAX, accountId: conversation.accountId, edition, signal });
  }

  private isFound({ hits: [first], confidence }: Retrieval): boolean {
    return first !== undefined && confidence >= this.categories.rulesOf(first.category).clarifyFrom;
  }

  /** Undefined where the question is in that language already, or nobody can translate it. */
  private async translate({ text, language, subject, remainingMs }: Turn): Promise<string | undefined> {
    const to = this.settings.get('dialog.knowledgeLanguage');
    if (!isLanguageCode(to) || writtenForm(language) === writtenForm(to)) {
      return undefined;
    }
    const { signal, requestId, conversation } = subject;
    const options = { signal, deadlineMs: remainingMs, requestId, conversationId: conversation.id };
    return this.translation.translate(text, language, to, options);
  }
}

/** The search reads both scripts of Chinese alike. */
function writtenForm(language: string): string {
  return language.startsWith('zh') ? 'zh' : language;
}
