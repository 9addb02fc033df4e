import { AppError } from '../common/app-error.js';

const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Runs what may leave a row that names nothing, which the database refuses.
 * @throws {AppError} `request.conflict` with this message where it does.
 */
export async function orNamedElsewhere<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION) {
      throw new AppError('request.conflict', message, { cause: error });
    }
    throw error;
  }
}
