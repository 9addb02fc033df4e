import type { AccountId, ContactId, ConversationId, DocumentId, ModelId, TurnId } from '../../common/ids.js';
import type { Retrieval } from '../../knowledge/knowledge.js';
import type { HistoryEntry } from '../../messaging/conversations.js';
import type { FailureReason } from '../../models/providers/provider.js';
import type { PickedRoute } from '../../models/routes/route.js';
import type { LanguageCode } from '../language/language.js';
import type { PendingToolCall, ToolFailure, ToolKit } from '../tools/tool-kit.js';

/** A question, and all that an answer to it may rest on. */
export interface AnswerAsk {
  question: string;
  /** The language to answer in. */
  language: LanguageCode;
  /** What was said before, oldest first. */
  history: readonly HistoryEntry[];
  retrieval: Retrieval;
  route: PickedRoute;
  tools: ToolKit | undefined;
  conversation: { id: ConversationId; accountId: AccountId; contactId: ContactId };
  turnId: TurnId;
  /** Whether the answer is the same whoever asks: no flow, and nothing of the contact went into it. */
  cacheable: boolean;
  /** `off`: neither asks the cache nor fills it, as replays and trials want it. */
  cache?: 'on' | 'off' | undefined;
  signal: AbortSignal;
  /** What the turn has left, in milliseconds: for all completions, tools and waits together. */
  deadlineMs: number;
  requestId: string;
}

/** What the answer rests on. `number` is the place among the passages that the model was shown, from 1. */
export type Citation =
  | {
      kind: 'passage';
      number: number;
      documentId: DocumentId;
      externalId: string;
      title: string;
      revision: number;
      ordinal?: number;
      headingPath?: readonly string[];
      /** By the model itself, or because the answer has its words. */
      by: 'model' | 'likeness';
    }
  /** A source of the provider's own, such as a data set of FastGPT. */
  | { kind: 'provider'; title: string; source?: string };

export const claimKinds = ['number', 'date', 'time', 'link', 'email', 'phone', 'code'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** Something in an answer that is either right or wrong, as it is written there. */
export interface Claim {
  kind: ClaimKind;
  text: string;
}

export interface CheckResult {
  /** How many claims the answer makes. */
  claims: number;
  /** Those that stand nowhere in what the answer rests on. */
  unsupported: readonly Claim[];
}

/** What was wrong with an answer that a model gave. */
export type RejectionReason =
  | 'unparsable'
  | 'no-citation'
  | 'unsupported-claims'
  | 'wrong-language'
  /** It went on calling tools when it was to answer. */
  | 'too-many-tools';

/** One completion. */
export interface Attempt {
  modelId?: ModelId;
  model: string;
  /** `tools`: it asked for tools. `rejected`: it answered, and the answer was not good enough. */
  outcome: 'accepted' | 'tools' | 'rejected' | 'failed';
  reason?: FailureReason | RejectionReason;
  milliseconds: number;
  firstTokenMs?: number;
  promptTokens?: number;
  completionTokens?: number;
  /** In the currency of the prices. */
  cost: number;
}

/** A tool that a model called. */
export interface CalledTool {
  tool: string;
  ok: boolean;
  reason?: ToolFailure;
  milliseconds: number;
}

/** `hit`: it was stored; `shared`: the same question was being answered; `miss`: a model was asked, and it is stored. */
export type CacheUse = 'hit' | 'shared' | 'miss' | 'off';

interface Common {
  /** Every completion of this turn, in order; none where the answer came from the cache. */
  attempts: readonly Attempt[];
  cache: CacheUse;
  toolCalls: readonly CalledTool[];
  promptVersion: string;
  /** Not by the model that the route names first, or by none though one was to answer. */
  isDegraded: boolean;
}

export interface GoodAnswer {
  kind: 'answer';
  text: string;
  citations: readonly Citation[];
  /** How sure the model says it is, 0..1; undefined where it cannot be asked. */
  ownConfidence: number | undefined;
  /** Of the whole answer: the search, the model's own and the check together, 0..1. */
  confidence: number;
  checked: CheckResult;
  modelId: ModelId | undefined;
  /** The name of the model that wrote it. */
  model: string;
}

/** What answering comes to, without how it went. */
export type AnswerOutcome =
  | GoodAnswer
  /** The passages hold no answer, says the model. */
  | { kind: 'no-answer' }
  | { kind: 'handoff'; reason: 'model-asked' | 'unsupported-claims' }
  /** `text` asks the contact whether to do what `call` does. */
  | { kind: 'confirm'; call: PendingToolCall; text: string }
  /** No model gave an answer in time; `attempts` say why. */
  | { kind: 'failed' };

export type AnswerResult = AnswerOutcome & Common;
