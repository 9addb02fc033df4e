import { Injectable } from '@nestjs/common';
import { type Decision, replyOf, reworded } from './decision.js';
import { Screening } from './screening.js';
import type { Turn } from './turn.js';

/** What is not the service's own words, and so may hold what nobody is to read. */
const FOREIGN_WORDS: ReadonlySet<Decision['reason']> = new Set([
  'quoted',
  'model',
  'chosen',
  'did-you-mean',
  'confirm-tool',
  'flow-asked',
  'flow-done',
  'flow-handoff',
]);

/** The last station of a turn: words that are not to leave the house do not. */
@Injectable()
export class OutboundFilter {
  constructor(private readonly screening: Screening) {}

  async pass(turn: Turn, decision: Decision): Promise<Decision> {
    const text = replyOf(decision);
    if (text === undefined || !FOREIGN_WORDS.has(decision.reason)) {
      return decision;
    }
    const category = turn.grounds.retrieval?.hits[0]?.category ?? turn.grounds.chosen?.category;
    const verdict = await turn.steps.take(
      'outbound-filter',
      () => this.screening.outbound(turn, text, category),
      ({ action }) => action,
    );
    switch (verdict.action) {
      case 'pass':
        return decision;
      case 'mask':
        return reworded(decision, verdict.text);
      case 'refuse':
      case 'handoff':
        return { kind: 'handoff', reason: 'blocked-answer', text: turn.texts.humanNeeded };
    }
  }
}
