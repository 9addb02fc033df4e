import type { Environment } from './environment.js';

/**
 * What the environment sets of these variables, each as `<NAME>` or as `<NAME>_FILE`: for a program that decides all
 * others by itself, as the demo does.
 */
export function inheritedVariables(
  names: readonly (keyof Environment)[],
  environment: NodeJS.ProcessEnv = process.env,
): Record<string, string | undefined> {
  const forms = names.flatMap((name) => [name, `${name}_FILE`]);
  return Object.fromEntries(Object.entries(environment).filter(([form]) => forms.includes(form)));
}
