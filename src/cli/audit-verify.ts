import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAnchors } from '../audit/seals/anchors/file-anchors.js';
import { fingerprintOf, publicKeyOf } from '../audit/seals/signatures.js';
import { keyContext } from '../audit/seals/signing-keys.js';
import type { KeyTrust } from '../audit/verification/known-keys.js';
import { SealedLog } from '../audit/verification/sealed-log.js';
import { type VerificationReport, verifyLog } from '../audit/verification/verify-log.js';
import { AppError } from '../common/app-error.js';
import { isMoment, toMoment } from '../common/moment.js';
import { SecretBox } from '../common/secret-box.js';
import { loadReaderConfig, type ReaderConfig } from '../config/load-config.js';
import { EmbeddedPostgres } from '../database/embedded-postgres.js';

const USAGE = `npm run audit:verify [-- --from MOMENT --to MOMENT --anchors FILE --public-key FILE|FINGERPRINT --json]
Rebuilds every hash of the audit log, checks every signature, and names the first thing that is wrong.
Needs DATABASE_URL, with the right to read, and nothing else; without it, the embedded database under DATA_DIR.
--from --to   a day of UTC (2026-01-31) or a moment (2026-01-31T08:00:00+08:00); from is included, to is not
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
  console.error(reasonOf(error));
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
  const config = loadReaderConfig();
  const options = {
    from: momentOf('--from', from),
    to: momentOf('--to', to),
    trust: publicKeys === undefined ? trustIn(config) : { fingerprints: publicKeys.map(readFingerprint) },
  };
  const file = anchors === undefined ? fileOf(config) : assertReadable(anchors);
  const { url, close } = await locate(config);
  try {
    const log = await SealedLog.open(url);
    try {
      const startedAt = performance.now();
      const report = await verifyLog(log, {
        ...options,
        anchors: file === undefined ? undefined : readAnchors(file),
        words: true,
        onProgress: progress(),
      });
      const seconds = (performance.now() - startedAt) / 1_000;
      const [firstKey] = publicKeys === undefined ? await log.keys() : [];
      tell(report, seconds, { json, file, firstKey: firstKey?.id, hasMasterKey: options.trust.owns !== undefined });
      return report.fault === null ? SOUND : FAULTY;
    } finally {
      await log.close();
    }
  } finally {
    await close();
  }
}

async function locate({ databaseUrl, dataDir }: ReaderConfig): Promise<{ url: string; close: () => Promise<void> }> {
  if (databaseUrl !== undefined) {
    return { url: databaseUrl, close: () => Promise.resolve() };
  }
  if (!EmbeddedPostgres.isIn(dataDir)) {
    throw new AppError('database.unavailable', `there is no database under ${dataDir}: set DATABASE_URL, or DATA_DIR`);
  }
  const postgres = await EmbeddedPostgres.attach(dataDir);
  return { url: postgres.url, close: () => postgres.stop() };
}

/** Where the master key is at hand, a key whose private part is not sealed under it was put there by others. */
function trustIn({ masterKeys: [masterKey, ...further] }: ReaderConfig): KeyTrust {
  if (masterKey === undefined) {
    return {};
  }
  const box = new SecretBox(masterKey, { further });
  return {
    owns: ({ id, sealed_private }) => {
      try {
        return fingerprintOf(publicKeyOf(box.open(sealed_private, keyContext(id)))) === id;
      } catch {
        return false;
      }
    },
  };
}

function fileOf({ anchorFile }: ReaderConfig): string | undefined {
  return existsSync(anchorFile) ? anchorFile : undefined;
}

function assertReadable(file: string): string {
  accessSync(file, constants.R_OK);
  return file;
}

function readFingerprint(key: string): string {
  return /^[0-9a-f]{64}$/.test(key) ? key : fingerprintOf(publicKeyOf(readFileSync(key, 'utf8')));
}

function momentOf(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && !isMoment(value)) {
    throw new AppError('request.invalid', `${name} is a day (2026-01-31) or a moment (2026-01-31T08:00:00+08:00)`);
  }
  return toMoment(value) ?? undefined;
}

/** One line for people; the address of a refused connection stands in no message, but in the errors it is made of. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) {
    return `${error.code}: ${error.message}`;
  }
  if (error instanceof AggregateError) {
    return error.errors.map(reasonOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
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
  /** Undefined: the keys are known from outside. */
  firstKey: string | undefined;
  hasMasterKey: boolean;
}

function tell(report: VerificationReport, seconds: number, circumstances: Circumstances): void {
  if (circumstances.json) {
    console.log(
      JSON.stringify({ sound: report.fault === null, ...report, seconds: Math.round(seconds * 1_000) / 1_000 }),
    );
    return;
  }
  const { file, firstKey, hasMasterKey } = circumstances;
  const { fromSeal, toSeal, events, gone, anchors, words, fault } = report;
  console.log(
    toSeal === 0
      ? 'No seal was verified: there is none in this span.'
      : `Seals ${fromSeal} to ${toSeal}: ${events} events in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} a second).`,
  );
  if (gone > 0) {
    console.log(`${gone} events are gone with their month, as a signed checkpoint says; their links are sound.`);
  }
  if (words > 0) {
    console.log(`${words} texts that are still kept are those that were recorded.`);
  }
  console.log(
    file === undefined
      ? 'No anchors: a tail that was cut off, or a log that was replaced as a whole, would not show.'
      : `Anchors of ${file} that agree: ${anchors}.`,
  );
  if (firstKey !== undefined) {
    console.log(`The first public key is ${firstKey}, as the database says: give your own copy of it as --public-key.`);
  }
  if (fault?.code === 'key-unknown' && hasMasterKey) {
    console.log('Keys count here that are sealed under the MASTER_KEY at hand: a wrong one looks the same as this.');
  }
  console.log(verdict(report));
}

function verdict({ fault, toSeal }: VerificationReport): string {
  if (fault !== null) {
    return `FAULTY: ${fault.code}: ${fault.message}`;
  }
  return toSeal === 0 ? 'NOTHING: there was nothing to verify.' : 'SOUND: everything is as it was sealed.';
}
