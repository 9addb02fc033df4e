import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Surveys } from '../../handoff/satisfaction/surveys.js';
import type { Decision } from '../decision.js';
import { readable } from '../intents/readable.js';
import { sensitiveSubjectOf } from '../intents/sensitive.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** Turns after which words are still the first that the contact wrote. */
const SILENT: readonly Decision['reason'][] = ['press', 'event', 'blank'];

/**
 * The word that a contact adds to the score of a moment ago: the first that he writes after it. What he writes later is
 * about what was said since, and what no machine should speak of is none.
 */
@Injectable()
export class SurveyStage implements Stage {
  readonly name = 'survey';

  constructor(
    private readonly surveys: Surveys,
    private readonly database: Database,
  ) {}

  async decide({ subject, text, effects }: Turn): Promise<Decision | undefined> {
    if (sensitiveSubjectOf(readable(text), undefined) !== undefined) {
      return undefined;
    }
    const comment = await this.surveys.comment(subject.contactId, text, subject.requestId);
    if (comment === undefined || (await this.hasSpokenSince(subject.conversation.id, comment.scoredAt))) {
      return undefined;
    }
    effects.push((tx) => comment.apply(tx));
    return { kind: 'answer', reason: 'commented', text: comment.text };
  }

  private async hasSpokenSince(conversationId: string, scoredAt: Date): Promise<boolean> {
    const rows = await this.database.rows(
      'select 1 from turns where conversation_id = $1 and finished_at > $2 and reason <> all($3) limit 1',
      [conversationId, scoredAt, SILENT],
    );
    return rows.length > 0;
  }
}
