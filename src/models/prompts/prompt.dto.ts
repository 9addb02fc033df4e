import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { type PromptName, promptNames } from './prompt-template.js';

const BODY_LENGTH_MAX = 20_000;
const VERSION = /^[a-z0-9-]{1,60}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** The parameter of the route. */
export class PromptVersion {
  @ApiProperty({ description: 'Such as `answer-7`; `default` is the one that is shipped.' })
  @Matches(VERSION)
  version!: string;
}

/** The parameters of the route. */
export class TrialParameters extends PromptVersion {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id!: string;
}

export class PromptBody {
  @ApiProperty({ enum: promptNames, default: 'answer', required: false, description: 'What the template is for.' })
  @IsIn(promptNames)
  name: PromptName = 'answer';

  @ApiProperty({
    minLength: 1,
    maxLength: BODY_LENGTH_MAX,
    description:
      'The system message, with placeholders: {{rules}} and {{passages}}, once each; {{company}}, {{language}} and {{today}} at will.',
  })
  @IsString()
  @Length(1, BODY_LENGTH_MAX)
  @IsStorable()
  body!: string;

  @ApiProperty({ required: false, maxLength: 500, description: 'What is new about it.' })
  @IsString()
  @MaxLength(500)
  @IsStorable()
  note: string = '';
}

export class TrialQuery {
  @ApiPropertyOptional({ description: 'The version to compare with. Left out: the one that is live.' })
  @IsOptional()
  @Matches(VERSION)
  against?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only what this account may quote.' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({ description: 'The language to answer in, such as `en`. Left out: that of each question.' })
  @IsOptional()
  @Matches(LANGUAGE)
  language?: string;
}
