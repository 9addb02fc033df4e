import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered, as the audit log tells it. */
export interface RequestContext {
  requestId: string;
  /** Of the other end of the connection; null where it has gone. */
  address: string | null;
  userAgent: string | null;
  /** What the caller says it is for: the header `X-Audit-Purpose`. */
  purpose: string | null;
  /** Somebody at the machine ran a command: what the system does then is his deed. */
  isCommand?: boolean;
}

export const PURPOSE_LENGTH_MAX = 200;
const USER_AGENT_LENGTH_MAX = 300;
/** A character of a purpose takes up to twelve of the header: `%F0%A0%80%80`. */
const HEADER_LENGTH_MAX = 12 * PURPOSE_LENGTH_MAX;

/** What of a request there is to read, whatever serves it. */
interface Request {
  id: string;
  ip?: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Everything that `work` calls and awaits has the context. */
export function withRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** Undefined in a job, and wherever else nobody asked. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

export function contextOf({ id, ip, headers }: Request): RequestContext {
  return {
    requestId: id,
    address: ip ?? null,
    userAgent: textOf(headers['user-agent'])?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    purpose: purposeOf(textOf(headers['x-audit-purpose']?.slice(0, HEADER_LENGTH_MAX))),
  };
}

/** Node reads headers as Latin-1; a purpose in Chinese comes as UTF-8 or percent-encoded, as the client sends it. */
function purposeOf(header: string | null): string | null {
  if (header === null) {
    return null;
  }
  const text = Buffer.from(header, 'latin1').toString('utf8');
  return unescaped(text.includes('\uFFFD') ? header : text).slice(0, PURPOSE_LENGTH_MAX);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign of its own
  }
}

function textOf(header: string | string[] | undefined): string | null {
  const text = (Array.isArray(header) ? header.join(', ') : header)?.trim() ?? '';
  return text === '' ? null : text;
}
