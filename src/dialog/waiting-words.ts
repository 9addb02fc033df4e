import { DateTime } from 'luxon';
import type { Outlook } from '../handoff/cases/outlooks.js';
import type { Texts } from './texts/texts.js';

const DEFAULT_ZONE = 'Asia/Shanghai';

/** What a contact who is handed to a human is told of the wait. Pure. */
export function waitingWords(outlook: Outlook, { waiting }: Texts, now: Date): string {
  switch (outlook.kind) {
    case 'queue': {
      const { place, expectedSeconds } = outlook;
      const minutes = expectedSeconds === undefined ? undefined : Math.max(1, Math.round(expectedSeconds / 60));
      return waiting.queue(place, minutes) + waiting.meanwhile;
    }
    case 'closed':
      return waiting.closed(openingIn(outlook, waiting, now)) + behind(outlook, waiting);
    case 'nobody':
      return waiting.nobody + behind(outlook, waiting);
  }
}

/** Who gets a ticket is told its name next, and has nothing to leave. */
function behind({ becomesTicket }: { becomesTicket: boolean }, { goOn, meanwhile }: Texts['waiting']): string {
  return becomesTicket ? goOn : meanwhile;
}

/** In the time of the group: today's needs no date. */
function openingIn(
  { opensAt, timeZone = DEFAULT_ZONE }: Extract<Outlook, { kind: 'closed' }>,
  { today, day }: Texts['waiting'],
  now: Date,
): string | undefined {
  if (opensAt === undefined) {
    return undefined;
  }
  const opening = DateTime.fromJSDate(opensAt).setZone(timeZone);
  const time = opening.toFormat('HH:mm');
  const isToday = opening.hasSame(DateTime.fromJSDate(now).setZone(timeZone), 'day');
  return isToday ? today(time) : day(opening.month, opening.day, time);
}
