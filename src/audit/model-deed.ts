import type { Change } from './change.js';

/** What is changed of models, routes and prompts. */
export type ModelDeed =
  | {
      action: 'model.created' | 'model.updated' | 'model.key-changed' | 'model.deleted';
      details: Change & {
        modelId: string;
        name: string;
        provider: string;
        host: string;
        hasKey: boolean;
        enabled: boolean;
        version: number;
      };
    }
  | {
      action: 'route.created' | 'route.updated';
      details: Change & {
        routeId: string;
        name: string;
        version: number;
        arms: readonly { arm: string; weight: number }[];
      };
    }
  | { action: 'route.deleted'; details: Change & { routeId: string; name: string; version: number } }
  | {
      action: 'route.rolled-back';
      details: {
        routeId: string;
        version: number;
        by: 'call' | 'itself';
        before: readonly { arm: string; weight: number }[];
        after: readonly { arm: string; weight: number }[];
        /** What each arm came to, where the route was rolled back by itself. */
        figures?: readonly object[];
      };
    }
  | { action: 'prompt.created' | 'prompt.deleted'; details: Change & { name: string; version: string } }
  | { action: 'prompt.published'; details: { name: string; version: string; before: string } }
  | {
      action: 'prompt.trial-requested';
      details: { trialId: string; version: string; against: string; questions: number };
    }
  | { action: 'prompt.trial-completed'; details: { trialId: string; questions: number; changed: number } }
  | { action: 'prompt.trial-failed'; details: { trialId: string; reason: string } };
