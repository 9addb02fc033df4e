import type { Arguments } from './tool-arguments.js';
import { parseForeign, sound } from './foreign-json.js';
import { isJsonPointer, valueAt } from './json-pointer.js';
import { asText, fill, namesIn } from './template.js';
import type { ResponseMapping } from './tool.js';
import type { ToolFailure, ToolOutcome } from './tool-kit.js';

/** What a model reads of a result. */
const TEXT_LENGTH_MAX = 6_000;
/** What is stored of it. */
const RESULT_LENGTH_MAX = 64_000;
const MESSAGE_LENGTH_MAX = 2_000;

/** What a model is told of a failure. */
const failureTexts: Readonly<Record<ToolFailure, string>> = {
  'unknown-tool': 'There is no such tool.',
  'invalid-arguments': 'The arguments are not what the tool takes.',
  'address-refused': 'The tool is not set up to be reached.',
  unreachable: 'The system behind the tool cannot be reached.',
  'timed-out': 'The system behind the tool did not answer in time.',
  'not-found': 'The system behind the tool knows no such thing.',
  refused: 'The system behind the tool refused the call.',
  'system-error': 'The system behind the tool is out of order.',
  'too-large': 'The system behind the tool answered with too much.',
  'invalid-response': 'The system behind the tool answered with something unreadable.',
  'outcome-unknown': 'The call was begun before, and it is not known what came of it. It must not be repeated.',
};

export function failed(reason: ToolFailure, faults: readonly string[] = []): ToolOutcome & { ok: false } {
  const text = [failureTexts[reason], ...faults].join(' ').slice(0, TEXT_LENGTH_MAX);
  return { ok: false, reason, text };
}

/** Makes of what the enterprise's system answered what a model, a flow and a contact get to see. */
export function outcomeOf(
  mapping: ResponseMapping,
  status: number,
  body: string,
  args: Arguments,
  secrets: readonly string[] = [],
): ToolOutcome {
  if (status === 404 || status === 410) {
    return failed('not-found');
  }
  if (status < 200 || status > 299) {
    return failed(status >= 500 ? 'system-error' : 'refused', [`Status ${status}.`]);
  }
  const response = parse(withoutSecrets(body, secrets));
  if (!response.isJson && needsJson(mapping)) {
    return failed('invalid-response');
  }
  const { success } = mapping;
  if (success !== undefined && valueAt(response.value, success.pointer) !== success.is) {
    return failed('refused');
  }
  return mapped(mapping, response.value, args);
}

function mapped(mapping: ResponseMapping, response: unknown, args: Arguments): ToolOutcome {
  const result = resultOf(mapping, response);
  const json = JSON.stringify(result ?? null);
  if (json.length > RESULT_LENGTH_MAX) {
    return failed('too-large');
  }
  const text = typeof result === 'string' ? result : json;
  const message = mapping.message === undefined ? '' : messageOf(mapping.message, response, args);
  return {
    ok: true,
    result: result ?? null,
    text: shortened([text, ...(message === '' ? [] : [message])].join('\n'), TEXT_LENGTH_MAX),
    ...(message !== '' && { message }),
  };
}

function resultOf({ fields, result }: ResponseMapping, response: unknown): unknown {
  if (fields === undefined) {
    return valueAt(response, result ?? '');
  }
  const values = Object.entries(fields).map(([name, pointer]) => [name, valueAt(response, pointer)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Nothing where a part of it is not there: half a sentence tells a contact nothing. */
function messageOf(template: string, response: unknown, args: Arguments): string {
  const lookup = (name: string): unknown => (name.startsWith('/') ? valueAt(response, name) : args[name]);
  const isWhole = namesIn(template).every((name) => asText(lookup(name)) !== '');
  return isWhole ? shortened(fill(template, lookup), MESSAGE_LENGTH_MAX) : '';
}

function needsJson({ success, result = '', fields, message = '' }: ResponseMapping): boolean {
  const pointed = namesIn(message).some((name) => name.startsWith('/') && isJsonPointer(name));
  return success !== undefined || result !== '' || fields !== undefined || pointed;
}

function parse(body: string): { isJson: boolean; value: unknown } {
  try {
    return { isJson: true, value: parseForeign(body) };
  } catch {
    return { isJson: false, value: sound(body) };
  }
}

/** A system that echoes what it got would tell the secret to a model. */
function withoutSecrets(body: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret.length >= 6).reduce((text, secret) => text.replaceAll(secret, '***'), body);
}

function shortened(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax).toWellFormed()}…`;
}
