import type { HistoryEntry } from '../../messaging/conversations.js';
import { asData, dataBlock } from '../../models/prompts/data-blocks.js';
import type { PromptPassage, PromptTemplate } from '../../models/prompts/prompt-template.js';
import { render } from '../../models/prompts/render.js';
import type { ChatMessage } from '../../models/providers/provider.js';
import { placeOf } from '../quotation.js';
import type { AnswerAsk } from './answer.js';

/** What a model is given to answer a question. */
export interface AnswerInput {
  /** The instruction, passages included; corrections are appended to it. */
  system: string;
  /** What was said, and the question: data in all of them, except in what we said ourselves. */
  said: readonly ChatMessage[];
  /** The day, as the instruction says it. */
  today: string;
  /** The instruction without passages: differs when the template, the day, the language or the company does. */
  frame: string;
}

const HISTORY_TEXT_MAX = 1_000;
/** The enterprises that use WeCom live by this clock. */
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

export function composeInput(
  { question, language, history, retrieval }: Pick<AnswerAsk, 'question' | 'language' | 'history' | 'retrieval'>,
  template: PromptTemplate,
  { company, now }: { company: string; now: Date },
): AnswerInput {
  const values = { company: asData(company), language, today: day.format(now) };
  return {
    system: render(template, { ...values, passages: passagesOf(retrieval) }),
    said: [...history.flatMap(toChatMessage), { role: 'user', content: dataBlock('question', question) }],
    today: values.today,
    frame: render(template, { ...values, passages: [] }),
  };
}

/** As a model reads them, numbered from 1. */
export function passagesOf({ hits }: AnswerAsk['retrieval']): PromptPassage[] {
  return hits.map((hit, index) => ({ number: index + 1, title: placeOf(hit), text: hit.text }));
}

/** What the contact said before, in words. */
export function wordsOfContact(history: readonly HistoryEntry[]): string[] {
  return history.flatMap(({ direction, content }) =>
    direction === 'inbound' && content.type === 'text' ? [content.text] : [],
  );
}

function toChatMessage({ direction, content }: HistoryEntry): ChatMessage[] {
  if (content.type !== 'text') {
    return [];
  }
  const text = content.text.slice(0, HISTORY_TEXT_MAX);
  return direction === 'inbound'
    ? [{ role: 'user', content: dataBlock('question', text) }]
    : [{ role: 'assistant', content: asData(text) }];
}
