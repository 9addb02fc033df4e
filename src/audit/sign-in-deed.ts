/** Who came in, who did not, and what they were given to show next time. */
export type SignInDeed =
  | {
      action: 'sign-in.succeeded';
      details: { provider: string; staffId: string; sessionId: string; roles: readonly string[] };
    }
  /** The reason is the code of the error; the subject is whom the provider named, if it named anybody. */
  | { action: 'sign-in.refused'; details: { provider: string; reason: string; subject: string | null } }
  | { action: 'sign-in.first-administrator-code-made'; details: { expiresAt: string } }
  /** Its member ended it himself. */
  | { action: 'session.ended'; details: { sessionId: string; staffId: string; reason: 'signed-out' } }
  | {
      action: 'session.revoked';
      details: { sessionId: string; staffId: string; reason: 'revoked' | 'rights-changed' | 'too-many' };
    }
  | { action: 'token.issued'; details: { tokenId: string; subject: string; sessionId?: string; expiresAt: string } }
  | { action: 'token.key-created'; details: { keyId: string; predecessor: string | null; revoked: readonly string[] } };
