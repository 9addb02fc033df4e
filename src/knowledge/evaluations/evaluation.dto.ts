import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../common/paging.js';
import { isStorable } from '../../common/storable.js';
import { QUERY_LENGTH_MAX } from '../knowledge.js';
import { type Change, changes } from './compare.js';
import { QUESTIONS_MAX } from './evaluations.js';

const DAYS_MAX = 365;
const LIMIT_DEFAULT = 1_000;
const ID_LENGTH_MAX = 200;

const kinds = ['questions', 'asked'];

/** What a body is whose kind is none of these: its fault is told then. */
class UnknownBody {
  @IsIn(kinds)
  kind!: string;
}

class AccountBody {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what this account may quote, and of the questions that were asked, only those asked of it.',
  })
  @IsOptional()
  @IsUUID()
  accountId?: string;
}

class QuestionItem {
  @ApiProperty({ minLength: 1, maxLength: QUERY_LENGTH_MAX, description: 'Is kept with personal data masked.' })
  question!: string;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: ID_LENGTH_MAX,
    description: 'The document that answers it.',
  })
  expectedExternalId?: string | null;
}

/**
 * One check for all of them: class-validator takes a fifth of a second for 5,000 objects, in which no callback would be
 * answered.
 */
const AreQuestions = (): PropertyDecorator =>
  ValidateBy({
    name: 'areQuestions',
    validator: {
      validate: (items) => Array.isArray(items) && faultIn(items) === undefined,
      defaultMessage: (options) => {
        const items: unknown = options?.value;
        return `$property ${(Array.isArray(items) ? faultIn(items) : undefined) ?? 'must be an array'}`;
      },
    },
  });

/** What is wrong with the first item that is wrong. */
function faultIn(items: readonly unknown[]): string | undefined {
  const index = items.findIndex((item) => faultOf(item) !== undefined);
  return index < 0 ? undefined : `item ${index}: ${faultOf(items[index])}`;
}

function faultOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) {
    return 'it must be an object';
  }
  const { question, expectedExternalId, ...others }: Record<string, unknown> = { ...item };
  if (Object.keys(others).length > 0) {
    return 'there must be nothing but question and expectedExternalId';
  }
  if (!isText(question, QUERY_LENGTH_MAX)) {
    return `question must be a text of 1 to ${QUERY_LENGTH_MAX} characters`;
  }
  const isId = (expectedExternalId ?? undefined) === undefined || isText(expectedExternalId, ID_LENGTH_MAX);
  return isId ? undefined : `expectedExternalId must be a text of 1 to ${ID_LENGTH_MAX} characters`;
}

function isText(value: unknown, lengthMax: number): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= lengthMax && isStorable(value);
}

export class QuestionsBody extends AccountBody {
  @ApiProperty({ enum: ['questions'], description: 'Questions that are sent along.' })
  @IsIn(kinds)
  kind!: 'questions';

  @ApiProperty({ type: [QuestionItem], minItems: 1, maxItems: QUESTIONS_MAX })
  @ArrayMinSize(1)
  @ArrayMaxSize(QUESTIONS_MAX)
  @AreQuestions()
  @Transform(({ obj: { items } }: { obj: Record<string, unknown> }) => items)
  items!: QuestionItem[];
}

export class AskedBody extends AccountBody {
  @ApiProperty({ enum: ['asked'], description: 'Questions that contacts have asked.' })
  @IsIn(kinds)
  kind!: 'asked';

  @ApiProperty({ minimum: 1, maximum: DAYS_MAX, description: 'What was asked in the last days.' })
  @IsInt()
  @Min(1)
  @Max(DAYS_MAX)
  days!: number;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: QUESTIONS_MAX,
    default: LIMIT_DEFAULT,
    description: 'How many different questions, the most recent ones.',
  })
  @IsInt()
  @Min(1)
  @Max(QUESTIONS_MAX)
  limit: number = LIMIT_DEFAULT;
}

export class EvaluationBody {
  @ApiProperty({
    oneOf: [{ $ref: getSchemaPath(QuestionsBody) }, { $ref: getSchemaPath(AskedBody) }],
    description: 'Questions that are sent along, or those that contacts asked.',
  })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Transform(({ obj: { source } }: { obj: Record<string, unknown> }) => sourceOf(source))
  source!: QuestionsBody | AskedBody;
}

/** Not by a discriminator of class-transformer, which throws at a list that holds null. */
function sourceOf(source: unknown): unknown {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) {
    return source;
  }
  const kind = 'kind' in source ? source.kind : undefined;
  const known = kind === 'questions' ? QuestionsBody : kind === 'asked' ? AskedBody : UnknownBody;
  return plainToInstance(known, source);
}

export class ResultsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: changes })
  @IsOptional()
  @IsIn(changes)
  change?: Change;
}
