import { ValidateBy } from 'class-validator';
import { isStorable } from '../../common/storable.js';
import { isRecord } from './tool-arguments.js';

const MAP_SIZE_MAX = 50;
const TEXT_LENGTH_MAX = 2_000;
const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'];

/** Names and texts: neither many nor long. */
export const IsTextMap = (): PropertyDecorator =>
  check('isTextMap', `must hold ${MAP_SIZE_MAX} texts at most, by their names`, (value) => {
    if (!isRecord(value)) {
      return false;
    }
    const entries = Object.entries(value);
    return entries.length <= MAP_SIZE_MAX && entries.every(([key, text]) => key.length <= 100 && isText(text));
  });

/** One text, or one for each of some languages. */
export const IsLocalText = (): PropertyDecorator =>
  check('isLocalText', 'must be a text, or texts by language: zh-Hans, zh-Hant, en', (value) => {
    if (!isRecord(value)) {
      return isText(value);
    }
    const entries = Object.entries(value);
    return entries.length > 0 && entries.every(([key, text]) => LANGUAGES.includes(key) && isText(text));
  });

export const IsScalar = (): PropertyDecorator =>
  check('isScalar', 'must be a text, a number or a boolean', (value) =>
    typeof value === 'string' ? isText(value) : ['number', 'boolean'].includes(typeof value),
  );

/** JSON that takes no more than so many characters. */
export const IsSmallJson = (lengthMax: number): PropertyDecorator =>
  check('isSmallJson', `must have ${lengthMax} characters at most`, (value) => {
    const text: string | undefined = JSON.stringify(value); // undefined for what is left out
    return text !== undefined && text.length <= lengthMax && isStorable(text);
  });

function isText(value: unknown): boolean {
  return isStorable(value) && typeof value === 'string' && value.length <= TEXT_LENGTH_MAX;
}

function check(name: string, form: string, validate: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate, defaultMessage: () => `$property ${form}` } });
}
