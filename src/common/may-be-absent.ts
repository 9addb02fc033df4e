import { ValidateIf } from 'class-validator';

/** A field that may be left out; null is not left out. `IsOptional` checks null as little as nothing. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
