/** What a question comes to that the knowledge base cannot answer: a human is asked, or offered. */
export const lowConfidenceActions = ['handoff', 'offer'] as const;
export type LowConfidenceAction = (typeof lowConfidenceActions)[number];
