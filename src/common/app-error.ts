import { type ErrorCode, errorCatalogue } from './error-catalogue.js';

/**
 * A deliberate error. `code` is stable and listed in `docs/errors.md`; `message` is for whoever caused it and never
 * holds message texts, tokens or keys.
 */
export class AppError extends Error {
  readonly status: number;
  readonly title: string;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
    this.status = errorCatalogue[code].status;
    this.title = errorCatalogue[code].title;
  }
}

export class NotFoundError extends AppError {
  constructor(what: string) {
    super('request.not-found', `${what} was not found`);
  }
}

export class InvalidRequestError extends AppError {
  constructor(
    message: string,
    readonly faults: readonly string[] = [],
  ) {
    super('request.invalid', message);
  }
}

/** Somebody asked too often. The filter sends `Retry-After` along. */
export class RetryLaterError extends AppError {
  constructor(
    code: ErrorCode,
    message: string,
    /** Whole seconds, at least one. */
    readonly retryAfterSeconds: number,
  ) {
    super(code, message);
  }
}

/** For a `switch` over a union: fails to compile when a case is missing. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${JSON.stringify(value)}`);
}
