import type { AcceptedMessage } from '../../../src/simulator/message-log.js';
import { report } from '../mischief.js';

export interface NotificationRow {
  id: string;
  kind: string;
  state: string;
  request: string;
  fallback: string | null;
}

/**
 * What operators were told through WeCom. `acceptedTwice`: deliveries of the same notification that WeCom did not
 * recognise as repeated, be it as a card and again as a text; `missing`: recorded as delivered, and never accepted.
 */
export function judgeMembers(accepted: readonly AcceptedMessage[], rows: readonly NotificationRow[]) {
  const times = new Map<string, number>();
  for (const { rawBody } of accepted) {
    times.set(rawBody, (times.get(rawBody) ?? 0) + 1);
  }
  let acceptedTwice = 0;
  let missing = 0;
  const members = rows.filter(({ kind }) => kind === 'member');
  for (const { id, request, fallback, state } of members) {
    const count = (times.get(request) ?? 0) + (fallback === null ? 0 : (times.get(fallback) ?? 0));
    acceptedTwice += Math.max(0, count - 1);
    missing += state === 'delivered' && count === 0 ? 1 : 0;
    if (count > 1 || (state === 'delivered' && count === 0)) {
      report(`notification ${id} is ${state} and was accepted ${count} times`);
    }
  }
  return { notifications: members.length, acceptedTwice, missing };
}

/** E-mails by their Message-ID. `mailsUnknown`: the id is not the one that this text was given. */
export function judgeMails(mails: readonly string[], rows: readonly NotificationRow[]) {
  const byId = new Map(rows.filter(({ kind }) => kind === 'email').map((row) => [row.id, row]));
  const times = new Map<string, string[]>();
  let mailsUnknown = 0;
  for (const mail of mails) {
    const id = /^Message-ID: <(.+)@/im.exec(mail)?.[1] ?? '';
    times.set(id, [...(times.get(id) ?? []), bodyOf(mail)]);
    mailsUnknown += byId.has(id) ? 0 : 1;
  }
  for (const bodies of times.values()) {
    mailsUnknown += new Set(bodies).size - 1;
  }
  const mailsMissing = [...byId.values()].filter(({ id, state }) => state !== 'delivered' || !times.has(id)).length;
  return { mails: byId.size, mailsRepeated: mails.length - times.size, mailsUnknown, mailsMissing };
}

/** All but what each server on the way and each attempt writes on top. */
function bodyOf(mail: string): string {
  return mail.slice(mail.indexOf('\r\n\r\n'));
}
