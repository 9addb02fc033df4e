import { isISO8601, ValidateBy } from 'class-validator';

/** A day or a moment with its offset; ISO 8601 has weeks, ordinals and the year 0 besides, which PostgreSQL refuses. */
const FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;
/** The years that have four digits in every time zone's spelling. */
const [FIRST_YEAR, LAST_YEAR] = [1000, 9999];

/** A day (`2026-01-31`) or a moment with its offset (`2026-01-31T08:00:00+08:00`). */
export const IsMoment = (): PropertyDecorator =>
  ValidateBy({
    name: 'isMoment',
    validator: {
      validate: isMoment,
      defaultMessage: () =>
        '$property must be a day (2026-01-31) or a moment with its offset (2026-01-31T08:00:00+08:00)',
    },
  });

/** Whether it is one of those that `IsMoment` takes. */
export function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !FORM.test(value) || !isISO8601(value, { strict: true })) {
    return false;
  }
  const year = new Date(value).getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** In UTC, where a day begins too: PostgreSQL has a time zone of its own, and knows no offset of 16 hours and more. */
export function toMoment(value: string | null | undefined): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  const [, microseconds = ''] = /\.\d{3}(\d{1,3})/.exec(value) ?? []; // which a Date has no place for
  return new Date(value).toISOString().replace('Z', `${microseconds}Z`);
}
