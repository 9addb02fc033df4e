import type { Environment } from './environment.js';

const SECRET = /KEY|SECRET|TOKEN|PASSWORD|CREDENTIAL/;

/** The environment as others may read it: of a secret, whether it is set; of an address, where it is. */
export function shownEnvironment(environment: Readonly<Environment>): Record<string, string | number | boolean> {
  const entries: [string, unknown][] = Object.entries(environment);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined).map(([name, value]) => [name, shown(name, value)]),
  );
}

function shown(name: string, value: unknown): string | number | boolean {
  if (SECRET.test(name)) {
    return '(set)';
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : withoutCredentials(String(value));
}

function withoutCredentials(text: string): string {
  if (!text.includes('://') || !URL.canParse(text)) {
    return text.includes('://') ? '(set)' : text;
  }
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`;
}
