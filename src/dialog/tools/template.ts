/** `{{name}}`, where a name is that of an argument or slot, `$context`, or a JSON pointer. */
const PLACEHOLDER = /\{\{\s*([$\w]{1,64}|\/[^{}]{0,200}?)\s*\}\}/g;
const WHOLE = new RegExp(`^${PLACEHOLDER.source}$`);
const STRAY = /\{\{|\}\}/;

export type Lookup = (name: string) => unknown;

/** The names that a template asks for, each once. */
export function namesIn(template: string): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].flatMap(([, name]) => (name === undefined ? [] : [name])))];
}

/** Whether a pair of braces is no placeholder: most likely a slip that would be shown to a contact. */
export function hasStrayBraces(template: string): boolean {
  return STRAY.test(template.replaceAll(PLACEHOLDER, ''));
}

/** @param encode makes a value fit for its place. What is not there becomes nothing. */
export function fill(template: string, lookup: Lookup, encode: (value: string) => string = (value) => value): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string) => encode(asText(lookup(name))));
}

/** A value that is one placeholder takes the value with its type; a property of a value that is not there is left out. */
export function fillJson(template: unknown, lookup: Lookup): unknown {
  if (typeof template === 'string') {
    const [, name] = WHOLE.exec(template) ?? [];
    return name === undefined ? fill(template, lookup) : lookup(name);
  }
  if (Array.isArray(template)) {
    return template.map((item: unknown) => fillJson(item, lookup)).filter((item) => item !== undefined);
  }
  if (typeof template === 'object' && template !== null) {
    const filled = Object.entries(template).map(([key, value]) => [key, fillJson(value, lookup)] as const);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  }
  return template;
}

/** Every string in a JSON value. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** As a person reads it: nothing for what is not there, JSON for what is no scalar. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
