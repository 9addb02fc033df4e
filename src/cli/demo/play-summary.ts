import type { MessageView } from '../../messaging/conversations.dto.js';
import type { AcceptedMessage } from '../../simulator/message-log.js';
import type { OutcomeEvent } from './demo-api.js';

export interface SentMessage {
  /** In ms. */
  sentAt: number;
  acked: boolean;
}

/** A contact: its messages in the order in which they were sent, its history and what reached it, oldest first. */
export interface ContactRecord {
  sent: readonly SentMessage[];
  history: readonly Pick<MessageView, 'id' | 'direction' | 'text' | 'status'>[];
  received: readonly Pick<AcceptedMessage, 'text' | 'at'>[];
}

export interface Summary {
  sent: number;
  acked: number;
  /** Messages by outcome, and by outcome and reason as `answered/quoted`. */
  counts: ReadonlyMap<string, number>;
  /** Replies that WeCom refused, and replies that are still to be sent. */
  rejected: number;
  pending: number;
  /** Messages with exactly one outcome. */
  exactlyOne: number;
  /** From the callback to the first part of its answer, ascending. */
  answerMs: readonly number[];
}

/** What became of the messages that were played. */
export function summarize(records: readonly ContactRecord[], events: readonly OutcomeEvent[]): Summary {
  const outcomes = outcomesByMessage(events);
  const sent = records.flatMap((record) => record.sent);
  const history = records.flatMap((record) => record.history);
  const inbound = history.filter(({ direction }) => direction === 'inbound');
  const ends = inbound.map(({ id }) => outcomes.get(id) ?? []);
  const replies = history.filter(({ direction }) => direction === 'outbound');
  return {
    sent: sent.length,
    acked: sent.filter(({ acked }) => acked).length,
    counts: countAll(ends.flat()),
    rejected: replies.filter(({ status }) => status === 'rejected').length,
    pending: replies.filter(({ status }) => status === 'pending').length,
    exactlyOne: ends.filter(({ length }) => length === 1).length,
    answerMs: records.flatMap(timesToAnswer).toSorted((a, b) => a - b),
  };
}

function outcomesByMessage(events: readonly OutcomeEvent[]): Map<string, OutcomeEvent['details'][]> {
  const byMessage = new Map<string, OutcomeEvent['details'][]>();
  for (const { details } of events) {
    for (const id of details.inbound) {
      byMessage.set(id, [...(byMessage.get(id) ?? []), details]);
    }
  }
  return byMessage;
}

function countAll(details: readonly OutcomeEvent['details'][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { outcome, reason } of details) {
    for (const key of [outcome, `${outcome}/${reason}`]) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** A turn stores what it takes before it stores what it says, so that the last reply before the next message is its answer. */
function timesToAnswer({ sent, history, received }: ContactRecord): number[] {
  const times: number[] = [];
  let index = 0;
  let unanswered: SentMessage[] = [];
  for (const [at, { direction, text }] of history.entries()) {
    if (direction === 'inbound') {
      const message = sent[index++];
      unanswered = message === undefined ? unanswered : [...unanswered, message];
    } else if (history[at + 1]?.direction !== 'outbound') {
      const since = unanswered.at(-1)?.sentAt ?? 0;
      const part = received.find((one) => one.at >= since && (text ?? '').startsWith(one.text ?? '\0'));
      times.push(...(part === undefined ? [] : unanswered.map(({ sentAt }) => part.at - sentAt)));
      unanswered = [];
    }
  }
  return times;
}
