import { AppError } from '../../common/app-error.js';
import type { AppConfig } from '../../config/app-config.js';

/** @throws {AppError} `access.sign-in-unavailable`: nobody can be sent back to where nobody knows where it is. */
export function publicOriginOf({ publicOrigin }: AppConfig): string {
  if (publicOrigin === undefined) {
    throw new AppError('access.sign-in-unavailable', 'PUBLIC_URL is not set: nobody can be sent back here');
  }
  return publicOrigin;
}
