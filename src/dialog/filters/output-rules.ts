import type { FilterAction, FilterDirection, FilterHit } from './filter-verdict.js';
import { compilePattern, type Program } from '../../common/linear-pattern.js';
import { type Find, search } from '../../common/linear-search.js';
import { type FilterScope, isInScope } from './word-lists.js';

/** `pattern`: a regular expression. `amount`: a sum of money, however it is written. */
export const ruleKinds = ['pattern', 'amount'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** Something that must not be said. */
export interface OutputRule {
  name: string;
  kind: RuleKind;
  /** Of a pattern; null of another kind. */
  pattern: string | null;
  action: FilterAction;
  direction: FilterDirection;
  /** Categories of the knowledge base in whose answers it may be said. */
  exceptCategories: readonly string[];
  accountIds: readonly string[] | undefined;
}

/** Where a rule is asked about. */
export interface RuleScope extends FilterScope {
  /** That of the knowledge that an answer rests on; undefined: none. */
  category?: string | undefined;
}

const NUMERAL = '(?:\\d[\\d,]*(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千]+)';
const CURRENCY = '(?:元|块钱?|圆|人民币|美元|美金|欧元|日元|港币|港元|rmb|cny|usd|eur)';
const AMOUNT = `(?:[¥$€£]|rmb|cny|usd)\\s?${NUMERAL}[万亿]?|${NUMERAL}\\s?[万亿]?\\s?${CURRENCY}`;

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;

/** All rules, compiled. */
export class OutputRules {
  private readonly compiled: readonly { rule: OutputRule; program: Program }[];

  /** @throws {PatternError} for a rule that was not checked before. */
  constructor(rules: readonly OutputRule[]) {
    this.compiled = rules.map((rule) => ({ rule, program: programOf(rule) }));
  }

  find(text: string, scope: RuleScope): FilterHit[] {
    const narrow = toHalfWidth(text);
    return this.compiled
      .filter(({ rule }) => isInScope(rule, scope) && !isExcepted(rule, scope))
      .flatMap(({ rule, program }) => search(program, narrow).map((find) => hitOf(rule, find)));
  }
}

/** @throws {PatternError} */
export function programOf({ kind, pattern }: Pick<OutputRule, 'kind' | 'pattern'>): Program {
  switch (kind) {
    case 'pattern':
      return compilePattern(pattern ?? '');
    case 'amount':
      return compilePattern(AMOUNT);
  }
}

function isExcepted({ exceptCategories }: OutputRule, { category }: RuleScope): boolean {
  return category !== undefined && exceptCategories.includes(category);
}

function hitOf({ name, action }: OutputRule, { start, end }: Find): FilterHit {
  return { list: name, word: name, action, start, end };
}

/** Each unit for a unit, so that places stay. */
function toHalfWidth(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isWide = unit >= FULL_WIDTH_FIRST && unit <= FULL_WIDTH_LAST;
    result += isWide ? String.fromCharCode(unit - FULL_WIDTH_SHIFT) : unit === 0x3000 ? ' ' : (text[at] ?? '');
  }
  return result.replaceAll('￥', '¥');
}
