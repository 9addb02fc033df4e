/** Where staff read what people said. */
export type Readable =
  | 'audit-events'
  | 'audit-export'
  | 'audit-review'
  | 'audit-transcript'
  | 'contact'
  | 'conversation'
  | 'conversations'
  | 'evaluation-results'
  | 'explanation'
  | 'gap'
  | 'gap-questions'
  | 'gaps'
  | 'handoff'
  | 'handoff-events'
  | 'handoffs'
  | 'media'
  | 'messages'
  | 'replay-turns'
  | 'satisfaction'
  | 'ticket'
  | 'ticket-comments'
  | 'tickets'
  | 'trial-results';

/** A reading, and whose words were read. A list is searched, and what has an id of its own is viewed. */
export type ReadingDeed =
  | {
      action: 'transcript.viewed';
      details: { what: Readable; id?: string; count?: number; contactIds?: readonly string[] };
    }
  | {
      action: 'transcript.searched';
      details: {
        what: Readable;
        filters: Readonly<Record<string, unknown>>;
        count: number;
        contactIds?: readonly string[];
      };
    }
  | { action: 'media.viewed'; details: { mediaId: string } };
