import { apiDocument } from '../../api-document.js';
import { accountCommands } from './account-commands.js';
import { backupCommands } from './backup-commands.js';
import { type CommandLine, runCommandLine } from './command-line.js';
import { configCommands } from './config-commands.js';
import { deadLetterCommands } from './dead-letter-commands.js';
import { keyCommands } from './key-commands.js';
import { masterKeyCommands } from './master-key-commands.js';
import { sessionCommands } from './session-commands.js';
import { settingCommands } from './setting-commands.js';
import { staffCommands } from './staff-commands.js';
import type { Surroundings } from './surroundings.js';

const groups = {
  key: 'keys of machines',
  staff: 'who signs in',
  sessions: 'who has signed in',
  account: 'apps of WeCom',
  settings: 'what people change while the program runs',
  'dead-letters': 'what was given up',
  'master-key': 'the key that everything is sealed under',
  audit: 'the audit log',
  config: 'the environment',
};

const commands = [
  keyCommands,
  staffCommands,
  sessionCommands,
  accountCommands,
  settingCommands,
  deadLetterCommands,
  masterKeyCommands,
  backupCommands,
  configCommands,
  otherCommands,
];

/** Runs what the words say. @returns the exit code. */
export function runKefu(words: readonly string[], surroundings: Surroundings): Promise<number> {
  return runCommandLine(groups, commands, words, surroundings);
}

/** The first two stand here for the help alone: they run by themselves, and say themselves what they take. */
function otherCommands(line: CommandLine): void {
  line.add('audit', 'verify', 'verifies the audit log, as npm run audit:verify does');
  line.add(undefined, 'doctor', 'checks the whole set-up, as npm run doctor does');
  line.add(undefined, 'openapi', 'prints the OpenAPI document of the API').action(
    line.action(async () => {
      const document = await apiDocument();
      return { result: { document }, lines: [JSON.stringify(document, undefined, 2)] };
    }),
  );
}
