export const documentStates = ['draft', 'in_review', 'published', 'archived'] as const;
export type DocumentState = (typeof documentStates)[number];

/** Where a document may go from each state. Only what is published is found. */
export const documentSteps: Readonly<Record<DocumentState, readonly DocumentState[]>> = {
  draft: ['in_review', 'published', 'archived'],
  in_review: ['draft', 'published', 'archived'],
  published: ['draft', 'archived'],
  archived: ['draft', 'published'],
};

/** What a new document may be. */
export const firstStates = ['draft', 'in_review', 'published'] as const satisfies readonly DocumentState[];

/** Staying where one is is no step, and always allowed. */
export function mayStep(from: DocumentState, to: DocumentState): boolean {
  return from === to || documentSteps[from].includes(to);
}
