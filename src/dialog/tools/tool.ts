import type { AccountId, ToolId } from '../../common/ids.js';
import type { LocalText } from '../language/localised.js';

export const toolMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type ToolMethod = (typeof toolMethods)[number];

export const authKinds = ['none', 'bearer', 'header', 'basic'] as const;

/** How the enterprise's system knows us; the secret is kept apart. */
export type ToolAuth =
  { kind: 'none' } | { kind: 'bearer' } | { kind: 'header'; headerName: string } | { kind: 'basic'; username: string };

/** What is made of a response. Pointers are JSON pointers (RFC 6901) into its body. */
export interface ResponseMapping {
  /** Where systems answer 200 to everything: the call succeeded when this holds. */
  success?: { pointer: string; is: string | number | boolean };
  /** The part that is the result. Absent: the whole. */
  result?: string;
  /** The result is an object of these. Goes before `result`. */
  fields?: Readonly<Record<string, string>>;
  /** What a contact is told, with `{{/pointer}}` and `{{argument}}`. */
  message?: string;
}

/** An HTTP API of the enterprise, as somebody described it. */
export interface ToolDescription {
  name: string;
  /** For the model: what it does, and when to use it. */
  description: string;
  /** JSON Schema of the arguments, an object. */
  parameters: Readonly<Record<string, unknown>>;
  method: ToolMethod;
  /** With `{{argument}}` behind the host. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** JSON with `{{argument}}`. Absent: all arguments, unless it is a GET or a DELETE. */
  body?: unknown;
  auth: ToolAuth;
  response: ResponseMapping;
  /** What the contact is asked before it acts. */
  confirmation?: LocalText;
  timeoutMs: number;
  /** Where redirects of a GET may lead; the host of `url` is always one. */
  allowedHosts: readonly string[];
  hasSideEffects: boolean;
  /** Whether models may call it; flows always may. */
  forModels: boolean;
  /** Absent: all accounts. */
  accountIds?: readonly AccountId[];
  enabled: boolean;
}

/** A tool with its secret in clear: keep it out of logs and answers. */
export interface Tool extends ToolDescription {
  id: ToolId;
  secret?: string;
  version: number;
  updatedAt: Date;
}

/** What a template may ask for besides arguments: whom the call is for. */
export const contextNames = ['$externalId', '$contactId', '$accountId', '$conversationId'] as const;
