import type { Keeping } from '../../models/cache/answer-cache.js';
import { inputKey, type KeyGround, questionKey } from '../../models/cache/cache-key.js';
import type { CacheSubject } from '../../models/cache/stored-answers.js';
import type { Model } from '../../models/model.js';
import type { Models } from '../../models/models.js';
import type { PromptTemplate } from '../../models/prompts/prompt-template.js';
import { findPersonalData } from '../../privacy/detection/find-personal-data.js';
import { hasPlaceholder } from '../../privacy/detection/placeholder.js';
import type { AnswerAsk, AnswerOutcome } from './answer.js';
import { type AnswerInput, wordsOfContact } from './answer-input.js';
import type { Answering } from './answering.js';

/** Grows with each change of what is kept, or of how answers are checked. */
const FORM = 1;
/** What has a context is seldom asked again. */
const CONTEXT_HOURS = 1;
/** Somebody may be writing the answer that the base lacks: then its version changes, and this is asked again anyhow. */
const NO_ANSWER_HOURS = 1;
const HOUR_MS = 3_600_000;

/**
 * What an answer is kept under: the question alone where it means the same whoever asks it, else everything that the model
 * reads. Undefined where it is not to be kept: the contact wrote personal data.
 */
export function subjectOf(
  ask: AnswerAsk,
  input: AnswerInput,
  template: PromptTemplate,
  models: Models,
): CacheSubject | undefined {
  const { question, history, language, conversation, tools } = ask;
  if ([question, ...wordsOfContact(history)].some(isPersonal)) {
    return undefined;
  }
  const ground = groundOf(ask, input, template, models);
  const subject = { accountId: conversation.accountId, language };
  const definitions = tools?.definitions ?? [];
  const isPlain = ask.cacheable && history.length === 0 && definitions.length === 0;
  return isPlain
    ? { ...subject, key: questionKey(ground, question), question }
    : {
        ...subject,
        key: inputKey(ground, {
          // Applications that keep conversations themselves know more of one than what is sent.
          conversation: ask.route.modelIds.some((id) => keepsConversations(models.get(id))) ? conversation.id : null,
          system: input.system,
          said: input.said,
          definitions,
        }),
        question: undefined,
      };
}

/** A placeholder says that personal data stood in its place. */
function isPersonal(text: string): boolean {
  return hasPlaceholder(text) || findPersonalData(text).length > 0;
}

function keepsConversations(model: Model | undefined): boolean {
  return model?.provider === 'fastgpt' || model?.provider === 'dify';
}

function groundOf(
  { route, language, conversation, retrieval }: AnswerAsk,
  { frame }: AnswerInput,
  { digest }: PromptTemplate,
  models: Models,
): KeyGround {
  const { temperature, maxTokens, stop } = route;
  return {
    accountId: conversation.accountId,
    language,
    models: route.modelIds.map((id) => [id, models.get(id)?.version ?? 0]),
    settings: { temperature, maxTokens, stop, form: FORM },
    prompt: [digest, frame],
    knowledge: {
      version: retrieval.version,
      edition: route.knowledge,
      passages: retrieval.hits.map(({ documentId, revision, passage }) => [
        documentId,
        revision,
        passage?.ordinal ?? 0,
      ]),
      degraded: retrieval.degraded ?? [],
    },
  };
}

/** Answers are kept, and that there is none; not what a tool returned, and not what another model gave in need. */
export function keeping(hours: number, isPlain: boolean): Keeping<Answering> {
  return {
    pack: ({ outcome, toolCalls, isDegraded }) => {
      if (toolCalls.length > 0 || isDegraded || (outcome.kind !== 'answer' && outcome.kind !== 'no-answer')) {
        return undefined;
      }
      if (hasPlaceholder(JSON.stringify(outcome))) {
        return undefined; // it would be filled in with the data of whoever gets it
      }
      const hoursMax = !isPlain ? CONTEXT_HOURS : outcome.kind === 'no-answer' ? NO_ANSWER_HOURS : hours;
      return { value: { form: FORM, outcome }, ttlMs: Math.min(hours, hoursMax) * HOUR_MS };
    },
    // What a tool returned, or asks to be allowed, is one contact's alone.
    isShareable: ({ outcome, toolCalls }) => toolCalls.length === 0 && outcome.kind !== 'confirm',
    unpack: (value) => {
      const outcome = outcomeOf(value);
      return outcome && { outcome, attempts: [], toolCalls: [], isDegraded: false };
    },
  };
}

function outcomeOf(value: unknown): AnswerOutcome | undefined {
  if (typeof value !== 'object' || value === null || !('form' in value) || value.form !== FORM) {
    return undefined;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the form says that we wrote it
  return 'outcome' in value ? (value.outcome as AnswerOutcome) : undefined;
}
