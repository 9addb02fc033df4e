import type { ErrorCode } from './error-catalogue.js';

export const API_ERRORS = 'api:errors';

/**
 * For the API's document: the codes that a route answers by what it does. Those that follow from its form need no
 * mention: 400 where there is input, 401 and 403 where it is not public, 404 where an id names something, 412 where it
 * takes `If-Match`, 413 and 415 where it takes a body, 429, 500 and 503 everywhere. Said twice, both count.
 */
export const Fails =
  (...codes: readonly ErrorCode[]): MethodDecorator & ClassDecorator =>
  (target: object, _name?: string | symbol, descriptor?: PropertyDescriptor): void => {
    const where: unknown = descriptor?.value ?? target;
    if (typeof where === 'function') {
      const known: unknown = Reflect.getMetadata(API_ERRORS, where);
      Reflect.defineMetadata(API_ERRORS, [...(Array.isArray(known) ? known : []), ...codes], where);
    }
  };
