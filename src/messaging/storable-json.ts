/** JSON for a `jsonb` column, which takes neither NUL nor half a surrogate pair. */
export function toStorableJson(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
  );
}
