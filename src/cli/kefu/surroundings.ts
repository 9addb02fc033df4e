import { createInterface } from 'node:readline/promises';
import type { AppConfig } from '../../config/app-config.js';
import { checkConfig, loadConfig, loadReaderConfig, type ReaderConfig } from '../../config/load-config.js';

/** Where a command runs: what it is told, and whom it tells. */
export class Surroundings {
  constructor(
    private readonly given: {
      /** That of the process by default. */
      environment?: Record<string, string | undefined>;
      /** Where `.env` is, and what relative paths begin at. */
      folder: string;
      print: (text: string) => void;
      warn: (text: string) => void;
    },
  ) {}

  get folder(): string {
    return this.given.folder;
  }

  readonly print = (text: string): void => {
    this.given.print(text);
  };

  readonly warn = (text: string): void => {
    this.given.warn(text);
  };

  /** @throws {ConfigurationError} */
  config(): AppConfig {
    return loadConfig(this.given.environment, this.folder);
  }

  /** @throws {ConfigurationError} */
  readerConfig(): ReaderConfig {
    return loadReaderConfig(this.given.environment, this.folder);
  }

  /** What is wrong with the configuration. */
  faults(): readonly string[] {
    return checkConfig(this.given.environment, this.folder);
  }

  /** Undefined where nobody is there to answer. */
  async ask(question: string): Promise<string | undefined> {
    if (!process.stdin.isTTY) {
      return undefined;
    }
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  }
}
