import { XMLParser } from 'fast-xml-parser';
import { AppError } from '../common/app-error.js';

/** An element: its text, or its children; what occurs more than once is a list. */
export type XmlValue = string | XmlElement | XmlValue[];
export interface XmlElement {
  [name: string]: XmlValue;
}

/** Lists of one arrive as a single child: https://developer.work.weixin.qq.com/document/path/90240 */
const LISTS = new Set(['SelectedItem', 'OptionId', 'item', 'PicList', 'ApprovalNode', 'Item', 'NotifyNode']);
const DEPTH_MAX = 16;
const TAGS_MAX = 5_000;
/**
 * A tag, or the declaration `<?xml …?>`; neither a document type nor any other `<!…>`. Quotes are closed within it and
 * `?>` is its first `>`: the parser would see its end elsewhere, and something may hide between the two ends.
 */
const TAG = /<(?=[^<>]{1,1000}>)(?:[^!?"']|\?(?=[^?<>]*\?>))(?:[^<>"']|"[^<>"]*"|'[^<>']*')*>/y;

// oxlint-disable-next-line no-control-regex -- members do send them inside a text, and no XML may hold them
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

/** Every text stays a string: a MsgId exceeds 2^53, and an EventKey may be `007`. */
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: true, // the white space around an element or a CDATA section, not what stands in the section
  maxNestedTags: DEPTH_MAX,
  jPath: false,
  isArray: (name) => LISTS.has(name),
});

/**
 * The children of the document's `<xml>` element. Entities are not expanded and a document type is refused, because
 * whoever finds the callback's address can send anything.
 * @throws {AppError} with the given code.
 */
export function parseCallbackXml(
  text: string,
  code: 'callback.envelope-invalid' | 'callback.message-invalid',
): XmlElement {
  const clean = text.replaceAll(CONTROL_CHARACTERS, '');
  if (!hasPlainMarkup(clean)) {
    throw new AppError(code, 'the document is not XML, has a document type, or is too large');
  }
  const root = parse(clean, code);
  const xml = root['xml'];
  if (xml === undefined || typeof xml === 'string' || Array.isArray(xml)) {
    throw new AppError(code, 'the document has no <xml> element with children');
  }
  return xml;
}

/** The text of a child; undefined where there is none or it has children of its own. */
export function textOf(element: XmlElement, name: string): string | undefined {
  const value = Object.hasOwn(element, name) ? element[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A child with children of its own. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  const value = Object.hasOwn(element, name) ? element[name] : undefined;
  return value === undefined || typeof value === 'string' || Array.isArray(value) ? undefined : value;
}

/** The children of that name, however many. */
export function childrenOf(element: XmlElement, name: string): XmlValue[] {
  const value = Object.hasOwn(element, name) ? element[name] : undefined;
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function parse(text: string, code: 'callback.envelope-invalid' | 'callback.message-invalid'): XmlElement {
  try {
    const root: unknown = parser.parse(text, true);
    if (isElement(root, 0)) {
      return root;
    }
  } catch {
    // What the parser throws quotes the document, which must not reach a log: hence no cause.
  }
  throw new AppError(code, 'the document is not XML');
}

/**
 * Whether there are only tags, comments and CDATA sections, and not too many: a text may well speak of `<!DOCTYPE` in
 * its section, and the parser takes half a second for a million bytes of empty tags.
 */
function hasPlainMarkup(text: string): boolean {
  let tags = 0;
  let at = text.indexOf('<');
  while (at >= 0) {
    if (text.startsWith('<![CDATA[', at)) {
      at = text.indexOf(']]>', at);
    } else if (text.startsWith('<!--', at)) {
      at = text.indexOf('-->', at + 4);
    } else {
      TAG.lastIndex = at;
      tags += 1;
      at = tags <= TAGS_MAX && TAG.test(text) ? TAG.lastIndex : -1;
    }
    if (at < 0) {
      return false;
    }
    at = text.indexOf('<', at);
  }
  return tags > 0;
}

function isElement(value: unknown, depth: number): value is XmlElement {
  return (
    typeof value === 'object' &&
    value !== null &&
    depth < DEPTH_MAX &&
    Object.values(value).every((child) => typeof child === 'string' || isValue(child, depth + 1))
  );
}

function isValue(value: unknown, depth: number): value is XmlValue {
  return Array.isArray(value)
    ? value.every((child) => typeof child === 'string' || isValue(child, depth + 1))
    : isElement(value, depth);
}
