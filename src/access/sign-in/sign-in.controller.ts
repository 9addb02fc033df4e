import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { NotIdempotent } from '../../common/idempotency.js';
import { AppConfig } from '../../config/app-config.js';
import { ownOrigins } from '../own-origins.js';
import { assertFromOurPages } from '../same-origin.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { firstAdministratorPage } from './pages.js';
import { returnPathOf } from './return-path.js';
import { SignInCookies } from './sign-in-cookies.js';
import { SignInFailureFilter } from './sign-in-failure.filter.js';
import { type Entered, SignIn } from './sign-in.js';
import { SIGN_IN_SECONDS } from './sign-in-states.js';
import {
  FirstAdministratorBody,
  OidcSignInQuery,
  SignedInView,
  SignInWaysView,
  WecomSignInQuery,
} from './sign-in.dto.js';
import { WecomSignIn } from './wecom-sign-in.js';

const FIRST_ADMINISTRATOR_PATH = '/api/v1/sign-in/first-administrator';
const CODE = {
  name: 'code',
  required: false,
  description: 'What the provider gave. Missing: it was broken off there.',
};
const STATE = { name: 'state', required: false, description: 'What went along to the provider.' };
const REDIRECT = { description: 'Somewhere else: the header Location says where.' };

/** How members come in: to the provider, and back from it. What goes wrong is told as a page to whoever wants one. */
@ApiTags('access')
@UseFilters(SignInFailureFilter)
@Controller('api/v1/sign-in')
export class SignInController {
  private readonly origins: readonly string[];

  constructor(
    private readonly signIn: SignIn,
    private readonly wecom: WecomSignIn,
    private readonly oidc: OidcSignIn,
    private readonly cookies: SignInCookies,
    private readonly sessionCookie: SessionCookie,
    config: AppConfig,
  ) {
    this.origins = ownOrigins(config);
  }

  @ApiOperation({ summary: 'Which ways there are to sign in' })
  @Get()
  @Public()
  @ApiOkResponse({ type: SignInWaysView })
  ways(): SignInWaysView {
    return { wecom: this.wecom.isSetUp, oidc: this.oidc.isSetUp };
  }

  @ApiOperation({ summary: 'Sign in with WeCom' })
  @Get('wecom')
  @Public()
  @ApiFoundResponse(REDIRECT)
  @Fails('access.sign-in-unavailable', 'request.not-found')
  async toWecom(
    @Query() { account: accountId, mode, return: wanted }: WecomSignInQuery,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const returnTo = returnPathOf(wanted);
    const { url, begun } = await this.wecom.begin({ accountId, mode, returnTo, userAgent: headers['user-agent'] });
    this.sendTo(reply, url, begun.browserSecret);
  }

  @ApiOperation({ summary: 'Where WeCom sends its members back to' })
  @Get('wecom/callback')
  @Public()
  @ApiQuery(CODE)
  @ApiQuery(STATE)
  @ApiFoundResponse(REDIRECT)
  @Fails(
    'access.disabled',
    'access.not-a-member',
    'access.not-admitted',
    'access.roles-conflict',
    'access.sign-in-declined',
    'access.sign-in-locked',
    'access.sign-in-refused',
    'access.sign-in-stale',
    'access.sign-in-unavailable',
    'request.conflict',
    'request.not-found',
    'wecom.token-refused',
    'wecom.unreachable',
  )
  async fromWecom(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const query = queryOf(request);
    const entered = await this.signIn.finish(
      { provider: 'wecom', state: query.get('state') ?? '', browserSecret: this.cookies.begun.in(request.headers) },
      (begun) => this.wecom.identify(begun, query.get('code') ?? undefined),
    );
    this.admit(reply, entered);
  }

  @ApiOperation({ summary: 'Sign in with a provider of OpenID Connect' })
  @Get('oidc')
  @Public()
  @ApiFoundResponse(REDIRECT)
  @Fails(
    'access.provider-unreachable',
    'access.sign-in-declined',
    'access.sign-in-refused',
    'access.sign-in-unavailable',
  )
  async toOidc(
    @Query() { return: wanted }: OidcSignInQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { url, begun } = await this.oidc.begin(returnPathOf(wanted));
    this.sendTo(reply, url, begun.browserSecret);
  }

  @ApiOperation({ summary: 'Where the provider of OpenID Connect sends members back to' })
  @Get('oidc/callback')
  @Public()
  @ApiQuery(CODE)
  @ApiQuery(STATE)
  @ApiFoundResponse(REDIRECT)
  @Fails(
    'access.disabled',
    'access.not-admitted',
    'access.provider-unreachable',
    'access.roles-conflict',
    'access.sign-in-declined',
    'access.sign-in-locked',
    'access.sign-in-refused',
    'access.sign-in-stale',
    'access.sign-in-unavailable',
    'request.conflict',
  )
  async fromOidc(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const query = queryOf(request);
    const state = query.get('state') ?? '';
    const entered = await this.signIn.finish(
      { provider: 'oidc', state, browserSecret: this.cookies.begun.in(request.headers) },
      (_begun, browserSecret) => this.oidc.identify({ state, browserSecret }, query.toString()),
    );
    this.admit(reply, entered);
  }

  @ApiOperation({ summary: 'The page that asks for the one-time code of the first administrator' })
  @Get('first-administrator')
  @Public()
  @ApiProduces('text/html')
  @ApiOkResponse({ description: 'A page.', schema: { type: 'string' } })
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    const { html, policy } = firstAdministratorPage();
    reply.headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    return html;
  }

  /** For whoever has just signed in, in this browser, and was admitted by nobody. */
  @ApiOperation({ summary: 'Become the first administrator by the one-time code' })
  @Post('first-administrator')
  @HttpCode(200)
  @NotIdempotent('the code counts once, and an answer that is kept is a session that is kept')
  @Public()
  @ApiOkResponse({ type: SignedInView })
  @Fails(
    'access.csrf-refused',
    'access.first-administrator-refused',
    'access.sign-in-locked',
    'access.sign-in-stale',
    'request.conflict',
  )
  async becomeAdministrator(
    @Body() { code }: FirstAdministratorBody,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInView> {
    assertFromOurPages(headers, this.origins);
    const { session, returnTo } = await this.signIn.becomeAdministrator(this.cookies.waiting.in(headers), code);
    reply.header('set-cookie', [this.sessionCookie.set(session.token), this.cookies.waiting.unset()]);
    return { returnTo, sessionId: session.id, csrfToken: session.csrfToken };
  }

  private sendTo(reply: FastifyReply, url: string, browserSecret: string): void {
    reply
      .header('set-cookie', this.cookies.begun.set(browserSecret, SIGN_IN_SECONDS))
      .status(302)
      .header('location', url);
  }

  private admit(reply: FastifyReply, entered: Entered): void {
    const [path, cookie] =
      entered.kind === 'session'
        ? [entered.returnTo, this.sessionCookie.set(entered.session.token)]
        : [FIRST_ADMINISTRATOR_PATH, this.cookies.waiting.set(entered.token, SIGN_IN_SECONDS)];
    reply.header('set-cookie', [cookie, this.cookies.begun.unset()]).status(303).header('location', path);
  }
}

/** Of a callback: providers send along what they like. */
function queryOf({ url }: FastifyRequest): URLSearchParams {
  return new URL(url, 'http://here.invalid').searchParams;
}
