import { Command, CommanderError } from 'commander';
import { programVersion } from '../../config/program-version.js';
import { AppError } from '../../common/app-error.js';
import { type Inside, insideProgram } from './inside-program.js';
import { codeOf, exitCodes, type Outcome, reasonOf } from './outcome.js';
import type { Surroundings } from './surroundings.js';

/** What a command is made of, and what it has at hand. */
export interface CommandLine {
  readonly surroundings: Surroundings;
  /** @param group of the commands that begin with the same word; undefined for one of a single word. */
  readonly add: (group: string | undefined, name: string, description: string) => Command;
  /** What an action of a command is: prints what comes of it, and sets the exit code. */
  readonly action: <Args extends readonly unknown[]>(
    deed: (...args: Args) => Promise<Outcome>,
  ) => (...args: Args) => Promise<void>;
  /** Reads within the program. */
  readonly reads: (deed: (inside: Inside) => Promise<Outcome>) => Promise<Outcome>;
  /** Changes something within the program: that the command was run is recorded first. */
  readonly changes: (command: string, deed: (inside: Inside) => Promise<Outcome>) => Promise<Outcome>;
  /**
   * Before what cannot be undone.
   * @throws {AppError} `command.unconfirmed` for anything but a yes, and where nobody is there to say it.
   */
  readonly confirm: (question: string, options: { yes?: boolean | undefined }) => Promise<void>;
}

const ABOUT = `What operators do at the machine itself: with the environment of the program, beside it or without it.

Exit codes: 0 done; 1 it looked at something that is not in order; 2 it was called wrongly or could not do it.`;

/** Runs one command. @returns its exit code. */
export async function runCommandLine(
  groups: Readonly<Record<string, string>>,
  commands: readonly ((line: CommandLine) => void)[],
  words: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const wantsJson = words.includes('--json');
  const root = prepared(new Command('kefu'), surroundings).description(ABOUT).version(programVersion());
  const groupOf = new Map(
    Object.entries(groups).map(([name, description]) => [
      name,
      prepared(root.command(name), surroundings).description(description),
    ]),
  );
  let exitCode: number = exitCodes.done;
  let current = '';
  const line: CommandLine = {
    surroundings,
    reads: (deed) => insideProgram({ config: surroundings.config() }, deed),
    changes: (records, deed) => insideProgram({ config: surroundings.config(), records }, deed),
    confirm: (question, { yes = false }) => (yes ? Promise.resolve() : assertYes(surroundings, question)),
    add: (group, name, description) => {
      const parent = group === undefined ? root : (groupOf.get(group) ?? root);
      const command = prepared(parent.command(name), surroundings)
        .description(description)
        .option('--json', 'one JSON object');
      return command.hook('preAction', () => {
        current = [group, command.name()].filter((word) => word !== undefined).join(' ');
      });
    },
    action:
      (deed) =>
      async (...args) => {
        const { result, lines, isInOrder = true } = await deed(...args);
        surroundings.print(
          wantsJson ? JSON.stringify({ ok: isInOrder, command: current, ...result }) : lines.join('\n'),
        );
        exitCode = isInOrder ? exitCodes.done : exitCodes.notInOrder;
      },
  };
  for (const command of commands) {
    command(line);
  }
  try {
    await root.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    return fail(error, surroundings, wantsJson ? current : undefined);
  }
}

/** Commander has printed help, and what is wrong with the call, itself. */
function fail(error: unknown, surroundings: Surroundings, command: string | undefined): number {
  const isUsage = error instanceof CommanderError;
  if (isUsage && error.exitCode === 0) {
    return exitCodes.done;
  }
  if (command !== undefined) {
    const code = isUsage ? 'command.wrong' : codeOf(error);
    surroundings.print(JSON.stringify({ ok: false, command, error: { code, message: reasonOf(error) } }));
  } else if (!isUsage) {
    surroundings.warn(reasonOf(error));
  }
  return exitCodes.failed;
}

function prepared(command: Command, { print, warn }: Surroundings): Command {
  return command
    .exitOverride()
    .showHelpAfterError()
    .helpCommand(false)
    .configureOutput({ writeOut: (text) => print(text.trimEnd()), writeErr: (text) => warn(text.trimEnd()) });
}

async function assertYes(surroundings: Surroundings, question: string): Promise<void> {
  const answer = await surroundings.ask(`${question} [y/N] `);
  if (answer === undefined) {
    throw new AppError('command.unconfirmed', `${question} Say so with --yes.`);
  }
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new AppError('command.unconfirmed', 'nothing was done');
  }
}
