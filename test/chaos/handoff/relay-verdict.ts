import type { WecomSimulator } from '../../../src/simulator/simulator.js';
import { report } from '../mischief.js';
import type { Notebook, Said } from './notebook.js';
import { wordsIn } from './pictures.js';

export interface InboxRow {
  dedupe_key: string;
  outcome: string | null;
  reason: string | null;
}

/** A case got an operator, or lost one. */
export interface Passage {
  contact: string;
  operator: string | null;
  type: string;
  at: Date;
}

interface Arrival {
  member: string;
  /** Among everything that WeCom accepted. */
  place: number;
}

interface Counts {
  relayedToOperators: number;
  relayedToContacts: number;
  /** Acknowledged, and neither relayed nor treated otherwise. */
  lost: number;
  doubled: number;
  toWrongContact: number;
  toWrongOperator: number;
  outOfOrder: number;
}

/** What was said to whom, and what arrived where. */
export function judgeRelays(
  notebook: Notebook,
  wecom: WecomSimulator,
  inbox: readonly InboxRow[],
  passages: readonly Passage[],
): Counts {
  const arrivals = arrivalsOf(wecom);
  const rows = new Map(inbox.map((row) => [row.dedupe_key.split(':').at(-1), row]));
  const counts: Counts = {
    relayedToOperators: 0,
    relayedToContacts: 0,
    lost: 0,
    doubled: 0,
    toWrongContact: 0,
    toWrongOperator: 0,
    outOfOrder: 0,
  };
  const last = new Map<string, number>();
  for (const said of notebook.said) {
    const came = arrivals.get(said.words) ?? [];
    const row = rows.get(said.msgId);
    const isRight = said.to === undefined ? hadCase(passages, said.from) : (member: string) => member === said.to;
    const wrong = came.filter(({ member }) => !isRight(member)).length;
    counts[said.to === undefined ? 'toWrongOperator' : 'toWrongContact'] += wrong;
    counts[said.to === undefined ? 'relayedToOperators' : 'relayedToContacts'] += Math.min(came.length, 1);
    counts.doubled += Math.max(0, came.length - 1);
    const isLost = came.length === 0 && !mayStay(said, row, notebook, passages, wecom);
    counts.lost += isLost ? 1 : 0;
    const way = `${said.from}>${said.to ?? ''}`;
    const isOvertaken = came.some(({ place }) => place < (last.get(way) ?? -1));
    counts.outOfOrder += isOvertaken ? 1 : 0;
    last.set(way, Math.max(last.get(way) ?? -1, ...came.map(({ place }) => place)));
    if (isLost || isOvertaken || wrong > 0 || came.length > 1) {
      const to = came.map(({ member, place }) => `${member} at ${place}`).join(', ');
      report(`"${said.words}" (${said.msgId}, ${row?.outcome}: ${row?.reason}) came to [${to}]`);
    }
  }
  return counts;
}

/** Where each words arrived: a relayed text is the words alone, or behind the name of the contact; a picture carries them. */
function arrivalsOf(wecom: WecomSimulator): Map<string, Arrival[]> {
  const arrivals = new Map<string, Arrival[]>();
  for (const [place, { to, msgtype, text = '', body }] of wecom.accepted.entries()) {
    const words = msgtype === 'image' ? wordsIn(wecom.mediaBytes(mediaIdIn(body))) : text.replace(/^【[^】]+】/u, '');
    for (const member of to) {
      arrivals.set(words, [...(arrivals.get(words) ?? []), { member, place }]);
    }
  }
  return arrivals;
}

function mediaIdIn({ image }: Readonly<Record<string, unknown>>): string {
  const id = typeof image === 'object' && image !== null && 'media_id' in image ? image.media_id : undefined;
  return typeof id === 'string' ? id : '';
}

function hadCase(passages: readonly Passage[], contact: string): (member: string) => boolean {
  const operators = new Set(passages.filter((passage) => passage.contact === contact).map(({ operator }) => operator));
  return (member) => operators.has(member);
}

/** Whether it is right that it arrived nowhere. */
function mayStay(
  said: Said,
  row: InboxRow | undefined,
  notebook: Notebook,
  passages: readonly Passage[],
  wecom: WecomSimulator,
): boolean {
  if (row === undefined || row.outcome === null) {
    return false;
  }
  if (said.to !== undefined) {
    return row.reason !== 'desk-relay' || wasTold(said, wecom);
  }
  return row.outcome !== 'relayed' && !mustBeRelayed(said, notebook, passages);
}

/** The operator has read that his words did not go out. */
function wasTold({ from, to = '' }: Said, wecom: WecomSimulator): boolean {
  return wecom.accepted.some(
    ({ to: members, text = '' }) => members.includes(from) && text.startsWith(`您发给【${to}】的`),
  );
}

/** Said while the contact knew of an operator, who kept the case until he ended it later. */
function mustBeRelayed(said: Said, notebook: Notebook, passages: readonly Passage[]): boolean {
  const servedAt = notebook.servedAt.get(said.from) ?? Infinity;
  const endedAt = notebook.endedAt.get(said.from) ?? Infinity;
  const isKept = passages.filter(({ contact }) => contact === said.from).length === 1;
  return isKept && said.saidAt > servedAt && said.acknowledgedAt < endedAt;
}
