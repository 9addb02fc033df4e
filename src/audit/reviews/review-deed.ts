/** What is recorded of saved searches, of the reviews that they ask for, and of their verdicts. */
export type ReviewDeed =
  | {
      action: 'audit.search-created' | 'audit.search-updated' | 'audit.search-deleted';
      details: {
        savedSearchId: string;
        name: string;
        version: number;
        filters: Readonly<Record<string, unknown>>;
        schedule: unknown;
        sample: number;
        enabled: boolean;
      };
    }
  | {
      action: 'audit.search-ran';
      details: { savedSearchId: string; runId: string; from: string; to: string; found: number; sampled: number };
    }
  /** Periods that were over for so long that nobody looks at them any more. */
  | { action: 'audit.search-missed'; details: { savedSearchId: string; from: string; to: string; periods: number } }
  | {
      action: 'audit.answer-reviewed';
      details: { reviewId: string; savedSearchId: string; eventId: string; verdict: string; before: string | null };
    };
