import { Injectable } from '@nestjs/common';
import { Surveys } from '../../handoff/satisfaction/surveys.js';
import type { Decision } from '../decision.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** The word that a contact adds to the score of a moment ago. */
@Injectable()
export class SurveyStage implements Stage {
  readonly name = 'survey';

  constructor(private readonly surveys: Surveys) {}

  async decide({ subject, text, effects }: Turn): Promise<Decision | undefined> {
    const comment = await this.surveys.comment(subject.contactId, text, subject.requestId);
    if (comment === undefined) {
      return undefined;
    }
    effects.push((tx) => comment.apply(tx));
    return { kind: 'answer', reason: 'commented', text: comment.text };
  }
}
