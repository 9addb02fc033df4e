import type { OpenMessage } from '../messaging/open-message.js';
import type { Waiting } from '../messaging/open-messages.js';
import { commandOf, voteOf } from './commands.js';

export type NextTurn =
  | { kind: 'nothing' }
  /** The burst is still open, or a retry is not due yet. */
  | { kind: 'wait'; delayMs: number }
  | { kind: 'take'; messages: readonly [OpenMessage, ...OpenMessage[]] };

const BURST_MS_MAX = 5_000;
const BURST_MESSAGES_MAX = 10;

/**
 * What is the next turn of a contact? People send a thought in several messages, so a burst is one turn: it closes
 * after `quietMs` without another message, at most after 5 s or 10 messages. Commands, votes and events are turns of their
 * own, and neither they nor what an operator is to read wait.
 */
export function nextTurn({ owner, messages }: Waiting, quietMs: number): NextTurn {
  const [first] = messages;
  if (first === undefined) {
    return { kind: 'nothing' };
  }
  if (first.dueInMs > 0) {
    return { kind: 'wait', delayMs: Math.ceil(first.dueInMs) }; // what came later must not overtake it
  }
  if (standsAlone(first)) {
    return { kind: 'take', messages: [first] };
  }
  const next = messages.findIndex(standsAlone);
  const burst = next === -1 ? messages : messages.slice(0, next);
  const delayMs = next === -1 && owner === 'bot' ? openFor(burst, quietMs) : 0;
  return delayMs > 0 ? { kind: 'wait', delayMs } : { kind: 'take', messages: [first, ...burst.slice(1)] };
}

function standsAlone({ original: content }: OpenMessage): boolean {
  return content.type === 'text'
    ? commandOf(content.text) !== undefined || voteOf(content.text) !== undefined
    : content.type === 'event';
}

/** Milliseconds until the burst closes. One that was tried before is closed. */
function openFor(burst: readonly OpenMessage[], quietMs: number): number {
  if (burst.length >= BURST_MESSAGES_MAX || burst.some(({ attempts }) => attempts > 0)) {
    return 0;
  }
  const ages = burst.map(({ ageMs }) => ageMs);
  return Math.ceil(Math.min(quietMs - Math.min(...ages), BURST_MS_MAX - Math.max(...ages)));
}
