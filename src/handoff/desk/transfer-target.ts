import type { GroupId, OperatorId } from '../../common/ids.js';

/** Somebody a case can be given to, and the names that an operator may write. */
export interface TransferChoice {
  name: string;
  aliases: readonly string[];
  to: { groupId: GroupId } | { operatorId: OperatorId };
}

export type TransferMatch = { kind: 'one'; choice: TransferChoice } | { kind: 'several' } | { kind: 'none' };

/** Whom a written name means: whoever has exactly this name, else the only one whose name begins with it. */
export function transferTargetOf(written: string, choices: readonly TransferChoice[]): TransferMatch {
  const wanted = folded(written);
  const exact = choices.filter((choice) => namesOf(choice).includes(wanted));
  const found = exact.length > 0 ? exact : choices.filter((choice) => isBegun(namesOf(choice), wanted));
  const [choice] = found;
  if (choice === undefined || wanted === '') {
    return { kind: 'none' };
  }
  return found.length === 1 ? { kind: 'one', choice } : { kind: 'several' };
}

function isBegun(names: readonly string[], wanted: string): boolean {
  return names.some((name) => name.startsWith(wanted));
}

function namesOf({ name, aliases }: TransferChoice): string[] {
  return [name, ...aliases].map(folded);
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '');
}
