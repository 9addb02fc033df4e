/** What can be wrong with the log: stable, for programs. */
export const faultCodes = [
  'anchor-mismatch',
  'chain-rewritten',
  'checkpoint-wrong',
  'event-added',
  'event-changed',
  'event-late',
  'event-missing',
  'key-unknown',
  'link-changed',
  'link-missing',
  'order-changed',
  'seal-changed',
  'seal-missing',
  'signature-wrong',
  'tail-missing',
  'time-moved',
  'words-changed',
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** The first thing that is wrong, and where. */
export interface Fault {
  code: FaultCode;
  /** For people; holds no personal data. */
  message: string;
  seal?: number;
  sequence?: number;
  eventId?: string;
}

/** Ends a verification: nothing behind the first fault says anything any more. */
export class FaultFound extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
    this.name = 'FaultFound';
  }
}

export function found(code: FaultCode, message: string, where: Omit<Fault, 'code' | 'message'> = {}): FaultFound {
  return new FaultFound({ code, message, ...where });
}
