import { jsonrepair } from 'jsonrepair';

/** What the rules of each prompt ask a model to write (`src/models/prompts/default-prompt.ts`). */
export interface StructuredAnswer {
  /** Empty: the passages hold no answer. */
  text: string;
  /** Numbers of passages as the model wrote them: there need be no such passage. */
  citations: readonly number[];
  /** 0..1; undefined where the model does not say. */
  confidence: number | undefined;
  needsHuman: boolean;
}

const CITATIONS_MAX = 20;
/** Longer than any answer: it is not looked at for JSON again and again. */
const LENGTH_MAX = 64 * 1_024;

/**
 * Reads a reply as JSON with an `answer`, in a code block or with words around it, with its small faults mended: single
 * quotes, commas too many, line breaks in strings. Undefined when there is none, or it is cut off: half an answer may say
 * the contrary of the whole.
 */
export function parseStructured(reply: string): StructuredAnswer | undefined {
  const text = reply.slice(0, LENGTH_MAX);
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) {
    return undefined;
  }
  const json = text.slice(start, end + 1);
  return toAnswer(parsed(json)) ?? toAnswer(repaired(json)) ?? firstOf(json);
}

/** Whether a reply that is not the JSON it should be is at least not meant to be: then it is an answer in plain words. */
export function isPlain(reply: string): boolean {
  const text = reply.trim();
  return text !== '' && !/^(?:```|[{[])/u.test(text) && !/"answer"\s*:/u.test(text);
}

/** Where something follows the object, such as an explanation with brackets of its own. */
function firstOf(json: string): StructuredAnswer | undefined {
  const end = endOfObject(json);
  return end === undefined || end === json.length ? undefined : toAnswer(parsed(json.slice(0, end)));
}

/** Behind the bracket that closes the first one. */
function endOfObject(json: string): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (isInString && sign === '\\') {
      at++;
    } else if (sign === '"') {
      isInString = !isInString;
    } else if (!isInString && (sign === '{' || sign === '}')) {
      depth += sign === '{' ? 1 : -1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function repaired(json: string): unknown {
  try {
    return parsed(jsonrepair(json));
  } catch {
    return undefined;
  }
}

function toAnswer(value: unknown): StructuredAnswer | undefined {
  if (Array.isArray(value)) {
    return value.length === 1 ? toAnswer(value[0]) : undefined;
  }
  if (!isRecord(value) || !(typeof value['answer'] === 'string' || value['answer'] === null)) {
    return undefined;
  }
  return {
    text: (value['answer'] ?? '').trim(),
    citations: numbersOf(value['citations']),
    confidence: fractionOf(value['confidence']),
    needsHuman: [true, 'true'].some((yes) => (value['needs_human'] ?? value['needsHuman']) === yes),
  };
}

/** `[1, "2", "[3]"]`, or one by itself. */
function numbersOf(value: unknown): number[] {
  const list: unknown[] = Array.isArray(value) ? value.slice(0, CITATIONS_MAX) : [value];
  const numbers = list.map((item) =>
    typeof item === 'number' ? item : typeof item === 'string' ? Number(/\d{1,3}/.exec(item)?.[0]) : NaN,
  );
  return [...new Set(numbers.filter((number) => Number.isInteger(number)))];
}

/** 0.9, "0.9", 90, "90%". */
function fractionOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value.replace('%', '')) : value;
  if (typeof number !== 'number' || !(number >= 0 && number <= 100)) {
    return undefined;
  }
  return number > 1 || (typeof value === 'string' && value.includes('%')) ? number / 100 : number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
