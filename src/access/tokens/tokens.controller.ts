import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { type ApiCaller, Caller, Public, RequireCaller, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { AppError } from '../../common/app-error.js';
import { NotIdempotent } from '../../common/idempotency.js';
import type { AccessRequest } from '../authenticators.js';
import { SessionAuthenticator } from '../sessions/session-authenticator.js';
import { ApiTokens } from './api-tokens.js';
import { TokenAuthenticator } from './token-authenticator.js';
import { TOKEN_ALGORITHM, TOKEN_SECONDS, TokenKeys } from './token-keys.js';

class AccessTokenView {
  @ApiProperty({ description: 'The token, a JWT: send it as `Authorization: Bearer`.' })
  accessToken!: string;
  @ApiProperty({ description: 'How it is sent.', enum: ['Bearer'] })
  tokenType!: 'Bearer';
  @ApiProperty({ description: 'For so many seconds it is valid.', example: 900 })
  expiresIn!: number;
  @ApiProperty({ description: 'When it ends.', format: 'date-time' })
  expiresAt!: string;
  @ApiProperty({ description: 'Its `jti`, by which the audit log knows it.', format: 'uuid' })
  tokenId!: string;
}

export class RotateTokenKeyBody {
  @ApiProperty({
    required: false,
    default: false,
    description: 'Whether what the old keys signed ends at once: for a key that somebody may have got hold of.',
  })
  @IsOptional()
  @IsBoolean()
  revokesOld?: boolean;
}

class TokenKeyView {
  @ApiProperty({ description: 'The `kid` of the key that signs from now on.' })
  id!: string;
}

class JsonWebKeyView {
  @ApiProperty({ description: 'The kind of key.', enum: ['EC'] })
  kty!: string;
  @ApiProperty({ description: 'The curve.', enum: ['P-256'] })
  crv!: string;
  @ApiProperty({ description: 'The first coordinate, in base64url.' })
  x!: string;
  @ApiProperty({ description: 'The second coordinate, in base64url.' })
  y!: string;
  @ApiProperty({ description: 'By which the header of a token names the key.' })
  kid!: string;
  @ApiProperty({ description: 'The algorithm, the only one.', enum: [TOKEN_ALGORITHM] })
  alg!: string;
  @ApiProperty({ description: 'What it is for: signatures.', enum: ['sig'] })
  use!: string;
}

class JsonWebKeySetView {
  @ApiProperty({ type: [JsonWebKeyView], description: 'The keys whose tokens are valid, the newest first.' })
  keys!: JsonWebKeyView[];
}

@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly keys: TokenKeys,
    private readonly sessions: SessionAuthenticator,
    private readonly ways: TokenAuthenticator,
  ) {}

  /** For a session or a key. It allows what its owner may do when it is used, and ends with his session. */
  @ApiOperation({ summary: 'Get an access token for a quarter of an hour' })
  @Post()
  @NotIdempotent('one token more does no harm, and an answer that is kept is a token that is kept')
  @RequireCaller()
  @ApiCreatedResponse({ type: AccessTokenView })
  @Fails('access.token-from-token')
  async issue(@Caller() caller: ApiCaller, @Req() request: AccessRequest): Promise<AccessTokenView> {
    if (this.ways.isUsedBy(request)) {
      throw new AppError('access.token-from-token', 'ask for it with your session or key');
    }
    const { id, token, expiresAt } = await this.tokens.issue(caller, this.sessions.useOf(request)?.session.id);
    return {
      accessToken: token,
      tokenType: 'Bearer',
      expiresIn: TOKEN_SECONDS,
      expiresAt: expiresAt.toISOString(),
      tokenId: id,
    };
  }

  /** It is done by itself every 30 days. */
  @ApiOperation({ summary: 'Sign access tokens with a new key from now on' })
  @Post('keys')
  @NotIdempotent('one key more does no harm: the one before counts until what it signed has ended')
  @RequirePermission('session.manage')
  @ApiCreatedResponse({ type: TokenKeyView })
  async rotate(@Caller() caller: ApiCaller, @Body() { revokesOld = false }: RotateTokenKeyBody): Promise<TokenKeyView> {
    return { id: await this.keys.rotate(caller, { revokesOld }) };
  }
}

/** For whoever checks access tokens himself. */
@ApiTags('access')
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: TokenKeys) {}

  @ApiOperation({ summary: 'The public keys of access tokens' })
  @Get('jwks.json')
  @Public()
  @ApiOkResponse({ type: JsonWebKeySetView })
  async get(): Promise<JsonWebKeySetView> {
    const keys = await this.keys.published();
    return {
      keys: keys.map(({ kty = '', crv = '', x = '', y = '', kid = '', alg = '', use = '' }) => ({
        kty,
        crv,
        x,
        y,
        kid,
        alg,
        use,
      })),
    };
  }
}
