import { Injectable } from '@nestjs/common';
import type { AccountId } from '../../common/ids.js';
import { withoutPlaceholders } from '../../privacy/detection/placeholder.js';
import type { RecognisedIntent } from './intent.js';
import { IntentModel, type IntentModelOptions } from './intent-model.js';
import { OwnIntents } from './own-intents.js';
import { recognise } from './recognise.js';

/** For whom an intent is recognised, and what that may take. */
export interface IntentOptions extends IntentModelOptions {
  accountId: AccountId;
}

/** What is neither like an example nor known to a model is a question; how sure that is, nobody knows. */
const UNRECOGNISED: RecognisedIntent = { intent: 'question', score: 0.5, by: 'rule' };

/** Tells what a message is for: by rules, then by examples, then by a model where a setting names one. */
@Injectable()
export class Intents {
  constructor(
    private readonly own: OwnIntents,
    private readonly model: IntentModel,
  ) {}

  /** @throws only what `signal` is aborted with, while a model is asked. */
  async of(text: string, { accountId, ...options }: IntentOptions): Promise<RecognisedIntent> {
    const bare = withoutPlaceholders(text);
    return (
      recognise(bare, this.own.examples.best(bare, accountId)) ??
      (await this.model.ask(text, this.own.of(accountId), options)) ??
      UNRECOGNISED
    );
  }
}
