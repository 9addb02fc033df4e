import { AppError } from '../../common/app-error.js';

/** What a command ends with. */
export const exitCodes = {
  done: 0,
  /** It looked at something that is not in order, and says what. */
  notInOrder: 1,
  /** It was called wrongly, or could not do what it was asked for. */
  failed: 2,
} as const;

/** What a command has to say: for programs, and for people. */
export interface Outcome {
  /** With `--json`, beside `ok` and `command`. */
  result: Readonly<Record<string, unknown>>;
  lines: readonly string[];
  /** Left out: true. */
  isInOrder?: boolean;
}

/** One line for people; the address of a refused connection stands in no message, but in the errors it is made of. */
export function reasonOf(error: unknown): string {
  if (error instanceof AppError) {
    const faults = 'faults' in error && Array.isArray(error.faults) ? error.faults.map((fault) => `\n  ${fault}`) : [];
    const isTold = error.message.includes('\n');
    return `${error.code}: ${error.message}${isTold ? '' : faults.join('')}`;
  }
  if (error instanceof AggregateError) {
    return error.errors.map(reasonOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : 'command.failed';
}

/** Columns that are as wide as what stands in them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  return [head, ...rows].map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
