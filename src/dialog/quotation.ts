import type { Hit } from '../knowledge/knowledge.js';

/** What a hit is quoted as: an entry's answer as it stands, a passage under its title and headings. */
export function quotationOf(hit: Hit): string {
  return hit.passage === undefined ? hit.text : `【${placeOf(hit)}】\n${hit.text}`;
}

/** The title, and of a passage the headings it stands under. */
export function placeOf({ title, passage }: Hit): string {
  return [title, ...(passage?.headingPath ?? [])].join(' › ');
}
