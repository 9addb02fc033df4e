import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { IsStorable } from '../../common/storable.js';
import { type DocumentState, documentStates } from './document-states.js';

export const documentKinds = ['faq', 'text'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** How many characters an answer has at most: that of a text is the whole text. */
const ANSWER_LENGTH_MAX: Readonly<Record<DocumentKind, number>> = { faq: 20_000, text: 1_000_000 };
export const INTEGER_MAX = 2_147_483_647;
export const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i;

export const Trim = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const trim = (item: unknown): unknown => (typeof item === 'string' ? item.trim() : item);
    return Array.isArray(value) ? value.map(trim) : trim(value);
  });

/** `zh-cn` and `zh-CN` are one language. */
export const CanonicalLanguage = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    try {
      return typeof value === 'string' ? Intl.getCanonicalLocales(value)[0] : value;
    } catch {
      return value;
    }
  });

const AnswerLength = (): PropertyDecorator =>
  ValidateBy({
    name: 'answerLength',
    validator: {
      validate: (value, options) => typeof value === 'string' && value.length <= answerLengthMax(options),
      defaultMessage: (options) => `$property must be shorter than or equal to ${answerLengthMax(options)} characters`,
    },
  });

function answerLengthMax(options: ValidationArguments | undefined): number {
  const object: object = options?.object ?? {};
  return ANSWER_LENGTH_MAX['kind' in object && object.kind === 'text' ? 'text' : 'faq'];
}

/** A document as a caller writes it: the body of a request, and one line of an import. */
export class DocumentFields {
  @ApiProperty({ description: "The caller's own id, unique; never changes.", maxLength: 200 })
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsStorable()
  externalId!: string;

  @ApiProperty({
    required: false,
    enum: documentKinds,
    nullable: true,
    default: 'faq',
    description: 'An entry with a question and its answer, or a text, which is found by its passages.',
  })
  @IsOptional()
  @IsIn(documentKinds)
  kind?: DocumentKind | null;

  @ApiProperty({ maxLength: 500, description: 'The title of a text.' })
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  @IsStorable()
  question!: string;

  @ApiProperty({ required: false, type: [String], description: 'Other ways of asking the same; at most 50.' })
  @IsOptional()
  @Trim()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(500, { each: true })
  @IsStorable({ each: true })
  similarQuestions?: string[] | null;

  @ApiProperty({
    maxLength: ANSWER_LENGTH_MAX.text,
    description: `At most ${ANSWER_LENGTH_MAX.faq} characters; the whole text of a text, at most ${ANSWER_LENGTH_MAX.text}.`,
  })
  @Trim()
  @IsString()
  @IsNotEmpty()
  @AnswerLength()
  @IsStorable()
  answer!: string;

  @ApiProperty({ required: false, type: String, maxLength: 100 })
  @IsOptional()
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  category?: string | null;

  @ApiProperty({ required: false, type: [String], description: 'At most 50.' })
  @IsOptional()
  @Trim()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(100, { each: true })
  @IsStorable({ each: true })
  tags?: string[] | null;

  @ApiProperty({ required: false, type: String, nullable: true, description: 'BCP 47, such as `zh-CN`.' })
  @IsOptional()
  @CanonicalLanguage()
  @Matches(LANGUAGE, { message: '$property must be a language such as zh-CN' })
  language?: string | null;

  @ApiProperty({ required: false, type: String, format: 'date-time', description: 'Not found before this moment.' })
  @IsOptional()
  @IsMoment()
  validFrom?: string | null;

  @ApiProperty({ required: false, type: String, format: 'date-time', description: 'Not found from this moment on.' })
  @IsOptional()
  @IsMoment()
  validUntil?: string | null;
}

export const ReasonProperty = (): PropertyDecorator => (target, key) => {
  ApiProperty({ required: false, type: String, nullable: true, maxLength: 500, description: 'Why; kept with it.' })(
    target,
    key,
  );
  for (const decorate of [IsOptional(), Trim(), IsString(), MaxLength(500), IsStorable()]) {
    decorate(target, key);
  }
};

export class ReasonBody {
  @ReasonProperty()
  reason?: string | null;
}

export class DocumentBody extends DocumentFields {
  @ApiProperty({
    required: false,
    enum: documentStates,
    description: 'Only what is published is found. A new document is a draft; an existing one keeps its state.',
  })
  @IsOptional()
  @IsIn(documentStates)
  state?: DocumentState;

  @ReasonProperty()
  reason?: string | null;
}

export class DraftBody extends DocumentFields {
  @ApiProperty({
    required: false,
    type: Number,
    description:
      'The revision that the change was made from. Left out: a new one is based on the current revision, and an existing one stays as it is.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(INTEGER_MAX)
  basedOn?: number;

  @ReasonProperty()
  reason?: string | null;
}
