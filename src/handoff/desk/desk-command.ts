import { presences, type PresenceState } from '../operators/operator.js';

/** What an operator can tell the desk from the phone. */
export type DeskCommand =
  | { name: 'list' }
  /** Without a number: between which there is a choice. */
  | { name: 'switch'; number: number | undefined }
  /** Empty: to whom one can. */
  | { name: 'transfer'; to: string }
  | { name: 'hold' }
  | { name: 'resolve'; note: string }
  | { name: 'suggest' }
  | { name: 'send' }
  | { name: 'history'; count: number }
  | { name: 'return' }
  | { name: 'presence'; presence: PresenceState }
  | { name: 'canned'; number: number | undefined }
  | { name: 'help' }
  /** It begins with a slash and means nothing here: never relayed. */
  | { name: 'unknown' };

export const HISTORY_MAX = 30;
const HISTORY_DEFAULT = 10;
const NOTE_MAX = 1_000;

type Reading = (rest: string) => DeskCommand | undefined;

const readings: readonly [word: string, reading: Reading][] = [
  ['列表', alone({ name: 'list' })],
  ['切换', (rest) => (rest === '' ? { name: 'switch', number: undefined } : switchOf(rest))],
  ['转', (rest) => ({ name: 'transfer', to: rest.replace(/^给\s*/u, '') })],
  ['挂起', alone({ name: 'hold' })],
  ['结束', (rest) => ({ name: 'resolve', note: rest.slice(0, NOTE_MAX) })],
  ['建议', alone({ name: 'suggest' })],
  ['发送', alone({ name: 'send' })],
  ['历史', historyOf],
  ['退回', alone({ name: 'return' })],
  ['快捷', (rest) => (rest === '' ? { name: 'canned', number: undefined } : cannedOf(rest))],
  ['帮助', alone({ name: 'help' })],
  ...presenceReadings(),
];

/**
 * A command begins with a slash of either width; a space behind its name may be left out. `发送` alone is one too,
 * because that is what the draft says to answer. Undefined: it is no command.
 */
export function deskCommandOf(text: string): DeskCommand | undefined {
  const said = text.normalize('NFKC').trim();
  if (said === '发送') {
    return { name: 'send' };
  }
  if (!said.startsWith('/')) {
    return undefined;
  }
  const line = said.slice(1).trimStart();
  for (const [word, reading] of readings) {
    if (line.startsWith(word)) {
      return reading(line.slice(word.length).trim()) ?? { name: 'unknown' };
    }
  }
  return { name: 'unknown' };
}

function alone(command: DeskCommand): Reading {
  return (rest) => (rest === '' ? command : undefined);
}

function withNumber(rest: string, command: (number: number) => DeskCommand): DeskCommand | undefined {
  return /^\d{1,4}$/.test(rest) ? command(Number(rest)) : undefined;
}

function switchOf(rest: string): DeskCommand | undefined {
  return withNumber(rest, (number) => ({ name: 'switch', number }));
}

function cannedOf(rest: string): DeskCommand | undefined {
  return withNumber(rest, (number) => ({ name: 'canned', number }));
}

function historyOf(rest: string): DeskCommand | undefined {
  if (rest === '') {
    return { name: 'history', count: HISTORY_DEFAULT };
  }
  return withNumber(rest, (count) => ({ name: 'history', count: Math.max(1, Math.min(count, HISTORY_MAX)) }));
}

function presenceReadings(): [string, Reading][] {
  const words: Record<PresenceState, string> = { online: '在线', busy: '忙碌', away: '离开' };
  return presences.map((presence) => [words[presence], alone({ name: 'presence', presence })]);
}
