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
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(program, logger, signal));
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
