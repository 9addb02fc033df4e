import { isUuid } from '../common/ids.js';
import type { Permission } from '../common/access.js';
import type { Environment } from '../config/environment.js';
import { type LowConfidenceAction, lowConfidenceActions } from '../config/low-confidence.js';
import { defaultNotice, NOTICE_LENGTH_MAX, noticeLanguages, type NoticeTexts, parseNotice } from './notice-texts.js';
import { OWN_PATTERNS_MAX, type OwnPattern, PATTERN_LENGTH_MAX, parseOwnPatterns } from './own-patterns.js';

/** JSON Schema 2020-12, as far as a console draws a form from it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One thing that people change while the program runs. */
export interface SettingDefinition<Value> {
  description: string;
  /** Unless the environment says another. */
  default: Value;
  /** What applies while nobody has changed it, where the environment has a say in that. */
  defaultFrom?(environment: Readonly<Environment>): Value;
  /** The value, or undefined when it is none. */
  parse(value: unknown): Value | undefined;
  /** What `parse` accepts, for whoever sent something else. */
  form: string;
  /** The same for a program. What it lets through, `parse` may still refuse. */
  schema: JsonSchema;
  /** What one must hold to change it. */
  permission: Permission;
}

/** What keeps watch over those who administer is not theirs to change. */
export function guarded<Value>(definition: SettingDefinition<Value>): SettingDefinition<Value> {
  return { ...definition, permission: 'audit.manage' };
}

export function text(lengthMax: number, fallback: string, description: string): SettingDefinition<string> {
  return open({
    description,
    default: fallback,
    parse: (value) => (typeof value === 'string' && value.length <= lengthMax ? value : undefined),
    form: `a string of at most ${lengthMax} characters`,
    schema: { type: 'string', maxLength: lengthMax },
  });
}

export function modelId(description: string): SettingDefinition<string> {
  return open({
    description,
    default: '',
    parse: (value) => (typeof value === 'string' && (value === '' || isUuid(value)) ? value : undefined),
    form: 'the id of a model, or an empty string',
    schema: { anyOf: [{ type: 'string', format: 'uuid' }, { const: '' }] },
  });
}

export function fraction(fallback: number, description: string): SettingDefinition<number> {
  return open({
    description,
    default: fallback,
    parse: (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined),
    form: 'a number from 0 to 1',
    schema: { type: 'number', minimum: 0, maximum: 1 },
  });
}

export function count(fallback: number, most: number, description: string): SettingDefinition<number> {
  return open({
    description,
    default: fallback,
    parse: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : undefined,
    form: `a whole number from 0 to ${most}`,
    schema: { type: 'integer', minimum: 0, maximum: most },
  });
}

export function wholeNumber(
  fallback: number,
  least: number,
  most: number,
  description: string,
): SettingDefinition<number> {
  return open({
    description,
    default: fallback,
    parse: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined,
    form: `a whole number from ${least} to ${most}`,
    schema: { type: 'integer', minimum: least, maximum: most },
  });
}

const MONTHS_MAX = 1_200;

export function months(fallback: number, least: number, description: string): SettingDefinition<number> {
  return open({
    description,
    default: fallback,
    parse: (value) =>
      typeof value === 'number' && Number.isInteger(value) && (value === 0 || (value >= least && value <= MONTHS_MAX))
        ? value
        : undefined,
    form: `0 or a whole number from ${least} to ${MONTHS_MAX}`,
    schema: { anyOf: [{ const: 0 }, { type: 'integer', minimum: least, maximum: MONTHS_MAX }] },
  });
}

export function yesOrNo(fallback: boolean, description: string): SettingDefinition<boolean> {
  return open({
    description,
    default: fallback,
    parse: (value) => (typeof value === 'boolean' ? value : undefined),
    form: 'true or false',
    schema: { type: 'boolean' },
  });
}

export function noticeTexts(description: string): SettingDefinition<NoticeTexts> {
  const one = { type: 'string', minLength: 1, maxLength: NOTICE_LENGTH_MAX };
  return open({
    description,
    default: defaultNotice,
    parse: parseNotice,
    form: `{"zh-Hans", "zh-Hant", "en"}, each a text of 1 to ${NOTICE_LENGTH_MAX} characters`,
    schema: {
      type: 'object',
      properties: Object.fromEntries(noticeLanguages.map((language) => [language, one])),
      required: noticeLanguages,
      additionalProperties: false,
    },
  });
}

/** All of them unless somebody says less. */
export function someOf(all: readonly string[], description: string): SettingDefinition<readonly string[]> {
  return open({
    description,
    default: all,
    parse: (value) => (isListOf(value, all) ? [...new Set(value)] : undefined),
    form: `a list of any of ${all.map((one) => `"${one}"`).join(', ')}`,
    schema: { type: 'array', items: { enum: all } },
  });
}

export function ownPatterns(description: string): SettingDefinition<readonly OwnPattern[]> {
  return open({
    description,
    default: [],
    parse: parseOwnPatterns,
    form: `a list of at most ${OWN_PATTERNS_MAX} of {"name": letters, "pattern": a regular expression without lookarounds}`,
    schema: {
      type: 'array',
      maxItems: OWN_PATTERNS_MAX,
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 12 },
          pattern: { type: 'string', minLength: 1, maxLength: PATTERN_LENGTH_MAX },
        },
        required: ['name', 'pattern'],
      },
    },
  });
}

export function lowConfidenceAction(description: string): SettingDefinition<LowConfidenceAction> {
  return open({
    description,
    default: 'handoff',
    defaultFrom: ({ LOW_CONFIDENCE_ACTION }) => LOW_CONFIDENCE_ACTION,
    parse: (value) => lowConfidenceActions.find((action) => action === value),
    form: lowConfidenceActions.map((action) => `"${action}"`).join(' or '),
    schema: { enum: lowConfidenceActions },
  });
}

function open<Value>(definition: Omit<SettingDefinition<Value>, 'permission'>): SettingDefinition<Value> {
  return { ...definition, permission: 'setting.write' };
}

function isListOf(value: unknown, all: readonly string[]): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && all.includes(one));
}
