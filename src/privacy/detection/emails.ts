import { type Detector, KIND_LABELS, type Place } from './personal-span.js';

/** As long as each part may be, RFC 5321; looked at on both sides of an at sign, so that nothing else is looked at. */
const LOCAL_MAX = 66;
const DOMAIN_MAX = 256;
const localEnd = /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])? ?$/;
const domainStart = /^ ?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}/;

export const emailDetector: Detector = { kind: 'email', label: KIND_LABELS.email, find: emails };

function* emails(text: string): Generator<Place> {
  let end = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', Math.max(end, at + 1))) {
    const [local] = localEnd.exec(text.slice(Math.max(end, at - LOCAL_MAX), at)) ?? [];
    const [domain] = domainStart.exec(text.slice(at + 1, at + 1 + DOMAIN_MAX)) ?? [];
    if (local !== undefined && domain !== undefined) {
      end = at + 1 + domain.length;
      yield { start: at - local.length, end };
    }
  }
}
