import { hash } from 'node:crypto';
import { canonicalJson, storable } from './canonical-json.js';

/** An event says what was done; a text that is longer than a prompt stands elsewhere, or is known by its digest. */
const TEXT_LENGTH_MAX = 8_000;
const DETAILS_LENGTH_MAX = 64_000;

/** Details as they are stored: canonical, storable, and of bounded length; what is cut says so, with its digest. */
export function detailsText(details: unknown): string {
  const text = canonicalJson(details, shortened);
  return text.length <= DETAILS_LENGTH_MAX ? text : canonicalJson({ cut: shortened(text, TEXT_LENGTH_MAX) });
}

function shortened(text: string, lengthMax = TEXT_LENGTH_MAX): string {
  return text.length <= lengthMax
    ? storable(text)
    : `${storable(text.slice(0, lengthMax))}… (${text.length} characters, SHA-256 ${hash('sha256', text)})`;
}
