/** What a spreadsheet would take for a formula; the wide forms are what Chinese input methods type. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/u;

/** A cell of a CSV file that no spreadsheet takes for a formula. `unguarded` is the way back. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

const QUESTION_SEPARATOR = /\r\n|[\n\r|｜；]/u;
const TAG_SEPARATOR = /\r\n|[\n\r|｜；;,，、]/u;

/** Several questions in one cell: one a line, or with | or ； between them, or a list in JSON. */
export function splitQuestions(cell: string): string[] {
  return split(cell, QUESTION_SEPARATOR);
}

export function splitTags(cell: string): string[] {
  return split(cell, TAG_SEPARATOR);
}

/** The way back of `splitQuestions`. */
export function joinQuestions(questions: readonly string[]): string {
  return join(questions, '\n', QUESTION_SEPARATOR);
}

/** The way back of `splitTags`. */
export function joinTags(tags: readonly string[]): string {
  return join(tags, '、', TAG_SEPARATOR);
}

function split(cell: string, separator: RegExp): string[] {
  return (
    parseList(cell) ??
    cell
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  );
}

/** As people would write it, unless it could not be split again. */
function join(parts: readonly string[], by: string, separator: RegExp): string {
  const isPlain = parts.every((part) => part !== '' && part === part.trim() && !separator.test(part));
  const joined = parts.join(by);
  return isPlain && parseList(joined) === undefined ? joined : JSON.stringify(parts);
}

function parseList(cell: string): string[] | undefined {
  if (!cell.startsWith('[')) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(cell);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u;

/**
 * A date as spreadsheets and people write it (2026/1/31, 2026年1月31日 8:00) as a day or a moment in ISO 8601; a time
 * without an offset is UTC, as a day is. What is no such date stays as it is, for the check of the field to refuse.
 */
export function toIsoDate(cell: string): string {
  const [, year, month, day, hour, minute, second = '00'] = DAY.exec(cell.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) {
    return cell;
  }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return hour === undefined ? date : `${date}T${hour.padStart(2, '0')}:${minute}:${second}Z`;
}
