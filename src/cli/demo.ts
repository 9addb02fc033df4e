import { parseArgs } from 'node:util';
import { AppError } from '../common/app-error.js';
import { chat } from './demo/chat.js';
import { DemoDesk } from './demo/demo-desk.js';
import { play } from './demo/play.js';
import { readMessages } from './demo/read-messages.js';
import { sampleQuestions } from './demo/sample-questions.js';

/** `npm run demo`: the whole program with a simulated WeCom, to talk to or to play messages at. */
const USAGE = `Usage: npm run demo -- [--messages FILE] [--contacts N] [--data-dir FOLDER]

Starts everything with a simulated WeCom and a sample knowledge base. In a terminal it is a chat.

  --messages FILE    plays the lines of a file (JSON lines with a "text", or plain lines) as many contacts at once
  --contacts N       spreads them over N contacts; without it each line comes from a contact of its own
  --data-dir FOLDER  keeps the data there; without it they are thrown away at the end

LLM_BASE_URL, LLM_MODEL and LLM_API_KEY in the environment let a model write the answers.`;

interface Options {
  messages: readonly string[] | undefined;
  contacts: number | undefined;
  dataDir: string | undefined;
}

process.exit(await main());

async function main(): Promise<number> {
  try {
    const options = readOptions();
    if (options === undefined) {
      console.log(USAGE);
      return 0;
    }
    return await run(options);
  } catch (error) {
    console.error(describe(error));
    return 1;
  }
}

async function run({ messages, contacts, dataDir }: Options): Promise<number> {
  const interrupted = interruption();
  const desk = await DemoDesk.start(dataDir, (line) => console.log(line));
  try {
    const isChat = messages === undefined && process.stdin.isTTY;
    const work = isChat ? chat(desk) : play(desk, messages ?? sampleQuestions, contacts);
    return await Promise.race([work, interrupted]);
  } finally {
    await desk.stop();
  }
}

/** Undefined when only help is asked for. */
function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string' },
      contacts: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  const contacts = values.contacts === undefined ? undefined : Number(values.contacts);
  if (contacts !== undefined && !(Number.isInteger(contacts) && contacts > 0)) {
    throw new TypeError('--contacts is a number from 1');
  }
  const messages = values.messages === undefined ? undefined : readMessages(values.messages);
  return { messages, contacts, dataDir: values['data-dir'] };
}

/**
 * Resolves with the exit code of an interrupted program. The listeners stay, because npm passes on a Ctrl-C that the
 * terminal has sent already, and the second must not end the process before PostgreSQL has stopped.
 */
function interruption(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(130));
    }
  });
}

function describe(error: unknown): unknown {
  if (error instanceof AppError) {
    return `${error.code}: ${error.message}`;
  }
  return error instanceof Error && 'code' in error ? error.message : error;
}
