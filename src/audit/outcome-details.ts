/** How a turn ended, and of what, by what and under which rules its answer was made. What is undefined is left out. */
export interface OutcomeDetails {
  turnId: string;
  outcome: string;
  reason: string;
  /** The messages that it answers. */
  inbound: readonly string[];
  language?: string | undefined;
  intent?: string | undefined;
  /** Of the answer as a whole, else of the search. */
  confidence?: number | undefined;
  searchConfidence?: number | undefined;
  inScope?: number | undefined;
  passages?:
    readonly { documentId: string; revision: number; score: number; cited?: boolean | undefined }[] | undefined;
  modelId?: string | undefined;
  /** Its name. */
  model?: string | undefined;
  /** Whether its words were taken. */
  modelOutcome?: string | undefined;
  promptVersion?: string | undefined;
  routeId?: string | undefined;
  arm?: string | undefined;
  /** How many were asked for. */
  completions?: number | undefined;
  tokens?: number | undefined;
  /** Whether the answer was given before. */
  cache?: unknown;
  filters?: readonly { direction: string; list: string; word: string; action: string }[] | undefined;
  moderation?: readonly string[] | undefined;
  /** How many things the turn had to do without. */
  degraded?: number | undefined;
}
