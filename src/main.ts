import { Logger } from '@nestjs/common';
import { AppError } from './common/app-error.js';
import { loadConfig } from './config/load-config.js';
import { Program } from './program.js';

const STOP_TIMEOUT_MS = 10_000;

try {
  const config = loadConfig();
  const program = await Program.start(config);
  const logger = new Logger('Main');
  logger.log({ role: config.environment.ROLE, url: program.url }, 'ready');
  // Listeners that stay: a terminal's Ctrl-C comes twice, once by itself and once more from npm.
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping ??= stop(program, logger, signal);
    });
  }
} catch (error) {
  console.error(error instanceof AppError ? `${error.code}: ${error.message}` : error);
  process.exit(1);
}

async function stop(program: Program, logger: Logger, signal: string): Promise<void> {
  logger.log({ signal }, 'stopping');
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  await program.stop();
  process.exit(0);
}
