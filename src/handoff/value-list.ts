import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { IsStorable } from '../common/storable.js';

/** What a caller says is null is left out. */
export const NullIsNothing = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => value ?? undefined);

const VALUES_MAX = 100;
const VALUE_LENGTH_MAX = 100;

const listOf = [NullIsNothing(), IsOptional(), IsArray(), ArrayMinSize(1), ArrayMaxSize(VALUES_MAX), ArrayUnique()];

/** A property of a body: values of which one must match; left out, any does. */
export const IsValueList = (description: string): PropertyDecorator =>
  allOf([
    ApiPropertyOptional({ type: [String], minItems: 1, maxItems: VALUES_MAX, description }),
    ...listOf,
    IsString({ each: true }),
    IsNotEmpty({ each: true }),
    MaxLength(VALUE_LENGTH_MAX, { each: true }),
    IsStorable({ each: true }),
  ]);

/** As `IsValueList`, of ids. */
export const IsIdList = (description: string): PropertyDecorator =>
  allOf([
    ApiPropertyOptional({ type: [String], format: 'uuid', minItems: 1, maxItems: VALUES_MAX, description }),
    ...listOf,
    IsUUID(undefined, { each: true }),
  ]);

function allOf(decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) {
      decorate(target, property);
    }
  };
}
