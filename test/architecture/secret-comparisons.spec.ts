import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** How long an ordinary comparison takes tells how much of a secret was right. */
const SECRET = String.raw`\b[\w.]*(?:[sS]ecret|[sS]ignature|csrfToken|[pP]assword|apiKey|adminKey|_hash|Hash)\b`;
const NO_SECRET = String.raw`(?!=| |undefined|null|true|false|['"\d])`;
const ORDINARY = new RegExp(
  String.raw`${SECRET} *[!=]==? *${NO_SECRET}|[\w)\]] *(?<!undefined *|null *|' *)[!=]==?(?!=) *${SECRET}|${SECRET}\.(?:equals|localeCompare)\(`,
);
/** By what is proved that somebody is who he says. */
const PROOFS = {
  'src/access/admin-key.ts': 'timingSafeEqual(hash(key), this.adminHash)',
  'src/access/keys/bearer-keys.ts': 'timingSafeEqual(secret.hash, digest)',
  'src/access/secrets.ts': 'timingSafeEqual(digestOf(one), digestOf(other))',
  'src/access/sessions/session-authenticator.ts': 'isSameSecret(told, csrfToken)',
  'src/access/signing/signed-requests.ts': 'timingSafeEqual(signatureOf(parts, one.key), signature)',
  'src/wecom/wecom-crypto.ts': 'timingSafeEqual(expected, given)',
};
/** Of everything else a hash is looked up, which whoever guesses cannot choose. */
const LOOKED_UP = {
  'src/access/sessions/open-sessions.ts': /token_hash = \$1[^]*\[hash, /,
  'src/access/sign-in/first-administrator.ts': /code_hash = \$1[^]*\[digestOf\(canonicalCode\(typed\)\)\]/,
  'src/access/sign-in/sign-in-states.ts':
    /state_hash = \$1[^]*\[digestOf\(state\), provider, digestOf\(browserSecret\)\]/,
  'src/access/sign-in/waiting-identities.ts': /token_hash = \$1[^]*\[digestOf\(token\)\]/,
};

it('no secret is compared in a time that tells something of it', () => {
  const ours = sourceFiles().filter((file) => !file.startsWith('src/simulator/')); // it plays WeCom
  const told = ours.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => ORDINARY.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

  expect(told).toEqual([]);
});

it.each(Object.entries(PROOFS))('%s compares digests in constant time', (file, comparison) => {
  expect(readFileSync(file, 'utf8')).toContain(comparison);
});

it.each(Object.entries(LOOKED_UP))('%s looks for a hash', (file, statement) => {
  expect(readFileSync(file, 'utf8')).toMatch(statement);
});

it('an ordinary comparison would be seen', () => {
  expect(
    ['if (sentSecret === stored) {', 'row.token_hash.equals(hash)', 'x !== this.apiKey;'].filter(
      (line) => !ORDINARY.test(line),
    ),
  ).toEqual([]);
});
