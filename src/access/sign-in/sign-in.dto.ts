import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { type SignInMode, signInModes } from './wecom-sign-in.js';

const RETURN =
  'Where the browser goes when its member has signed in: a path of this program. Left out: /api/v1/session.';

export class OidcSignInQuery {
  @ApiPropertyOptional({ description: RETURN, example: '/console', maxLength: 1_000 })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  return?: string;
}

export class WecomSignInQuery extends OidcSignInQuery {
  @ApiPropertyOptional({ description: 'By whose app. Left out: the first one.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  account?: string;

  @ApiPropertyOptional({
    description: 'Inside the client of WeCom, or in any other browser, by a QR code; auto looks which one it is.',
    enum: signInModes,
    default: 'auto',
  })
  @IsIn(signInModes)
  mode: SignInMode = 'auto';
}

export class FirstAdministratorBody {
  @ApiProperty({
    description: 'The one-time code that the program logged when it started.',
    example: 'K7QX-2M9P-4TVB-8HRD-WN6E',
    maxLength: 64,
  })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  code!: string;
}

export class SignInWaysView {
  @ApiProperty({ description: 'Whether members can sign in with WeCom.' })
  wecom!: boolean;
  @ApiProperty({ description: 'Whether members can sign in with a provider of OpenID Connect.' })
  oidc!: boolean;
}

export class SignedInView {
  @ApiProperty({ description: 'Where the browser goes now.', example: '/api/v1/session' })
  returnTo!: string;
  @ApiProperty({ description: 'The session.', format: 'uuid' })
  sessionId!: string;
  @ApiProperty({ description: 'Is sent as `X-CSRF-Token` with each request of the browser that changes something.' })
  csrfToken!: string;
}
