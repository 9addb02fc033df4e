import type { Seal } from '../seals/seal.js';
import type { SealedLog, StoredLink } from './sealed-log.js';

const SEALS_A_PAGE = 500;
const LINKS_A_PAGE = 4_000;

/** Seals that follow each other, and their links, which are on their way. */
export interface SealGroup {
  seals: readonly Seal[];
  links: Promise<readonly StoredLink[]>;
}

/** While one group is checked, the links of the next are on their way. */
export async function* sealGroups(log: SealedLog, after: number, last: number): AsyncGenerator<SealGroup> {
  let ready: SealGroup | undefined;
  let number = after;
  for (;;) {
    const seals = (await log.seals(number, SEALS_A_PAGE)).filter((seal) => seal.number <= last);
    for (const group of split(seals)) {
      const next = fetch(log, group);
      if (ready !== undefined) {
        yield ready;
      }
      ready = next;
    }
    const end = seals.at(-1);
    if (end === undefined) {
      break;
    }
    number = end.number;
  }
  if (ready !== undefined) {
    yield ready;
  }
}

function fetch(log: SealedLog, seals: readonly Seal[]): SealGroup {
  const [first, last] = [seals[0], seals.at(-1)];
  const links =
    first === undefined || last === undefined
      ? Promise.resolve([])
      : log.links(first.firstSequence, last.lastSequence, LINKS_A_PAGE + Math.min(sizeOf(last), LINKS_A_PAGE));
  links.catch(() => undefined); // whoever awaits them is told
  return { seals, links };
}

/** Those of one seal, behind those that were taken. */
export function linksOf(seal: Seal, links: readonly StoredLink[], after: number): StoredLink[] {
  let end = after;
  while ((links[end]?.sequence ?? Number.POSITIVE_INFINITY) <= seal.lastSequence) {
    end += 1;
  }
  return links.slice(after, end);
}

/** Groups of some thousand links. */
function* split(seals: readonly Seal[]): Generator<Seal[]> {
  let group: Seal[] = [];
  let size = 0;
  for (const seal of seals) {
    group.push(seal);
    size += sizeOf(seal);
    if (size >= LINKS_A_PAGE) {
      yield group;
      group = [];
      size = 0;
    }
  }
  if (group.length > 0) {
    yield group;
  }
}

function sizeOf(seal: Seal): number {
  return Math.max(0, seal.lastSequence - seal.firstSequence + 1);
}
