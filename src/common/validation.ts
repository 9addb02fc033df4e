import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InvalidRequestError } from './app-error.js';

/** Checks every body, query and parameter against its class; what the class does not know is refused. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => new InvalidRequestError('the request is not valid', faultsOf(errors)),
  });
}

/** One fault a field: its path and what is wrong, never its value. */
export function faultsOf(errors: readonly ValidationError[], parent = ''): string[] {
  return errors.flatMap((error) => {
    const path = parent === '' ? error.property : `${parent}.${error.property}`;
    const forms = formsOf(error).map((form) =>
      form.replace(`in ${error.property} `, '').replace(`${error.property} `, ''),
    );
    const own = forms.length === 0 ? [] : [`${path}: ${forms.join(', ')}`];
    return [...own, ...faultsOf(error.children ?? [], path)];
  });
}

/** Of what is not there, that it is not there: all else that is wrong with it says nothing more. */
function formsOf({ constraints = {}, value }: ValidationError): string[] {
  const { isNotEmpty } = constraints;
  const isAbsent = value === undefined || value === null;
  return isAbsent && isNotEmpty !== undefined ? [isNotEmpty] : Object.values(constraints);
}
