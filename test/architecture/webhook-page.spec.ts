import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../src/notifications/webhook-sender.js';
import { sourceFiles } from './source-files.js';

const pages = ['docs/webhooks.md', 'docs/webhooks.zh-CN.md'];
/** Other things that are called so: the change of a card is no event of its own, and a step between states tells nothing. */
const NOT_SENT = new Set(['card.updated', 'handoff.released', 'handoff.transferred', 'handoff.noted']);

function read(page: string): string {
  return readFileSync(page, 'utf8');
}

/** Every event that the sources name as one, and those that are made of a step. */
function eventsInCode(): Set<string> {
  const names = sourceFiles('src/{handoff,notifications,audit}/**/*.ts').flatMap((file) => [
    ...(readFileSync(file, 'utf8').match(
      /(?<=event: [^\n]*'|happened\(tx, \w+, ')(?:handoff|ticket|audit|operator|satisfaction)\.[a-z-]+(?=')/gm,
    ) ?? []),
  ]);
  const steps = ['first-response-warning', 'first-response-breach', 'resolution-warning', 'resolution-breach'];
  const sent = ['handoff.unanswered', 'operator.away', ...steps.map((step) => `handoff.${step}`)];
  const told = readFileSync('src/handoff/texts/operator-texts.ts', 'utf8').match(
    /(?<=^ {2}')handoff\.[a-z]+(?=': \(contact)/gm,
  );
  return new Set([...names, ...(told ?? []), ...sent].filter((name) => !NOT_SENT.has(name)));
}

/** The names that an object literal returned by a function of a file has. */
function fieldsReturned(file: string, name: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = source.statements.filter(ts.isFunctionDeclaration).find((declared) => declared.name?.text === name);
  const statement = found?.body?.statements.find(ts.isReturnStatement);
  const value = statement?.expression;
  return value !== undefined && ts.isObjectLiteralExpression(value)
    ? value.properties.map((property) => property.name?.getText() ?? '')
    : [];
}

function examplesOn(page: string): Record<string, unknown>[] {
  return [...read(page).matchAll(/^```json\n(.*?)^```/gms)].map(([, text = '']) => JSON.parse(text));
}

describe.each(pages)('%s', (page) => {
  it('names every event that is sent, and no other', () => {
    const told = new Set(read(page).match(/(?<=`)(?:handoff|ticket|audit|operator|satisfaction)\.[a-z-]+(?=`)/g));

    expect([...told].toSorted()).toEqual([...eventsInCode()].toSorted());
  });

  it('shows cases and tickets with the fields that are sent', () => {
    const [, handoff = {}, ticket = {}] = examplesOn(page);

    expect(Object.keys(handoff)).toEqual(fieldsReturned('src/handoff/cases/case-notices.ts', 'dataOf'));
    expect(Object.keys(ticket)).toEqual(fieldsReturned('src/handoff/tickets/ticket-notices.ts', 'webhookTicket'));
  });

  it('checks a signature as it says', async () => {
    const [, code = ''] = /^```js\n(.*?)^```/ms.exec(read(page)) ?? [];
    const sample: { isOurs: (headers: object, body: string, secret: string, now?: number) => boolean } = await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    );
    const [secret, timestamp, delivery, body] = ['a-secret-of-ours', '1700000000', 'd-1', '{"event":"ticket.created"}'];
    const headers = {
      'x-kefu-timestamp': timestamp,
      'x-kefu-delivery': delivery,
      'x-kefu-signature': signatureOf(secret, timestamp, delivery, body),
    };

    expect(sample.isOurs(headers, body, secret, 1_700_000_100_000)).toBe(true);
    expect(sample.isOurs(headers, `${body} `, secret, 1_700_000_100_000)).toBe(false);
    expect(sample.isOurs(headers, body, 'another-secret-of-ours', 1_700_000_100_000)).toBe(false);
    expect(sample.isOurs(headers, body, secret, 1_700_001_000_000)).toBe(false);
  });
});
