import { knowledgeBlock } from './data-blocks.js';
import { RULES } from './default-prompt.js';
import type { PromptTemplate, PromptValues } from './prompt-template.js';

/** What a template may name as `{{company}}`, and what stands there then. */
const placeholders = {
  company: ({ company }: PromptValues): string => company || '本企业',
  language: ({ language }: PromptValues): string => languageName(language),
  today: ({ today }: PromptValues): string => today,
  passages: ({ passages }: PromptValues): string => knowledgeBlock(passages),
  rules: (): string => RULES,
};

type Placeholder = keyof typeof placeholders;

/** Without them an answer could be neither grounded nor read. */
const required: readonly Placeholder[] = ['rules', 'passages'];

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const languageNames = new Intl.DisplayNames(['zh-Hans'], { type: 'language', fallback: 'code' });

/** The system message. All placeholders are replaced at once: what a passage says is never taken for one. */
export function render({ body }: PromptTemplate, values: PromptValues): string {
  return body.replace(PLACEHOLDER, (written, name: string) => {
    const placeholder = name.trim();
    return isPlaceholder(placeholder) ? placeholders[placeholder](values) : written;
  });
}

/** What is wrong with a template, in words; empty when nothing is. */
export function faultsOf(body: string): string[] {
  const named = [...body.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
  const unknown = named.filter((name) => !isPlaceholder(name));
  const known = Object.keys(placeholders).join(', ');
  return [
    ...unknown.map((name) => `body: there is no placeholder {{${name}}}; there are ${known}`),
    ...required
      .filter((name) => named.filter((other) => other === name).length !== 1)
      .map((name) => `body: {{${name}}} must stand in it once`),
  ];
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholders, name);
}

/** Such as 英语 for `en`; what is no code of a language stays as it is. */
function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}
