import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { SealedColumns } from '../common/sealed-columns.js';
import { AccessLog } from './access-log.js';
import { AccessGuard } from './access.guard.js';
import { AdminKey } from './admin-key.js';
import { Authenticators } from './authenticators.js';
import { RateGuard } from './edges/rate.guard.js';
import { RateLimits } from './edges/rate-limits.js';
import { RequestRates } from './edges/request-rates.js';
import { keyContext } from './keys/api-key-rows.js';
import { ApiKeys } from './keys/api-keys.js';
import { BearerKeys } from './keys/bearer-keys.js';
import { KeyAdmission } from './keys/key-admission.js';
import { KeyUses } from './keys/key-uses.js';
import { KeysController } from './keys/keys.controller.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotencyKeys } from './idempotency/idempotency-keys.js';
import { TokenSubjects } from './tokens/token-subjects.js';
import { RequestNonces } from './signing/request-nonces.js';
import { SignedRequests } from './signing/signed-requests.js';
import { ReachGate } from './reach-gate.js';
import { StaffModule } from './staff/staff.module.js';
import { StandingCallers } from './standing-callers.js';
import { WecomModule } from '../wecom/wecom.module.js';
import { OpenSessions } from './sessions/open-sessions.js';
import { RotationInterceptor } from './sessions/rotation.interceptor.js';
import { SessionAuthenticator } from './sessions/session-authenticator.js';
import { SessionCookie } from './sessions/session-cookie.js';
import { Sessions } from './sessions/sessions.js';
import { SessionController, SessionsController } from './sessions/sessions.controller.js';
import { FirstAdministrator } from './sign-in/first-administrator.js';
import { OidcSignIn } from './sign-in/oidc-sign-in.js';
import { SignInCookies } from './sign-in/sign-in-cookies.js';
import { SignInFailures } from './sign-in/sign-in-failures.js';
import { SignInStates } from './sign-in/sign-in-states.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.js';
import { WaitingIdentities } from './sign-in/waiting-identities.js';
import { WecomSignIn } from './sign-in/wecom-sign-in.js';
import { ApiTokens } from './tokens/api-tokens.js';
import { TokenAuthenticator } from './tokens/token-authenticator.js';
import { TokenKeys } from './tokens/token-keys.js';
import { JwksController, TokensController } from './tokens/tokens.controller.js';

const sessions = [OpenSessions, SessionAuthenticator, SessionCookie, Sessions];
const tokens = [ApiTokens, TokenAuthenticator, TokenKeys, TokenSubjects];
const signIn = [
  FirstAdministrator,
  OidcSignIn,
  SignIn,
  SignInCookies,
  SignInFailures,
  SignInStates,
  WaitingIdentities,
  WecomSignIn,
];

@Module({
  imports: [StaffModule, WecomModule],
  controllers: [
    KeysController,
    JwksController,
    SessionController,
    SessionsController,
    SignInController,
    TokensController,
  ],
  providers: [
    AccessLog,
    AdminKey,
    Authenticators,
    ReachGate,
    RateLimits,
    RequestRates,
    ApiKeys,
    BearerKeys,
    KeyAdmission,
    KeyUses,
    RequestNonces,
    SignedRequests,
    StandingCallers,
    ...sessions,
    ...tokens,
    ...signIn,
    IdempotencyKeys,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: RateGuard },
    { provide: APP_INTERCEPTOR, useClass: RotationInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [AccessLog, ApiKeys, Authenticators, FirstAdministrator, RateLimits, Sessions],
})
export class AccessModule {
  constructor(columns: SealedColumns) {
    for (const column of ['sealed_secret', 'previous_sealed']) {
      columns.register({ table: 'api_keys', id: 'id', column, context: keyContext });
    }
  }
}
