import type { Type } from '@nestjs/common';
import { validationPipe } from '../../common/validation.js';

/**
 * Checks what a command was given as the API checks the body of the same deed.
 * @throws {InvalidRequestError} with every fault.
 */
export async function validated<Body extends object>(form: Type<Body>, given: object): Promise<Body> {
  const body: unknown = await validationPipe().transform(given, { type: 'body', metatype: form });
  if (!(body instanceof form)) {
    throw new TypeError(`${form.name} is no class of a body`);
  }
  return body;
}
