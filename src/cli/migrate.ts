import { AppError } from '../common/app-error.js';
import { loadConfig } from '../config/load-config.js';
import { EmbeddedPostgres } from '../database/embedded-postgres.js';
import { migrate } from '../database/migrator.js';

/** `npm run migrate`: brings the database up to date as its owner. */
try {
  const config = loadConfig();
  const { DATABASE_URL, DATABASE_OWNER_URL } = config.environment;
  if (DATABASE_URL === undefined) {
    const postgres = await EmbeddedPostgres.attach(config.dataDir);
    report(await migrate(postgres.ownerUrl, new URL(postgres.url).username));
    await postgres.stop();
  } else {
    if (DATABASE_OWNER_URL === undefined) {
      console.warn('DATABASE_OWNER_URL is not set: the application runs with the rights of the owner of its tables.');
    }
    report(await migrate(DATABASE_OWNER_URL ?? DATABASE_URL, applicationRole(DATABASE_URL, DATABASE_OWNER_URL)));
  }
} catch (error) {
  console.error(error instanceof AppError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}

function applicationRole(url: string, ownerUrl: string | undefined): string | undefined {
  const role = decodeURIComponent(new URL(url).username);
  return ownerUrl === undefined || decodeURIComponent(new URL(ownerUrl).username) === role ? undefined : role;
}

function report(done: readonly string[]): void {
  console.log(done.length === 0 ? 'The database is up to date.' : `Ran ${done.join(', ')}.`);
}
