import type { MediaType } from '../content.js';

const MB = 1_048_576;

/**
 * What WeCom takes of each type, which is the least of all channels.
 * @see https://developer.work.weixin.qq.com/document/path/90253
 */
const BYTES_MAX: Readonly<Record<MediaType, number>> = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };
const BYTES_MIN = 6;
// oxlint-disable-next-line no-control-regex -- they have no place in a name
const NOT_IN_NAMES = /[\u0000-\u001F\u007F/\\]/g;
const NAME_LENGTH_MAX = 200;
const OTHER = 'application/octet-stream';

interface Form {
  mime: string;
  extension: string;
  type: MediaType;
  /** Whether channels take it as what it is, and not only as a file. */
  isSendable: boolean;
  fits: (bytes: Buffer) => boolean;
}

const starts = (text: string, at = 0): Form['fits'] => {
  return (bytes) => bytes.toString('latin1', at, at + text.length) === text;
};

const forms: readonly Form[] = [
  { mime: 'image/jpeg', extension: 'jpg', type: 'image', isSendable: true, fits: starts('\u00FF\u00D8\u00FF') },
  { mime: 'image/png', extension: 'png', type: 'image', isSendable: true, fits: starts('\u0089PNG') },
  { mime: 'image/gif', extension: 'gif', type: 'image', isSendable: false, fits: starts('GIF8') },
  { mime: 'image/webp', extension: 'webp', type: 'image', isSendable: false, fits: starts('WEBP', 8) },
  { mime: 'audio/amr', extension: 'amr', type: 'voice', isSendable: true, fits: starts('#!AMR') },
  { mime: 'audio/speex', extension: 'speex', type: 'voice', isSendable: false, fits: starts('Speex') },
  { mime: 'video/mp4', extension: 'mp4', type: 'video', isSendable: true, fits: starts('ftyp', 4) },
];

/** What the bytes say that they are; what a sender says of them is not believed. */
export function mimeOf(bytes: Buffer): string {
  return forms.find(({ fits }) => fits(bytes))?.mime ?? OTHER;
}

/** The name that people see: the one that was given, without what no file name holds, or one after its type. */
export function fileNameOf(given: string | undefined, type: MediaType, bytes: Buffer): string {
  const name = (given ?? '').replaceAll(NOT_IN_NAMES, '').trim().slice(0, NAME_LENGTH_MAX);
  const extension = forms.find(({ fits }) => fits(bytes))?.extension;
  return name !== '' ? name.toWellFormed() : extension === undefined ? type : `${type}.${extension}`;
}

/** Why no channel would send these bytes as this type; undefined: it would. */
export function faultOf(type: MediaType, bytes: Buffer): string | undefined {
  if (bytes.length < BYTES_MIN) {
    return `a file has ${BYTES_MIN} bytes at least`;
  }
  if (bytes.length > BYTES_MAX[type]) {
    return `${type} has ${BYTES_MAX[type]} bytes at most`;
  }
  const fitting = forms.filter((form) => form.type === type && form.isSendable);
  const isOneOfThem = type === 'file' || fitting.some(({ fits }) => fits(bytes));
  return isOneOfThem ? undefined : `${type} is ${fitting.map(({ mime }) => mime).join(' or ')}`;
}
