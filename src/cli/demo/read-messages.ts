import { readFileSync } from 'node:fs';

/** The messages of a file: JSON lines with a `text`, or plain lines. Blank lines are no messages. */
export function readMessages(file: string): string[] {
  const texts = parseMessages(readFileSync(file, 'utf8'));
  if (texts.length === 0) {
    throw new TypeError(`${file} holds no message`);
  }
  return texts;
}

export function parseMessages(content: string): string[] {
  return content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => textOf(line));
}

function textOf(line: string): string {
  try {
    const value: unknown = JSON.parse(line);
    const hasText = typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
    return hasText ? String(value.text) : line;
  } catch {
    return line; // a line that is no JSON is its own text
  }
}
