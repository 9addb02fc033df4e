import type { CommandLine } from './command-line.js';

/** What the environment says. */
export function configCommands(line: CommandLine): void {
  line
    .add('config', 'check', 'checks the environment and .env, without the database, and writes nothing')
    .action(line.action(() => Promise.resolve(check(line.surroundings.faults()))));
}

function check(faults: readonly string[]) {
  const lines =
    faults.length === 0 ? ['The configuration is sound.'] : [`${faults.length} fault(s):`, ...indented(faults)];
  return { result: { faults }, lines, isInOrder: faults.length === 0 };
}

function indented(faults: readonly string[]): string[] {
  return faults.map((fault) => `  ${fault}`);
}
