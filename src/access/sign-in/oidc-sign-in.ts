import { Injectable, Logger } from '@nestjs/common';
import * as client from 'openid-client';
import { fetch as outgoingFetch } from 'undici';
import { AppError } from '../../common/app-error.js';
import { AppConfig, type OidcProvider } from '../../config/app-config.js';
import { OutgoingDispatcher } from '../../config/outgoing-dispatcher.js';
import type { Identity } from '../staff/identity.js';
import { publicOriginOf } from './public-origin.js';
import { type BegunSignIn, derivedSecret, SignInStates } from './sign-in-states.js';

export const OIDC_CALLBACK_PATH = '/api/v1/sign-in/oidc/callback';

const TIMEOUT_S = 10;
const KNOWN_FOR_MS = 60 * 60_000;
const RESPONSE_BYTES_MAX = 1_048_576;
const GROUPS_MAX = 1_000;

interface Known {
  at: number;
  configuration: Promise<client.Configuration>;
}

/**
 * Members sign in with any provider of OpenID Connect: authorization code, PKCE and nonce.
 * @see https://openid.net/specs/openid-connect-core-1_0.html
 */
@Injectable()
export class OidcSignIn {
  private readonly logger = new Logger(OidcSignIn.name);
  private known: Known | undefined;

  constructor(
    private readonly states: SignInStates,
    private readonly outgoing: OutgoingDispatcher,
    private readonly config: AppConfig,
  ) {}

  get isSetUp(): boolean {
    return this.config.publicOrigin !== undefined && this.config.oidcProvider !== undefined;
  }

  /**
   * @returns where the browser goes, and what it keeps meanwhile.
   * @throws {AppError} `access.sign-in-unavailable`, `access.provider-unreachable`.
   */
  async begin(returnTo: string): Promise<{ url: string; begun: BegunSignIn }> {
    const provider = this.provider();
    const redirectUri = publicOriginOf(this.config) + OIDC_CALLBACK_PATH;
    const configuration = await this.configuration(provider);
    const begun = await this.states.begin('oidc', null, returnTo);
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: provider.scopes,
      state: begun.state,
      nonce: derivedSecret(begun, 'nonce'),
      code_challenge: await client.calculatePKCECodeChallenge(derivedSecret(begun, 'pkce')),
      code_challenge_method: 'S256',
    });
    return { url: url.href, begun };
  }

  /**
   * @param query what the provider sent back.
   * @throws {AppError} `access.sign-in-declined`, `access.sign-in-refused`, `access.provider-unreachable`.
   */
  async identify(begun: BegunSignIn, query: string): Promise<Identity> {
    const provider = this.provider();
    const configuration = await this.configuration(provider);
    const url = new URL(publicOriginOf(this.config) + OIDC_CALLBACK_PATH);
    url.search = query;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: derivedSecret(begun, 'pkce'),
        expectedNonce: derivedSecret(begun, 'nonce'),
        expectedState: begun.state,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) {
        throw new AppError('access.sign-in-refused', 'the provider names nobody');
      }
      const more = await this.userInfo(configuration, tokens.access_token, claims.sub);
      return identityOf(provider, claims.iss, { ...more, ...claims });
    } catch (error) {
      throw this.failureOf(error);
    }
  }

  private provider(): OidcProvider {
    const { oidcProvider } = this.config;
    if (oidcProvider === undefined) {
      throw new AppError(
        'access.sign-in-unavailable',
        'there is no provider of OpenID Connect: OIDC_ISSUER is not set',
      );
    }
    return oidcProvider;
  }

  /** What the provider publishes, read once an hour; a failure is not kept. */
  private async configuration(provider: OidcProvider): Promise<client.Configuration> {
    if (this.known === undefined || performance.now() - this.known.at > KNOWN_FOR_MS) {
      this.known = { at: performance.now(), configuration: this.discover(provider) };
    }
    try {
      return await this.known.configuration;
    } catch (error) {
      this.known = undefined;
      throw this.failureOf(error);
    }
  }

  private discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<client.Configuration> {
    const isInsecure = new URL(issuer).protocol === 'http:';
    return client.discovery(new URL(issuer), clientId, undefined, authenticationWith(clientSecret), {
      timeout: TIMEOUT_S,
      [client.customFetch]: (url, options) => this.fetch(url, options),
      ...(isInsecure && { execute: [client.allowInsecureRequests] }),
    });
  }

  /** Through the proxy of the configuration, as every call; and never more than a bounded answer. */
  private async fetch(url: string, options: client.CustomFetchOptions): Promise<Response> {
    const answer = await outgoingFetch(url, {
      method: options.method,
      headers: options.headers,
      body: bodyOf(options.body),
      redirect: options.redirect,
      signal: options.signal ?? null,
      dispatcher: this.outgoing.dispatcher,
    });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > RESPONSE_BYTES_MAX) {
        throw new TypeError('the answer is too long');
      }
      chunks.push(chunk);
    }
    const { status, statusText } = answer;
    return new Response(bytes === 0 ? null : Buffer.concat(chunks), {
      status,
      statusText,
      headers: [...answer.headers],
    });
  }

  /** Many providers tell groups and names there alone. One that has none, or refuses, tells what the token says. */
  private async userInfo(
    configuration: client.Configuration,
    accessToken: string,
    subject: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) {
      return {};
    }
    try {
      return await client.fetchUserInfo(configuration, accessToken, subject);
    } catch (error) {
      this.logger.warn({ reason: codeOf(error) }, 'the provider tells no more of whoever signs in');
      return {};
    }
  }

  /** An error of the library may hold the code or a token: what it was is known by its name alone. */
  private failureOf(error: unknown): AppError {
    if (error instanceof AppError) {
      return error;
    }
    if (error instanceof client.AuthorizationResponseError) {
      return new AppError('access.sign-in-declined', `the provider broke off: ${visible(error.error)}`);
    }
    const code = codeOf(error);
    this.logger.warn({ code }, 'a sign-in with OpenID Connect failed');
    const isAnswer = error instanceof client.ResponseBodyError || error instanceof client.ClientError;
    return isAnswer && code !== 'OAUTH_TIMEOUT' && code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM'
      ? new AppError('access.sign-in-refused', 'the provider does not confirm it: begin again')
      : new AppError('access.provider-unreachable', 'the provider does not answer');
  }
}

/** As the provider wants it; by the header where it says nothing. */
function authenticationWith(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) {
    return client.None();
  }
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const byHeader = methods === undefined || methods.includes('client_secret_basic');
    (byHeader ? basic : post)(server, ...rest);
  };
}

/** The library sends forms and nothing else. */
function bodyOf(body: client.CustomFetchOptions['body']): string | null {
  return body instanceof URLSearchParams ? body.toString() : null;
}

function identityOf(
  { groupsClaim }: OidcProvider,
  issuer: string,
  claims: Readonly<Record<string, unknown>> & { sub: string },
): Identity {
  const { sub: subject, name, preferred_username: username, email, email_verified: isVerified } = claims;
  const groups = claims[groupsClaim];
  const address = isVerified === false ? undefined : textOf(email);
  return {
    provider: 'oidc',
    issuer,
    subject,
    name: textOf(name) ?? textOf(username) ?? address ?? subject,
    ...(address !== undefined && { email: address }),
    groups: (Array.isArray(groups) ? groups : [groups])
      .filter((group) => typeof group === 'string')
      .slice(0, GROUPS_MAX),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}

/** What a stranger wrote into a link: the letters of an OAuth error, no more. */
function visible(text: string): string {
  return text.replaceAll(/[^\w.-]/g, '').slice(0, 100);
}
