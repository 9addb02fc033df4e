import type { ContactId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { Vault } from '../../privacy/vault/vault.js';
import type { FlowState } from './flow-state.js';

/** What stands under these is ours; all else a contact may have told. */
const MACHINE_NAMES: ReadonlySet<string> = new Set(['kind', 'flow', 'step', 'tool', 'callKey']);
/** Smaller numbers are none of a telephone or a card. */
const PLAIN_NUMBER_MAX = 1e9;

/** A state as it is kept: placeholders in place of what the contact told. */
export async function protectedState(vault: Vault, tx: Tx, contactId: ContactId, state: FlowState): Promise<FlowState> {
  return withArguments(state, (value) => vault.protectJson(tx, contactId, value, isMachineName));
}

/** A kept state with what the contact told. */
export async function filledState(vault: Vault, sql: Sql, contactId: ContactId, state: FlowState): Promise<FlowState> {
  return withArguments(state, (value) => vault.fillJson(sql, contactId, value, isMachineName));
}

/** Arguments are JSON in a text: what is changed in them must leave them JSON. */
async function withArguments(state: FlowState, change: <Value>(value: Value) => Promise<Value>): Promise<FlowState> {
  if (state.kind === 'flow') {
    return change(state);
  }
  const { args, ...rest } = await change({ ...state, args: textsIn(state.arguments) });
  return { ...rest, arguments: JSON.stringify(args) };
}

/** A placeholder is a text: the long numbers become texts too, which the tool's schema turns back. */
function textsIn(argumentsJson: string): unknown {
  return JSON.parse(argumentsJson, (_, value: unknown) =>
    typeof value === 'number' && value > PLAIN_NUMBER_MAX ? String(value) : value,
  );
}

function isMachineName(key: string): boolean {
  return MACHINE_NAMES.has(key);
}
