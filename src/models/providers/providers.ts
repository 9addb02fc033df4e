import type { Dispatcher } from 'undici';
import { assertNever } from '../../common/app-error.js';
import type { ProviderKind } from '../model.js';
import { ChatGlm } from './chatglm.js';
import { type ConversationIds, Dify } from './dify.js';
import { FastGpt } from './fastgpt.js';
import { type Connection, OpenAiCompatible } from './openai-compatible.js';
import type { Provider } from './provider.js';

/** What speaks to a model of this kind. */
export function providerOf(
  kind: ProviderKind,
  connection: Connection,
  dispatcher: Dispatcher,
  conversations: ConversationIds,
): Provider {
  switch (kind) {
    case 'openai-compatible':
      return new OpenAiCompatible(connection, dispatcher);
    case 'fastgpt':
      return new FastGpt(connection, dispatcher);
    case 'chatglm':
      return new ChatGlm(connection, dispatcher);
    case 'dify':
      return new Dify(connection, dispatcher, conversations);
    default:
      return assertNever(kind);
  }
}
