import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAnchors } from '../audit/seals/anchors/file-anchors.js';
import { fingerprintOf, publicKeyOf } from '../audit/seals/signatures.js';
import { type KeyRow, keyContext } from '../audit/seals/signing-keys.js';
import { SealedLog } from '../audit/verification/sealed-log.js';
import { type VerificationReport, verifyLog } from '../audit/verification/verify-log.js';
import { AppError } from '../common/app-error.js';
import { SecretBox } from '../common/secret-box.js';
import type { AppConfig } from '../config/app-config.js';
import { loadConfig } from '../config/load-config.js';
import { EmbeddedPostgres } from '../database/embedded-postgres.js';

const USAGE = `npm run audit:verify [-- --from MOMENT --to MOMENT --anchors FILE --public-key FILE|FINGERPRINT --json]
Rebuilds every hash of the audit log, checks every signature, and names the first thing that is wrong.
--anchors     a copy of the file of anchors that was kept elsewhere; by default the one of this machine
--public-key  the first public key (PEM) or its fingerprint, as it was kept elsewhere; may be given several times
--json        the result as one line
Ends with 0 where everything is as it was sealed, 1 where it is not, 2 where it could not be read.`;

const PROGRESS_EVENTS = 500_000;
const [SOUND, FAULTY, UNREADABLE] = [0, 1, 2];

/** `npm run audit:verify`: needs the database alone, and believes what was kept outside of it more than the database. */
try {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      anchors: { type: 'string' },
      'public-key': { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
  } else {
    process.exitCode = await verify({ ...values, publicKeys: values['public-key'] });
  }
} catch (error) {
  console.error(error instanceof AppError ? `${error.code}: ${error.message}` : error);
  process.exitCode = UNREADABLE;
}

interface Wanted {
  from?: string | undefined;
  to?: string | undefined;
  anchors?: string | undefined;
  publicKeys?: readonly string[] | undefined;
  json: boolean;
}

async function verify({ from, to, anchors, publicKeys, json }: Wanted): Promise<number> {
  const config = loadConfig();
  const { url, close } = await locate(config);
  const log = await SealedLog.open(url);
  const startedAt = performance.now();
  try {
    const file = anchors ?? (existsSync(config.anchorFile) ? config.anchorFile : undefined);
    const report = await verifyLog(log, {
      from: momentOf('--from', from),
      to: momentOf('--to', to),
      anchors: file === undefined ? undefined : readAnchors(file),
      // Keys that are known from outside need no MASTER_KEY to vouch for them: an auditor has none.
      trust: publicKeys === undefined ? { owns: ownership(config) } : { fingerprints: publicKeys.map(readFingerprint) },
      onProgress: progress(),
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    tell(report, seconds, { json, file, areKeysKnown: publicKeys !== undefined });
    return report.fault === null ? SOUND : FAULTY;
  } finally {
    await log.close();
    await close();
  }
}

async function locate(config: AppConfig): Promise<{ url: string; close: () => Promise<void> }> {
  const { DATABASE_URL } = config.environment;
  if (DATABASE_URL !== undefined) {
    return { url: DATABASE_URL, close: () => Promise.resolve() };
  }
  const postgres = await EmbeddedPostgres.attach(config.dataDir);
  return { url: postgres.url, close: () => postgres.stop() };
}

/** Whether a key's private part is sealed under the `MASTER_KEY` at hand: what is not ours was put there by others. */
function ownership({ masterKey, furtherMasterKeys }: AppConfig): (row: KeyRow) => boolean {
  const box = new SecretBox(masterKey, { further: furtherMasterKeys });
  return ({ id, sealed_private }) => {
    try {
      return fingerprintOf(publicKeyOf(box.open(sealed_private, keyContext(id)))) === id;
    } catch {
      return false;
    }
  };
}

function readFingerprint(key: string): string {
  return /^[0-9a-f]{64}$/.test(key) ? key : fingerprintOf(publicKeyOf(readFileSync(key, 'utf8')));
}

function momentOf(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && Number.isNaN(Date.parse(value))) {
    throw new AppError('request.invalid', `${name} is a day (2026-01-31) or a moment (2026-01-31T08:00:00+08:00)`);
  }
  return value === undefined ? undefined : new Date(value).toISOString();
}

/** For whoever waits: on standard error, so that the result stands alone. */
function progress(): (report: VerificationReport) => void {
  let next = PROGRESS_EVENTS;
  return ({ events, toSeal }) => {
    if (events >= next) {
      next = events + PROGRESS_EVENTS;
      console.error(`${events} events, up to seal ${toSeal} …`);
    }
  };
}

interface Circumstances {
  json: boolean;
  file: string | undefined;
  areKeysKnown: boolean;
}

function tell(report: VerificationReport, seconds: number, { json, file, areKeysKnown }: Circumstances): void {
  if (json) {
    console.log(
      JSON.stringify({ sound: report.fault === null, ...report, seconds: Math.round(seconds * 1_000) / 1_000 }),
    );
    return;
  }
  const { fromSeal, toSeal, events, gone, anchors } = report;
  console.log(
    toSeal === 0
      ? 'No seal was verified: there is none in this span.'
      : `Seals ${fromSeal} to ${toSeal}: ${events} events in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} a second).`,
  );
  if (gone > 0) {
    console.log(`${gone} events are gone with their month, as a signed checkpoint says; their links are sound.`);
  }
  console.log(
    file === undefined
      ? 'No anchors: a tail that was cut off, or a log that was replaced as a whole, would not show.'
      : `${anchors} anchors of ${file} agree.`,
  );
  if (!areKeysKnown) {
    console.log('The public keys were read from the database: give --public-key to hold them against your own copy.');
  }
  console.log(verdict(report));
}

function verdict({ fault, toSeal }: VerificationReport): string {
  if (fault !== null) {
    return `FAULTY: ${fault.code}: ${fault.message}`;
  }
  return toSeal === 0 ? 'NOTHING: there was nothing to verify.' : 'SOUND: everything is as it was sealed.';
}
