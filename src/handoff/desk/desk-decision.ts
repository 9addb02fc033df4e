import type { HandoffId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';

export type DeskReason =
  /** What the operator wrote goes to the contact of a case. */
  | 'desk-relay'
  /** A command of the desk was done, or refused with words. */
  | 'desk-command'
  /** Nothing was relayed, because it is not certain to whom or cannot be: the operator was told. */
  | 'desk-asked-back'
  /** A button of a card was pressed. */
  | 'press';

/** What comes of what an operator wrote or pressed. */
export interface DeskDecision {
  reason: DeskReason;
  /** What whoever wrote or pressed is answered. */
  text?: string;
  /** The same with the personal data that he may see; left out: the same. It is sent, and stored nowhere. */
  shown?: string;
  /** Of a press: the operator's words go to this case from now on. */
  switchTo?: HandoffId;
  /** What is stored with the outcome of the turn, in its second transaction. */
  apply?: (tx: Tx) => Promise<void>;
}
