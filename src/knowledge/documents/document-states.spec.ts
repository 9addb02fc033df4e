import { expect, it } from 'vitest';
import { documentStates, documentSteps, mayStep } from './document-states.js';

it('a document may stay where it is, and go where the table says and nowhere else', () => {
  const allowed = documentStates.flatMap((from) =>
    documentStates.filter((to) => to !== from && mayStep(from, to)).map((to) => `${from} ${to}`),
  );

  expect(documentStates.every((state) => mayStep(state, state))).toBe(true);
  expect(allowed).toEqual([
    'draft in_review',
    'draft published',
    'draft archived',
    'in_review draft',
    'in_review published',
    'in_review archived',
    'published draft',
    'published archived',
    'archived draft',
    'archived published',
  ]);
});

it('every state can be left, so that no document is lost in one', () => {
  expect(documentStates.every((state) => documentSteps[state].length > 0)).toBe(true);
});
