import { findDates } from './claim-dates.js';
import { findQuantities } from './claim-quantities.js';
import { findTimes } from './claim-times.js';
import { blanked, type Finder, type FoundClaim } from './found-claim.js';

const URL_SIGNS = String.raw`[\w\-.~:/?#@!$&'()*+,;=%]`;
const DOMAIN = String.raw`(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}(?:com|cn|net|org|gov|edu|io|top|vip|shop|info|me|cc|app|co|tv|xyz|site|online|club|link|hk|tw|jp|uk|eu|de|us|dev|ai|example|test)`;
const LINK = new RegExp(
  `[a-z][a-z0-9+.-]{1,20}://${URL_SIGNS}+|(?<![\\w@.-])${DOMAIN}(?![\\w-])(?:[:/]${URL_SIGNS}*)?`,
  'giu',
);
const EMAIL = new RegExp(
  `[a-z0-9][a-z0-9._%+-]{0,63} ?@ ?${DOMAIN}(?![\\w-])|[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9.-]{1,253}\\.[a-z]{2,24}`,
  'giu',
);
const PHONE =
  /(?<![\d.])(?:(?:\(?\+?86\)?[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[48]00(?:[- ]?\d){7}|(?:\(?\+?86\)?[- ]?)?\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}|\+\d{1,3}(?:[- ]?\d){6,12}|\d{7,})(?![\d.]\d|\d)/gu;
const WORD = /[a-z0-9]+(?:[-_.][a-z0-9]+)*/giu;
/** A number and a unit in letters, or a currency and a number. */
const MEASURED =
  /^(?:[a-z]{1,4}\d+(?:\.\d+)?(?<=^(?:rmb|cny|usd|hkd|eur|us)[\d.]+)|[\d.-]+(?:[a-z]{1,2}|[a-z]{3,8}))$/iu;

/** Everything in a plain text (`plainText`) that can be checked, in the order of the kinds. */
export function findClaims(plain: string): FoundClaim[] {
  const found: FoundClaim[] = [];
  const finders: readonly Finder[] = [
    findEmails,
    findLinks,
    findDates,
    findTimes,
    findPhones,
    findCodes,
    findQuantities,
  ];
  finders.reduce((rest, find) => find(rest, found), plain);
  return found;
}

const findEmails: Finder = (text, found) =>
  text.replace(EMAIL, (written) => {
    found.push({ kind: 'email', text: written, isSure: true, key: written.replaceAll(' ', '').toLowerCase() });
    return blanked(written);
  });

const findLinks: Finder = (text, found) =>
  text.replace(LINK, (match) => {
    const written = match.replace(/[.,;:!?'")*_~]+$/u, '');
    found.push({ kind: 'link', text: written, isSure: true, key: linkKey(written) });
    return blanked(match);
  });

/** Without the protocol of the web and a slash at the end; the host in lower case. */
function linkKey(link: string): string {
  const bare = link.replace(/^https?:\/\//iu, '').replace(/\/+$/u, '');
  const host = /^[^/?#]*/u.exec(bare)?.[0] ?? '';
  return host.toLowerCase() + bare.slice(host.length);
}

const findPhones: Finder = (text, found) =>
  text.replace(PHONE, (written) => {
    found.push({ kind: 'phone', text: written, isSure: true, digits: phoneDigits(written) });
    return blanked(written);
  });

/** Without the code of China. */
export function phoneDigits(written: string): string {
  return written.replaceAll(/\D/gu, '').replace(/^(?:00)?86(?=1\d{10}$|0\d{9,11}$)/u, '');
}

/** Names of models, parts, orders: letters and digits in one word. */
const findCodes: Finder = (text, found) =>
  text.replace(WORD, (written) => {
    if (!/\d/u.test(written) || !/[a-z]/iu.test(written) || MEASURED.test(written)) {
      return written;
    }
    found.push({ kind: 'code', text: written, isSure: true, key: written.toLowerCase() });
    return blanked(written);
  });
