import { expect, it } from 'vitest';
import { newId } from '../common/ids.js';
import type { InboundContent } from '../messaging/content.js';
import { Turn } from './turn.js';

const said = (...texts: string[]): InboundContent[] => texts.map((text) => ({ type: 'text', text }));

function turnOf(contents: InboundContent[], originals: InboundContent[]): Turn {
  const contactId = newId<never>();
  return new Turn({
    turnId: newId(),
    contactId,
    externalId: 'alice',
    conversation: { id: newId(), contactId, accountId: newId(), owner: 'bot', language: null },
    contents,
    originals,
    requestId: 'r',
    budgetMs: 1_000,
    signal: new AbortController().signal,
  });
}

it('shows flows what was written, and everybody else what has no personal data', () => {
  const turn = turnOf(said('打〔手机号·1〕', '谢谢'), said('打13912345678', '谢谢'));

  expect(turn.text).toBe('打〔手机号·1〕\n谢谢');
  expect(turn.original).toBe('打13912345678\n谢谢');
});

it('shows flows what a filter left', () => {
  const turn = turnOf(said('打〔手机号·1〕，笨蛋'), said('打13912345678，笨蛋'));
  turn.text = '打〔手机号·1〕，**';

  expect(turn.original).toBe('打〔手机号·1〕，**');
});
