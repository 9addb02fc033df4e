import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsNotEmpty, IsString, MaxLength, ValidateBy } from 'class-validator';
import { IsStorable, isStorable } from '../../common/storable.js';
import type { StoredVocabulary } from './vocabulary.js';

const GROUPS_MAX = 2_000;
const GROUP_WORDS_MAX = 20;
const STOP_WORDS_MAX = 5_000;
const WORD_LENGTH_MAX = 50;

const Trimmed = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => trimmed(value));

function trimmed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(trimmed);
  }
  return typeof value === 'string' ? value.trim() : value;
}

const IsGroup = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isGroup',
      validator: {
        validate: isGroup,
        defaultMessage: () =>
          `$property must be groups of 2 to ${GROUP_WORDS_MAX} different words of at most ${WORD_LENGTH_MAX} characters`,
      },
    },
    { each: true },
  );

function isGroup(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.length <= GROUP_WORDS_MAX &&
    new Set(value).size === value.length &&
    value.every((word) => typeof word === 'string' && word !== '' && word.length <= WORD_LENGTH_MAX && isStorable(word))
  );
}

const synonyms = {
  type: 'array' as const,
  items: { type: 'array' as const, items: { type: 'string' as const, maxLength: WORD_LENGTH_MAX } },
  maxItems: GROUPS_MAX,
  description: `Groups of 2 to ${GROUP_WORDS_MAX} words that mean the same.`,
  example: [['退款', '退钱']],
};
const stopWords = {
  type: 'array' as const,
  items: { type: 'string' as const, maxLength: WORD_LENGTH_MAX },
  maxItems: STOP_WORDS_MAX,
  description: `Words of at most ${WORD_LENGTH_MAX} characters that say nothing of what is asked.`,
};

export class VocabularyBody {
  @ApiProperty(synonyms)
  @Trimmed()
  @IsArray()
  @ArrayMaxSize(GROUPS_MAX)
  @IsGroup()
  synonyms!: string[][];

  @ApiProperty(stopWords)
  @Trimmed()
  @IsArray()
  @ArrayMaxSize(STOP_WORDS_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(WORD_LENGTH_MAX, { each: true })
  @IsStorable({ each: true })
  stopWords!: string[];
}

export class VocabularyView {
  @ApiProperty(synonyms)
  synonyms!: readonly (readonly string[])[];
  @ApiProperty(stopWords)
  stopWords!: readonly string[];
  @ApiProperty({ description: 'Grows with each change; its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function presentVocabulary(words: StoredVocabulary): VocabularyView {
  return {
    synonyms: words.synonyms,
    stopWords: words.stopWords,
    version: words.version,
    updatedAt: words.updatedAt.toISOString(),
  };
}
