import type { Environment } from '../config/environment.js';
import { type LowConfidenceAction, lowConfidenceActions } from '../config/low-confidence.js';

/** One thing that people change while the program runs. */
interface SettingDefinition<Value> {
  description: string;
  /** Unless the environment says another. */
  default: Value;
  /** What applies while nobody has changed it, where the environment has a say in that. */
  defaultFrom?(environment: Readonly<Environment>): Value;
  /** The value, or undefined when it is none. */
  parse(value: unknown): Value | undefined;
  /** What `parse` accepts, for whoever sent something else. */
  form: string;
}

/** Every setting: its key, its default and its form. */
export const settingsCatalogue = {
  'dialog.aiLabel': text(100, '（本回答由人工智能生成）', 'Is appended to each answer that a model wrote.'),
  'dialog.clarifyThreshold': fraction(
    0.5,
    'From this confidence on, up to the one that quotes, the contact is asked which of the best entries is meant.',
  ),
  'dialog.lowConfidenceAction': lowConfidenceAction(
    'What a question comes to that the knowledge base cannot answer: a human is asked (handoff) or offered (offer).',
  ),
  'dialog.quoteThreshold': fraction(0.8, 'From this confidence on, the best entry of the knowledge base is quoted.'),
} as const;

export type SettingKey = keyof typeof settingsCatalogue;
export type SettingValue<Key extends SettingKey> = (typeof settingsCatalogue)[Key]['default'];

export const settingKeys = Object.keys(settingsCatalogue).filter(isSettingKey);

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingsCatalogue, key);
}

function text(lengthMax: number, fallback: string, description: string): SettingDefinition<string> {
  return {
    description,
    default: fallback,
    parse: (value) => (typeof value === 'string' && value.length <= lengthMax ? value : undefined),
    form: `a string of at most ${lengthMax} characters`,
  };
}

function fraction(fallback: number, description: string): SettingDefinition<number> {
  return {
    description,
    default: fallback,
    parse: (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined),
    form: 'a number from 0 to 1',
  };
}

function lowConfidenceAction(description: string): SettingDefinition<LowConfidenceAction> {
  return {
    description,
    default: 'handoff',
    defaultFrom: ({ LOW_CONFIDENCE_ACTION }) => LOW_CONFIDENCE_ACTION,
    parse: (value) => lowConfidenceActions.find((action) => action === value),
    form: lowConfidenceActions.map((action) => `"${action}"`).join(' or '),
  };
}
