import { runKefu } from '../../src/cli/kefu/kefu-commands.js';
import { Surroundings } from '../../src/cli/kefu/surroundings.js';
import type { Ended } from './command.js';

/** Runs `kefu` in this process, where nobody is there to be asked. */
export async function runKefuHere(
  words: readonly string[],
  environment: Record<string, string>,
  folder: string,
): Promise<Ended> {
  const [printed, warned]: string[][] = [[], []];
  const surroundings = new Surroundings({
    environment,
    folder,
    print: (text) => printed?.push(text),
    warn: (text) => warned?.push(text),
  });
  const code = await runKefu(words, surroundings);
  return { code, stdout: printed?.join('\n') ?? '', stderr: warned?.join('\n') ?? '' };
}
