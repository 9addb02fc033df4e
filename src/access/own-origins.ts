import type { AppConfig } from '../config/app-config.js';

/** Where pages stand that may act with a member's cookie: our own, and those that `CORS_ORIGINS` lists. */
export function ownOrigins(config: AppConfig): readonly string[] {
  const listed = (config.environment.CORS_ORIGINS ?? '').split(',').map((origin) => origin.trim());
  return [config.publicOrigin ?? '', ...listed].filter((origin) => origin !== '');
}
