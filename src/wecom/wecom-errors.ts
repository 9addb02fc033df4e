import { AppError } from '../common/app-error.js';

/**
 * WeCom gave no answer that is one: no connection, a dropped one, a time-out, HTTP other than 200, a gateway's HTML.
 * Trying again may help. It has no `cause`, because what the HTTP client throws may hold the request's URL, and the
 * token or the secret stands in it.
 */
export class WecomUnreachableError extends AppError {
  constructor(
    /** Such as `timeout`, `http-502`, `ECONNREFUSED`. */
    readonly reason: string,
  ) {
    super('wecom.unreachable', `WeCom did not answer: ${reason}`);
  }
}

/** `gettoken` was refused: the corpid, the secret or the app's settings are wrong. Remembered for a minute. */
export class TokenRefusedError extends AppError {
  constructor(
    readonly errcode: number,
    /** `gettoken` is not called again before. */
    readonly afterMs: number,
  ) {
    super('wecom.token-refused', `WeCom refused an access token with errcode ${errcode}: check corpid, secret and app`);
  }
}
