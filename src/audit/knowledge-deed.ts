import type { Change } from './change.js';

/** What is done to the knowledge base, and by whom it is carried away. */
export type KnowledgeDeed =
  | {
      action: 'knowledge.document-created' | 'knowledge.document-updated';
      details: Change & { documentId: string; revision: number; state: string };
    }
  | {
      action: 'knowledge.document-state-changed';
      details: { documentId: string; revision: number; from: string; state: string };
    }
  | {
      action: 'knowledge.document-restored';
      details: Change & { documentId: string; revision: number; restored: number; state: string };
    }
  | { action: 'knowledge.document-deleted'; details: Change & { documentId: string; revision: number } }
  | {
      action: 'knowledge.draft-saved' | 'knowledge.draft-discarded';
      details: Change & { documentId: string; version: number; basedOn: number };
    }
  | {
      action: 'knowledge.draft-published';
      details: Change & { documentId: string; revision: number; version: number; basedOn: number };
    }
  | {
      action: 'knowledge.category-changed';
      details: Change & {
        name: string;
        version: number;
        answerFrom: number | null;
        clarifyFrom: number | null;
        lowConfidenceAction: string | null;
        accountIds: readonly string[] | null;
      };
    }
  | { action: 'knowledge.category-deleted'; details: { name: string; version: number } }
  | {
      action: 'knowledge.vocabulary-changed';
      details: Change & { version: number; synonyms: number; stopWords: number };
    }
  | { action: 'knowledge.exported'; details: { format: string; state: string | null; category: string | null } }
  | {
      action: 'knowledge.import-requested';
      details: { importId: string; format: string; publish: boolean; dryRun: boolean };
    }
  | {
      action: 'knowledge.import-completed';
      details: {
        importId: string;
        dryRun: boolean;
        total: number;
        created: number;
        updated: number;
        unchanged: number;
        failed: number;
      };
    }
  | { action: 'knowledge.import-failed'; details: { importId: string; reason: string } }
  | { action: 'knowledge.gap-changed'; details: { clusterId: string; state: string; documentId?: string } }
  | {
      action: 'knowledge.evaluation-requested';
      details: { evaluationId: string; source: 'questions' | 'asked'; questions: number };
    }
  | {
      action: 'knowledge.evaluation-completed';
      details: {
        evaluationId: string;
        questions: number;
        better: number;
        worse: number;
        newHits: number;
        lostHits: number;
        changed: number;
      };
    }
  | { action: 'knowledge.evaluation-failed'; details: { evaluationId: string; reason: string } };
