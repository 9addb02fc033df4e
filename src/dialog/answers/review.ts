import type { PromptPassage } from '../../models/prompts/prompt-template.js';
import type { ProviderCitation } from '../../models/providers/provider.js';
import type { LanguageCode } from '../language/language.js';
import type { CheckResult } from './answer.js';
import { fitOf } from './answer-language.js';
import { checkClaims } from './claims.js';
import type { Fault } from './correction.js';
import { matchPassages } from './match-passages.js';
import { isPlain, parseStructured, type StructuredAnswer } from './structured-answer.js';

/** What a reply is held against. */
export interface ReviewContext {
  passages: readonly PromptPassage[];
  /** What tools returned in this turn. */
  toolResults: readonly string[];
  /** What may be repeated without a passage: the question, what the contact said before, the day. */
  given: readonly string[];
  language: LanguageCode;
  /** Whether plain words count as an answer: some providers cannot be asked for more. */
  acceptsPlain: boolean;
  /** Whether Chinese in the other script will do: the contact can read it. */
  acceptsOtherScript: boolean;
}

export interface ModelReply {
  text: string;
  citations?: readonly ProviderCitation[];
}

/** A passage by its number, or a source of the provider's. */
export interface CitedPassage {
  number: number;
  by: 'model' | 'likeness';
}

export type Review =
  | {
      kind: 'good';
      text: string;
      /** Chinese in the other script than the contact's. */
      isOtherScript: boolean;
      cited: readonly CitedPassage[];
      sources: readonly ProviderCitation[];
      own: number | undefined;
      checked: CheckResult;
    }
  | { kind: 'no-answer' }
  | { kind: 'needs-human' }
  | { kind: 'rejected'; fault: Fault; checked?: CheckResult };

/**
 * Whether a reply may be said to the contact. A number, link or the like must stand in what the reply cites, not merely in
 * what it was shown.
 */
export function review(reply: ModelReply, context: ReviewContext): Review {
  const answer = read(reply, context);
  if (answer === undefined) {
    return { kind: 'rejected', fault: { reason: 'unparsable' } };
  }
  if (answer.needsHuman) {
    return { kind: 'needs-human' };
  }
  if (answer.text === '') {
    return { kind: 'no-answer' };
  }
  const { passages, toolResults, given, language, acceptsOtherScript } = context;
  const text = withoutMarks(answer.text, passages.length);
  const sources = reply.citations ?? [];
  const cited = answer.citations.filter(({ number }) => passages.some((passage) => passage.number === number));
  const fit = fitOf(text, language);
  if (fit === 'other' || (fit === 'script' && !acceptsOtherScript)) {
    return { kind: 'rejected', fault: { reason: 'wrong-language', language } };
  }
  if (cited.length === 0 && sources.length === 0 && toolResults.length === 0) {
    return { kind: 'rejected', fault: { reason: 'no-citation' } };
  }
  const grounds = passages
    .filter(({ number }) => cited.some((citation) => citation.number === number))
    .map((passage) => `${passage.title}\n${passage.text}`);
  const checked = checkClaims(text, [...grounds, ...sources.map(textOf), ...toolResults, ...given]);
  return checked.unsupported.length > 0
    ? { kind: 'rejected', fault: { reason: 'unsupported-claims', unsupported: checked.unsupported }, checked }
    : { kind: 'good', text, isOtherScript: fit === 'script', cited, sources, own: answer.confidence, checked };
}

type ReadAnswer = Omit<StructuredAnswer, 'citations'> & { citations: readonly CitedPassage[] };

function read({ text, citations = [] }: ModelReply, { passages, acceptsPlain }: ReviewContext): ReadAnswer | undefined {
  const structured = parseStructured(text);
  if (structured !== undefined) {
    return { ...structured, citations: structured.citations.map((number) => ({ number, by: 'model' })) };
  }
  if (!acceptsPlain || !isPlain(text)) {
    return undefined;
  }
  const alike = matchPassages(text, passages).map((number): CitedPassage => ({ number, by: 'likeness' }));
  const named = citations.length > 0 ? [] : alike;
  return { text: text.trim(), citations: named, confidence: undefined, needsHuman: false };
}

function textOf({ title, text, source }: ProviderCitation): string {
  return [title, text, source ?? ''].join('\n');
}

/** Numbers of passages in brackets, which some models write though they say nothing to the contact. */
function withoutMarks(text: string, passages: number): string {
  return text
    .replaceAll(/ ?(?:\[|【)(\d{1,2}(?:[,，、] ?\d{1,2})*)(?:\]|】)(?!\()/gu, (mark, numbers: string) =>
      numbers.split(/[,，、] ?/u).every((number) => Number(number) >= 1 && Number(number) <= passages) ? '' : mark,
    )
    .trim();
}
