import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import {
  DESCRIPTION_LENGTH_MAX,
  EXAMPLE_LENGTH_MAX,
  EXAMPLES_MAX,
  NAME_LENGTH_MAX,
  type OwnIntent,
} from './own-intent.js';

const ACCOUNTS_MAX = 100;

/** The parameter of the route. */
export class IntentName {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @IsNotEmpty()
  @MaxLength(NAME_LENGTH_MAX)
  @IsStorable()
  @ApiProperty({ maxLength: NAME_LENGTH_MAX })
  name!: string;
}

export class IntentBody {
  @ApiProperty({
    required: false,
    maxLength: DESCRIPTION_LENGTH_MAX,
    default: '',
    description: 'What it is, for people and for the model that recognises it where one is set.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(DESCRIPTION_LENGTH_MAX)
  @IsStorable()
  description?: string;

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: EXAMPLES_MAX,
    description: `Messages that mean it, of at most ${EXAMPLE_LENGTH_MAX} characters each. Of an intent that comes with the program: further ones.`,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(EXAMPLES_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(EXAMPLE_LENGTH_MAX, { each: true })
  @IsStorable({ each: true })
  examples!: string[];

  @ApiProperty({
    required: false,
    type: [String],
    format: 'uuid',
    nullable: true,
    maxItems: ACCOUNTS_MAX,
    description: 'The accounts whose contacts may mean it. Left out: all.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ACCOUNTS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  accountIds?: string[] | null;

  @ApiProperty({ required: false, default: true, description: 'Whether it is recognised.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class IntentView {
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'What it is, for people and for the model that recognises it where one is set.' })
  description!: string;
  @ApiProperty({ type: [String], description: 'Messages that mean it.' })
  examples!: readonly string[];
  @ApiProperty({ type: [String], nullable: true, description: 'Null: all accounts.' })
  accountIds!: readonly string[] | null;
  @ApiProperty({ description: 'Whether it is recognised.' })
  enabled!: boolean;
  @ApiProperty({ description: 'Comes with the program: these are further examples of it.' })
  isShipped!: boolean;
  @ApiProperty({ description: 'Grows with each change: its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class IntentPage {
  @ApiProperty({ type: [IntentView] })
  items!: IntentView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentIntent(intent: OwnIntent, isShipped: boolean): IntentView {
  return {
    name: intent.name,
    description: intent.description,
    examples: intent.examples,
    accountIds: intent.accountIds,
    enabled: intent.enabled,
    isShipped,
    version: intent.version,
    updatedAt: intent.updatedAt.toISOString(),
  };
}
