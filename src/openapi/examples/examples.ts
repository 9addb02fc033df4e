import type { Json } from '../json.js';
import { accessExamples } from './access.js';
import { administrationExamples } from './administration.js';
import { dialogExamples } from './dialog.js';
import type { Example } from './example.js';
import { handoffExamples } from './handoff.js';
import { knowledgeExamples } from './knowledge.js';
import { modelExamples } from './models.js';
import { oversightExamples } from './oversight.js';

/** In the order in which they make sense. */
export const examples: readonly Example[] = [
  ...administrationExamples,
  ...accessExamples,
  ...knowledgeExamples,
  ...modelExamples,
  ...dialogExamples,
  ...handoffExamples,
  ...oversightExamples,
];

/** Of the body of an operation, as the document has them: by name. */
export function examplesOf(operation: string): Json {
  return Object.fromEntries(
    examples
      .filter((example) => example.operation === operation)
      .map(({ body, summary }, index) => [
        `example${index + 1}`,
        { ...(summary !== undefined && { summary }), value: body },
      ]),
  );
}
