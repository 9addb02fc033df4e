import type { DocumentId, TurnId } from '../common/ids.js';
import type { AnswerResult, Citation } from './answers/answer.js';
import type { Option } from './clarification.js';
import type { Vote } from './commands.js';
import type { AnswerRules } from './decide.js';
import type { Decision } from './decision.js';
import type { FlowTrace } from './flows/flow-state.js';
import type { RecognisedIntent } from './intents/intent.js';
import type { Step } from './steps.js';

export interface ExplainedPassage {
  documentId: string;
  externalId: string;
  title: string;
  score: number;
  revision: number;
  /** Where the document is a text that was cut into passages. */
  ordinal?: number;
  headingPath?: readonly string[];
  /** Whether the answer rests on it. */
  cited?: boolean;
}

/** Which words a filter found: not where, because texts are erased before explanations are. */
export interface ExplainedHit {
  list: string;
  word: string;
  action: string;
}

export interface ExplainedRoute {
  /** Absent where no route is meant for the question. */
  id?: string;
  name: string;
  arm: string;
  /** In the order in which they are tried. */
  modelIds: readonly string[];
  promptVersion: string;
  temperature?: number;
  maxTokens?: number;
  stop?: readonly string[];
}

export interface ExplainedModel {
  id?: string;
  name: string;
  outcome: string;
  reason?: string;
  promptVersion: string;
}

export interface AnswerConfidence {
  /** What the thresholds are held against. */
  value: number;
  /** What the model says of itself; null where it cannot be asked. */
  own: number | null;
  claims: number;
  unsupported: number;
}

/** Why a turn ended as it did: enough to retrace it. Holds no texts of contacts; those stand in the messages. */
export interface Explanation {
  decision: { kind: Decision['kind']; reason: string };
  /** The stations of the turn, in their order. */
  steps: readonly Step[];
  language?: string;
  intent?: RecognisedIntent;
  /** What the search says: how likely the first passage answers the question, and that any does. */
  confidence?: number;
  inScope?: number;
  /** Of the whole answer: of the search, of the model in its own words, and of the check of what it claims. */
  answerConfidence?: AnswerConfidence;
  /** What applied to the category of the first passage. */
  thresholds?: AnswerRules;
  knowledge?: { version: number; edition: string; translated: boolean };
  passages?: ExplainedPassage[];
  /** What the turn had to do without, and so was answered worse than it could have been. */
  degraded?: readonly string[];
  route?: ExplainedRoute;
  /** The completion whose answer was taken, or the last one that was tried. */
  model?: ExplainedModel;
  /** Every completion of the turn, in order. */
  attempts?: AnswerResult['attempts'];
  citations?: readonly Citation[];
  cache?: AnswerResult['cache'];
  /** Of all completions; the cost in the currency of the prices. */
  usage?: { promptTokens: number; completionTokens: number; cost: number };
  toolCalls?: AnswerResult['toolCalls'];
  flow?: FlowTrace;
  filters?: { inbound?: readonly ExplainedHit[]; outbound?: readonly ExplainedHit[]; moderation?: readonly string[] };
  /** What the contact was asked to choose from; the next turn reads it. */
  clarification?: { options: readonly Option[] };
  /** What the contact chose, none being null, and the turn of the question that it answers. */
  choice?: { turnId: TurnId; documentId: DocumentId | null };
  /** What the contact thinks of the answer to that turn's question. */
  vote?: { turnId: TurnId; vote: Vote };
  milliseconds: { search?: number; model?: number; total?: number };
}
