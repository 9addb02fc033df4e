import { ValidateBy, type ValidationOptions } from 'class-validator';

/** PostgreSQL stores neither the character NUL nor half of a surrogate pair. */
export function isStorable(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}

/** A text that PostgreSQL can store. */
export function IsStorable(options: ValidationOptions = {}): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isStorable',
      validator: { validate: isStorable, defaultMessage: () => '$property holds a character that is not text' },
    },
    options,
  );
}
