import type { ChatMessage } from './provider.js';

/** Messages as applications take them that know nothing but a question and what went before. */
export interface Dialogue {
  /** What the system says, all of it. */
  instructions: string;
  /** Question and answer, the oldest first. */
  rounds: readonly (readonly [question: string, answer: string])[];
  /** What is asked now, with what tools have brought to it. */
  question: string;
}

export function dialogueOf(messages: readonly ChatMessage[]): Dialogue {
  const instructions: string[] = [];
  const rounds: [string, string][] = [];
  let asked: string[] = [];
  let found: string[] = [];
  for (const message of messages) {
    switch (message.role) {
      case 'system':
        instructions.push(message.content);
        break;
      case 'user':
        asked.push(message.content);
        break;
      case 'tool':
        found.push(message.content);
        break;
      case 'assistant':
        if ((message.toolCalls ?? []).length === 0 && asked.length > 0) {
          rounds.push([joined([...asked, ...found]), message.content]);
          asked = [];
          found = [];
        }
    }
  }
  return { instructions: joined(instructions), rounds, question: joined([...asked, ...found]) };
}

/** As one text, for what takes the past as such. */
export function transcriptOf({ rounds }: Dialogue): string {
  return rounds.map(([question, answer]) => `用户：${question}\n客服：${answer}`).join('\n');
}

/** For models that cannot be told where to stop. */
export function cutAtStop(text: string, stop: readonly string[] = []): string {
  const ends = stop.filter((word) => word !== '').map((word) => text.indexOf(word));
  return text.slice(0, Math.min(text.length, ...ends.filter((end) => end >= 0))).trimEnd();
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
