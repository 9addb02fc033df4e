import type { InboundContent } from '../messaging/content.js';
import type { Command } from './commands.js';
import { commandOf } from './commands.js';
import type { Decision } from './decision.js';
import { smallTalkReply } from './small-talk.js';
import { texts } from './texts.js';

/** Either decided without looking anything up, or a question for the knowledge base. */
export type Policy = { kind: 'decided'; decision: Decision } | { kind: 'question'; text: string };

/** More than ten full messages of WeCom: nobody types that, and no model needs it. */
const QUESTION_LENGTH_MAX = 4_000;

/** What comes before knowledge and models. A human who has claimed the conversation owns it. */
export function applyPolicy(contents: readonly InboundContent[], owner: 'bot' | 'operator'): Policy {
  if (owner === 'operator') {
    return decided({ kind: 'relay', reason: 'operator-owns' });
  }
  if (contents.every(({ type }) => type === 'event')) {
    return decided({ kind: 'ignore', reason: 'event' });
  }
  const text = contents
    .flatMap((content) => (content.type === 'text' ? [content.text.trim()] : []))
    .join('\n')
    .trim();
  return text === '' ? decided(withoutText(contents)) : ofText(text);
}

function ofText(text: string): Policy {
  if (text.length > QUESTION_LENGTH_MAX) {
    return decided({ kind: 'refuse', reason: 'too-long', text: texts.tooLong });
  }
  const command = commandOf(text);
  if (command !== undefined) {
    return decided(ofCommand(command));
  }
  const reply = smallTalkReply(text);
  return reply === undefined
    ? { kind: 'question', text }
    : decided({ kind: 'answer', reason: 'small-talk', text: reply });
}

function ofCommand(command: Command): Decision {
  switch (command) {
    case 'end':
      return { kind: 'answer', reason: 'conversation-ended', text: texts.ended };
    case 'clear':
      return { kind: 'answer', reason: 'context-cleared', text: texts.cleared };
    case 'human':
      return { kind: 'handoff', reason: 'asked-for-human', text: texts.humanRequested };
    case 'help':
      return { kind: 'answer', reason: 'help', text: texts.help };
  }
}

/** An honest reply to the first thing that cannot be read; nothing to a message of blanks. */
function withoutText(contents: readonly InboundContent[]): Decision {
  for (const { type } of contents) {
    if (type !== 'text' && type !== 'event') {
      return { kind: 'clarify', reason: 'unsupported-content', text: texts.unsupported[type] };
    }
  }
  return { kind: 'ignore', reason: 'blank' };
}

function decided(decision: Decision): Policy {
  return { kind: 'decided', decision };
}
