import type { SessionId, StaffId } from '../../common/ids.js';

export type SignInProvider = 'wecom' | 'oidc';

/** A member who has signed in on one device, as it is told. */
export interface Session {
  id: SessionId;
  staffId: StaffId;
  provider: SignInProvider;
  /** From where it was seen last. */
  address: string | null;
  userAgent: string | null;
  createdAt: Date;
  /** To the minute. */
  seenAt: Date;
  /** If nobody is seen with it before. */
  idleEndsAt: Date;
  /** Whatever happens. */
  endsAt: Date;
}

/** What a request's token opened. */
export interface OpenSession extends Session {
  /** What a request with the cookie has to say besides, if it changes something. */
  csrfToken: string;
  /** The token was replaced already, and the one that replaced it may not have arrived. */
  isPrevious: boolean;
  isRotationDue: boolean;
}

export interface NewSession {
  id: SessionId;
  /** Nowhere else but here and in the browser. */
  token: string;
  csrfToken: string;
}

/** Why a session ended before its time. */
export type SessionEnd = 'signed-out' | 'revoked' | 'rights-changed' | 'too-many';
