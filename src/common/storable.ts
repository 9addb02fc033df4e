import { ValidateBy, type ValidationOptions } from 'class-validator';

/** PostgreSQL stores neither the character NUL nor half of a surrogate pair. */
export function isStorable(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}

/** Whether all texts in a value that came as JSON, and the names of its fields, are such. */
export function isStorableThroughout(value: unknown): boolean {
  if (typeof value === 'string') {
    return isStorable(value);
  }
  return (
    typeof value !== 'object' ||
    value === null ||
    Object.entries(value).every(([name, inner]) => isStorable(name) && isStorableThroughout(inner))
  );
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
