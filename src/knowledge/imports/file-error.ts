import { AppError } from '../../common/app-error.js';
import type { ErrorCode } from '../../common/error-catalogue.js';

const REASON_LENGTH_MAX = 200;

export type FileErrorCode = Extract<ErrorCode, `knowledge.file-${string}`>;

/** Nothing can be read from the file, and trying again would not help. */
export class FileError extends AppError {
  constructor(
    override readonly code: FileErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
  }
}

/**
 * Runs a library on a file from outside.
 * @throws {FileError} `knowledge.file-damaged` for whatever the library throws.
 */
export async function reading<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileError) {
      throw error;
    }
    const reason =
      error instanceof Error ? error.message.split('\n')[0]?.slice(0, REASON_LENGTH_MAX) : 'no reason was given';
    throw new FileError('knowledge.file-damaged', `the file is not ${what} that can be read: ${reason}`, {
      cause: error,
    });
  }
}
