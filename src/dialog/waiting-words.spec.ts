import { describe, expect, it } from 'vitest';
import { textsFor } from './texts/texts.js';
import { waitingWords } from './waiting-words.js';

const NOW = new Date('2026-03-06T12:00:00Z'); // a Friday evening in Shanghai
const texts = textsFor('zh-Hans');

describe('waitingWords', () => {
  it('names the place in the queue and the expected wait', () => {
    const words = waitingWords({ kind: 'queue', place: 3, expectedSeconds: 200 }, texts, NOW);
    expect(words).toContain('前面还有 2 位');
    expect(words).toContain('约 3 分钟');
  });

  it('promises no time where nobody knows one', () => {
    expect(waitingWords({ kind: 'queue', place: 1 }, texts, NOW)).not.toContain('分钟');
  });

  it('says when the group opens, in its own time zone', () => {
    const outlook = {
      kind: 'closed',
      becomesTicket: true,
      opensAt: new Date('2026-03-09T01:00:00Z'),
      timeZone: 'Asia/Shanghai',
    } as const;
    expect(waitingWords(outlook, texts, NOW)).toContain('3月9日 09:00');
  });

  it('leaves the date out where it is today', () => {
    const outlook = { kind: 'closed', becomesTicket: true, opensAt: new Date('2026-03-06T15:30:00Z') } as const;
    expect(waitingWords(outlook, texts, NOW)).toContain('今天 23:30');
  });

  it.each([
    { kind: 'nobody', becomesTicket: false },
    { kind: 'closed', becomesTicket: false },
    { kind: 'queue', place: 1 },
  ] as const)('says how to leave: %o', (outlook) => {
    expect(waitingWords(outlook, texts, NOW)).toContain('取消人工');
  });

  it.each([
    { kind: 'nobody', becomesTicket: true },
    { kind: 'closed', becomesTicket: true },
  ] as const)('offers nobody to leave a queue where the request becomes a ticket: %o', (outlook) => {
    expect(waitingWords(outlook, texts, NOW)).not.toContain('取消人工');
  });
});
