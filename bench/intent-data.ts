import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A message with what a reader says it is for. */
export interface LabelledMessage {
  text: string;
  intent: string;
  /**
   * No rule was changed because of what the program made of it. Whoever wrote the rules had labelled both halves, and so
   * had read it: what it is right on is a little flattered. Lines that occur twice are held back together.
   */
  isHeldBack: boolean;
}

type Row = Record<string, unknown>;

/** The texts of a folder of test data, by the labels that stand beside this file: those hold ids alone. */
export function readLabelledMessages(folder: string, labels: string): LabelledMessage[] {
  const texts = textsOf(folder);
  return readRows(labels).map(({ id, intent }) => {
    const text = texts.get(String(id));
    if (text === undefined) {
      throw new TypeError(`there is no message ${String(id)}`);
    }
    return { text, intent: String(intent), isHeldBack: isHeldBack(text) };
  });
}

export function readRows(file: string): Row[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => toRow(JSON.parse(line)));
}

/** Messages by their id; turns of dialogs by the dialog's id and their number. */
function textsOf(folder: string): Map<string, string> {
  const texts = new Map(readRows(join(folder, 'messages.jsonl')).map(({ id, text }) => [String(id), String(text)]));
  for (const { id, turns } of readRows(join(folder, 'dialogs.jsonl'))) {
    (Array.isArray(turns) ? turns : []).map(toRow).forEach(({ text }, number) => {
      texts.set(`${String(id)}#${number}`, String(text));
    });
  }
  return texts;
}

function isHeldBack(text: string): boolean {
  return (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 1;
}

function toRow(value: unknown): Row {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
