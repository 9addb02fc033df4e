/**
 * Every deliberate error: its stable code, the HTTP status it becomes and what it means. `docs/errors.md` is kept
 * equal to this list by a test.
 */
export const errorCatalogue = {
  'access.unauthorized': { status: 401, title: 'No valid credentials were sent' },
  'access.forbidden': { status: 403, title: 'These credentials do not allow this' },
  'callback.account-unknown': { status: 404, title: 'No account has this callback address' },
  'callback.ciphertext-invalid': { status: 400, title: 'The ciphertext cannot be decrypted' },
  'callback.envelope-invalid': { status: 400, title: 'The envelope is not the XML that WeCom sends' },
  'callback.message-invalid': { status: 400, title: 'The decrypted message is not the XML that WeCom sends' },
  'callback.parameter-missing': { status: 400, title: 'A query parameter of the callback is missing' },
  'callback.receiver-mismatch': { status: 403, title: 'The callback was encrypted for another receiver' },
  'callback.signature-invalid': { status: 403, title: 'The signature of the callback is wrong' },
  'callback.stale': { status: 403, title: 'The timestamp of the callback is too far off: a replay' },
  'config.invalid': { status: 500, title: 'A setting of the environment is missing or wrong' },
  'database.in-use': { status: 500, title: 'Another application runs on this data folder' },
  'database.migration-missing': { status: 500, title: 'The database lacks a migration' },
  'database.start-failed': { status: 500, title: 'The embedded PostgreSQL did not start' },
  'database.unavailable': { status: 503, title: 'The database does not answer' },
  'request.invalid': { status: 400, title: 'The request is not valid' },
  'request.too-large': { status: 413, title: 'The request body is too large' },
  'request.not-found': { status: 404, title: 'There is no such resource' },
  'request.conflict': { status: 409, title: 'The resource was changed by somebody else' },
  'request.unsupported-media-type': { status: 415, title: 'This content type is not accepted here' },
  'secret.undecipherable': { status: 500, title: 'A stored secret cannot be read with this MASTER_KEY' },
  'server.internal': { status: 500, title: 'Something went wrong on our side' },
  'wecom.token-refused': { status: 502, title: 'WeCom refuses an access token for this account' },
  'wecom.unreachable': { status: 503, title: 'WeCom does not answer' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;
