import type { PersonalPart } from '../audit/personal-part.js';

/** JSON for a `jsonb` column, which takes neither NUL nor half a surrogate pair. */
export function toStorableJson(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
  );
}

/** For the audit log, which keeps the digest of what a message says: of the content as the table has it. */
export function messageContent(content: object): PersonalPart {
  return { value: JSON.parse(toStorableJson(content)), isKept: false };
}
