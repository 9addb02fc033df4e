/** What comes with the program. Everything that is none of the others is a `question`, and is looked up. */
export const shippedIntents = [
  'greeting',
  'thanks',
  'goodbye',
  'acknowledgement',
  'wants-human',
  'complaint',
  'order-status',
  'order-change',
  'refund-request',
  'invoice-request',
  'question',
] as const;

export type ShippedIntent = (typeof shippedIntents)[number];

/** What a message is for. */
export interface RecognisedIntent {
  /** A shipped one, or the name of one of the enterprise's own. */
  intent: string;
  /** How sure it is, 0..1. */
  score: number;
  by: 'rule' | 'example' | 'model';
}

export function isShippedIntent(name: string): name is ShippedIntent {
  return shippedIntents.some((intent) => intent === name);
}
