import { describe, expect, it } from 'vitest';
import { asId } from '../common/ids.js';
import type { InboundContent } from '../messaging/content.js';
import type { OpenMessage } from '../messaging/open-message.js';
import { nextTurn } from './burst.js';

const QUIET_MS = 1_200;

function message(content: InboundContent | string, ageMs: number, more: Partial<OpenMessage> = {}): OpenMessage {
  return {
    id: asId(`message-${ageMs}`),
    accountId: asId('account'),
    externalId: 'alice',
    original: typeof content === 'string' ? { type: 'text', text: content } : content,
    sentAt: new Date(0),
    ageMs,
    dueInMs: -ageMs,
    requestId: 'request',
    attempts: 0,
    turnId: undefined,
    ...more,
  };
}

describe('nextTurn', () => {
  it('has nothing to do without messages', () => {
    expect(nextTurn({ owner: 'bot', messages: [] }, QUIET_MS)).toEqual({ kind: 'nothing' });
  });

  it('waits until it has been quiet for long enough since the last message', () => {
    const messages = [message('我想', 900), message('退货', 200)];
    expect(nextTurn({ owner: 'bot', messages }, QUIET_MS)).toEqual({ kind: 'wait', delayMs: 1_000 });
  });

  it('takes the whole burst once it was quiet', () => {
    const messages = [message('我想', 3_000), message('退货', 1_200)];
    expect(nextTurn({ owner: 'bot', messages }, QUIET_MS)).toEqual({ kind: 'take', messages });
  });

  it('waits no longer than five seconds for somebody who never stops', () => {
    const messages = [message('一', 4_900), message('二', 100)];
    expect(nextTurn({ owner: 'bot', messages }, QUIET_MS)).toEqual({ kind: 'wait', delayMs: 100 });
  });

  it('takes ten messages at once', () => {
    const messages = Array.from({ length: 10 }, () => message('喂', 10));
    expect(nextTurn({ owner: 'bot', messages }, QUIET_MS).kind).toBe('take');
  });

  it('lets a command close the burst before it, and be a turn of its own', () => {
    const question = message('怎么退货', 50);
    const command = message('转人工', 10);
    const event = message({ type: 'event', event: 'enter_agent', data: {} }, 5);
    expect(nextTurn({ owner: 'bot', messages: [question, command] }, QUIET_MS)).toEqual({
      kind: 'take',
      messages: [question],
    });
    expect(nextTurn({ owner: 'bot', messages: [command, question] }, QUIET_MS)).toEqual({
      kind: 'take',
      messages: [command],
    });
    expect(nextTurn({ owner: 'bot', messages: [event] }, QUIET_MS)).toEqual({ kind: 'take', messages: [event] });
  });

  it('lets a vote be a turn of its own, so that the question after it is asked without it', () => {
    const vote = message('没用', 40);
    const question = message('怎么退货', 10);
    expect(nextTurn({ owner: 'bot', messages: [vote, question] }, QUIET_MS)).toEqual({
      kind: 'take',
      messages: [vote],
    });
  });

  it('does not keep an operator waiting', () => {
    const messages = [message('在吗', 10)];
    expect(nextTurn({ owner: 'operator', messages }, QUIET_MS)).toEqual({ kind: 'take', messages });
  });

  it('never lets a later message overtake one that waits for its retry', () => {
    const messages = [message('一', 3_000, { attempts: 1, dueInMs: 400 }), message('二', 10)];
    expect(nextTurn({ owner: 'bot', messages }, QUIET_MS)).toEqual({ kind: 'wait', delayMs: 400 });
  });
});
