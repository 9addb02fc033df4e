import type { ContactId, TurnId } from '../common/ids.js';
import type { Tx } from '../database/database.js';
import type { InboundContent } from '../messaging/content.js';
import type { Conversation } from '../messaging/conversations.js';
import { type Decision, replyOf, reworded } from './decision.js';
import { explain, type Grounds } from './explain.js';
import type { Explanation } from './explanation.js';
import type { FilterVerdict } from './filters/filter-verdict.js';
import type { FlowState } from './flows/flow-state.js';
import type { RecognisedIntent } from './intents/intent.js';
import { conversationLanguage } from './language/detect-language.js';
import { isLanguageCode, type LanguageCode } from './language/language.js';
import { wordsOf } from './policy.js';
import type { PreviousTurn } from './previous-turn.js';
import { Steps } from './steps.js';
import { type Texts, textsFor } from './texts/texts.js';

/** What a turn is about, and what it may spend. */
export interface TurnSubject {
  turnId: TurnId;
  contactId: ContactId;
  /** The contact's id on the channel. */
  externalId: string;
  conversation: Conversation;
  /** What the bot reads: without personal data, but for an operator, whose words may be for a contact. */
  contents: readonly InboundContent[];
  /** As they came. In memory only. */
  originals: readonly InboundContent[];
  requestId: string;
  /** What is left of the turn's time. */
  budgetMs: number;
  /** Aborted when the turn is somebody else's, or the process ends. */
  signal: AbortSignal;
}

/** What filters found in what was said and in what is answered. */
export interface Alerts {
  inbound?: FilterVerdict;
  outbound?: FilterVerdict;
}

/** What the knowledge base was asked, and what it made of it. */
export interface Asked {
  text: string;
  confidence: number;
  inScope: number;
  firstDocumentId?: string;
  /** Of the first hit. */
  category?: string | undefined;
}

/** What a turn comes to, why, and what is to be kept of it. */
export interface Thought {
  decision: Decision;
  explanation: Explanation;
  language: LanguageCode;
  alerts: Alerts;
  /** Where the turn reached the knowledge base. */
  asked?: Asked | undefined;
  /** Where the conversation is in a flow from now on; null: in none; undefined: where it was. */
  flow?: FlowState | null | undefined;
  effects: readonly Effect[];
}

/** What else is stored with the turn, in its second transaction. */
export type Effect = (tx: Tx) => Promise<void>;

/** What the stages of a turn know of it, and find out. */
export class Turn {
  readonly steps = new Steps();
  readonly grounds: Grounds = {};
  readonly language: LanguageCode;
  readonly texts: Texts;
  /** What was said in words, as far as filters let it pass. */
  text: string;
  /** What the words may refer to. */
  previous: PreviousTurn | undefined;
  intent: RecognisedIntent | undefined;
  /** What people are to be told of, from filters. */
  readonly alerts: Alerts = {};
  readonly effects: Effect[] = [];
  asked: Asked | undefined;
  flow: FlowState | null | undefined;
  /** The question of a flow that still waits, and is put again behind the answer. */
  resume: string | undefined;

  private readonly endsAt: number;

  constructor(readonly subject: TurnSubject) {
    this.endsAt = performance.now() + subject.budgetMs;
    this.text = wordsOf(subject.contents);
    const { language } = subject.conversation;
    const before = language !== null && isLanguageCode(language) ? language : undefined;
    this.language = conversationLanguage(before, this.text);
    this.texts = textsFor(this.language);
    this.grounds.language = this.language;
  }

  /** Milliseconds. */
  get remainingMs(): number {
    return this.endsAt - performance.now();
  }

  /** The words with the personal data in them, for flows and their tools alone; what a filter changed stays so. */
  get original(): string {
    const { contents, originals } = this.subject;
    return this.text === wordsOf(contents) ? wordsOf(originals) : this.text;
  }

  end(decision: Decision): Thought {
    const { grounds, language, asked, intent, alerts, effects } = this;
    const said = replyOf(decision);
    const isGoneOn = this.resume !== undefined && (decision.kind === 'answer' || decision.kind === 'clarify');
    const whole = isGoneOn ? reworded(decision, `${said}\n\n${this.resume}`) : decision;
    const explanation = explain(decision, { ...grounds, ...(intent && { intent }), steps: this.steps.taken });
    return {
      decision: whole,
      explanation,
      language,
      alerts,
      asked,
      effects,
      flow: decision.kind === 'handoff' ? null : this.flow,
    };
  }
}
