import type { DocumentId } from '../common/ids.js';
import type { Hit } from '../knowledge/knowledge.js';
import { bare } from './commands.js';
import type { Texts } from './texts/texts.js';

/** A document that the contact may have meant. */
export interface Option {
  documentId: DocumentId;
  title: string;
  category?: string;
  /** The best of it, where the document is a text. */
  passage?: NonNullable<Hit['passage']>;
}

/** What a contact says to the options: one of them, or none. Undefined: something else. */
export type Choice = { kind: 'option'; option: Option } | { kind: 'none' } | undefined;

const OPTIONS_MAX = 3;
const TITLE_LENGTH_MAX = 60;

const NONE = new Set([
  '都不是',
  '以上都不是',
  '不是',
  '不是的',
  '都不对',
  '不对',
  '都没有',
  '没有',
  '否',
  '不',
  'no',
  'nope',
  'none',
  'none of them',
  'neither',
]);
const YES = new Set([
  '是',
  '是的',
  '是这个',
  '就是这个',
  '就是',
  '对',
  '对的',
  '没错',
  'yes',
  'yep',
  'yeah',
  'right',
  'correct',
]);

const NUMERALS = ['一', '二', '三'];
/** Such as `2`, `第二个`, `我选2`, `2号`. */
const NUMBER =
  /^(?:我?选择?|回复|option |number |no\.? ?)?(?:第([1-9一二三])[个条项种]?|([1-9一二三])号?)(?:吧|个吧)?$/u;
/** Such as `2. 怎么退货`. */
const NUMBERED_TITLE = /^([1-9一二三])[.、,:)\s]+(.+)$/su;

/** The documents of the best hits, two with the same title being one. */
export function optionsOf(hits: readonly Hit[]): Option[] {
  const found = new Map<string, Option>();
  const documents = new Set<DocumentId>();
  for (const { documentId, title, category, passage } of hits) {
    if (!documents.has(documentId) && !found.has(keyOf(title))) {
      found.set(keyOf(title), {
        documentId,
        title,
        ...(category !== undefined && { category }),
        ...(passage !== undefined && { passage }),
      });
    }
    documents.add(documentId);
  }
  return [...found.values()].slice(0, OPTIONS_MAX);
}

/** What the contact is asked. */
export function clarifyingText(options: readonly Option[], { didYouMean }: Texts): string {
  const single = only(options);
  return single !== undefined
    ? didYouMean.one(shown(single.title))
    : didYouMean.several(options.map(({ title }, index) => `${index + 1}. ${shown(title)}`));
}

/** Which of the options a contact means: a number, a title, or a yes where there is one option only. */
export function choiceOf(text: string, options: readonly Option[]): Choice {
  const said = bare(text.replaceAll(/[\uFE0F\u20E3]/gu, '')); // the frame of a key cap
  if (NONE.has(said)) {
    return { kind: 'none' };
  }
  const option = byNumber(said, options) ?? byTitle(said, options) ?? (YES.has(said) ? only(options) : undefined);
  return option === undefined ? undefined : { kind: 'option', option };
}

function byNumber(said: string, options: readonly Option[]): Option | undefined {
  const [, ordinal, plain] = NUMBER.exec(said) ?? [];
  return at(ordinal ?? plain, options);
}

function byTitle(said: string, options: readonly Option[]): Option | undefined {
  const [, number, title] = NUMBERED_TITLE.exec(said) ?? [];
  const numbered = at(number, options);
  return numbered !== undefined && title !== undefined && isTitleOf(title, numbered)
    ? numbered
    : options.find((option) => isTitleOf(said, option));
}

function at(number: string | undefined, options: readonly Option[]): Option | undefined {
  if (number === undefined) {
    return undefined;
  }
  const numeral = NUMERALS.indexOf(number);
  return options[numeral === -1 ? Number(number) - 1 : numeral];
}

function isTitleOf(said: string, { title }: Option): boolean {
  return [title, shown(title)].some((one) => keyOf(one) === keyOf(said));
}

function only(options: readonly Option[]): Option | undefined {
  return options.length === 1 ? options[0] : undefined;
}

/** A title on one short line. */
function shown(title: string): string {
  const line = title.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= TITLE_LENGTH_MAX ? line : `${line.slice(0, TITLE_LENGTH_MAX)}…`;
}

function keyOf(title: string): string {
  return bare(title).replaceAll(/\s+/gu, '');
}
