#!/usr/bin/env node
// Verifies an exported package of the audit log of wecom-kefu, offline: nothing but Node (20 or newer) is needed.
// The format is specified in docs/audit-format.md; this is one program that reads it, and you may write another.
//
//   node verify-audit-package.mjs PACKAGE [--key FINGERPRINT|PEM-FILE]... [--anchors FILE] [--json]
//   node verify-audit-package.mjs FILE --signature FILE [--key FINGERPRINT|PEM-FILE]... [--json]
//
// The second form is for the other files that the audit log exports, such as reports, with their detached signatures.
// Ends with 0 where everything in the file is proven, 1 where something is not, 2 where it could not be read.

import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const FIELDS = [
  'id',
  'at',
  'action',
  'actor',
  'account_id',
  'contact_id',
  'conversation_id',
  'message_id',
  'request_id',
  'address',
  'user_agent',
  'purpose',
  'details',
  'personal_digest',
];
const HASHES = ['sha256', 'sm3'];
const SIGNATURES = { ed25519: null, sm2: 'sm3' };

class Fault extends Error {}

const digest = (algorithm, ...parts) => {
  const hash = createHash(algorithm);
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest();
};

/** `<bytes>:<text>,` for each field, `-,` for null. */
const canonical = (fields) =>
  fields.map((field) => (field === null ? '-,' : `${Buffer.byteLength(field)}:${field},`)).join('');

const canonicalSeal = (seal) =>
  canonical([
    'seal',
    '1',
    ...[seal.number, seal.firstSequence, seal.lastSequence, seal.firstAt, seal.lastAt, seal.sealedAt].map(String),
    seal.root,
    seal.chain,
    seal.previous,
    seal.hashAlgorithm,
    seal.keyId,
  ]);

const canonicalCheckpoint = (checkpoint) =>
  canonical([
    'checkpoint',
    '1',
    ...[checkpoint.number, checkpoint.sealNumber, checkpoint.lastSequence].map(String),
    checkpoint.sealHash,
    checkpoint.chain,
    ...[checkpoint.eventsBefore, checkpoint.createdAt].map(String),
    checkpoint.hashAlgorithm,
    checkpoint.keyId,
  ]);

const fingerprint = (key) => digest('sha256', key.export({ type: 'spki', format: 'der' })).toString('hex');

/** Walks from a leaf to the root: RFC 6962, with the path given lowest first. */
function rootOf(algorithm, leaf, index, count, path) {
  let node = leaf;
  let position = index;
  let used = 0;
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    const isLeft = position % 2 === 0;
    if (!isLeft || position + 1 < width) {
      const sibling = Buffer.from(path[used] ?? '', 'hex');
      used += 1;
      node = isLeft ? digest(algorithm, '\u0001', node, sibling) : digest(algorithm, '\u0001', sibling, node);
    }
    position = Math.floor(position / 2);
  }
  return used === path.length ? node.toString('hex') : undefined;
}

class Verifier {
  keys = new Map();
  anchors = new Map();
  header;
  seal;
  /** In a range: what the next line has to be. */
  nextSequence;
  counts = { seals: 0, events: 0, gone: 0, unsealed: 0, anchors: 0 };
  /** Of the latest seal that has lost an event: a checkpoint has to say that no event is kept from before. */
  goneAt = -Infinity;
  keptFrom = -Infinity;
  span = { first: undefined, last: undefined };
  isEnded = false;

  constructor(trusted) {
    this.trusted = trusted;
  }

  read(line) {
    if (this.isEnded) {
      throw new Fault('there are lines behind the end');
    }
    const { type, ...rest } = JSON.parse(line);
    if ((this.header === undefined) !== (type === 'package')) {
      throw new Fault('the first line, and no other, says what the file is');
    }
    switch (type) {
      case 'package':
        return this.readHeader(rest);
      case 'key':
        return this.readKey(rest);
      case 'seal':
        return this.readSeal(rest);
      case 'event':
        return this.readEvent(rest);
      case 'gone':
        return this.readGone(rest);
      case 'checkpoint':
        return this.readCheckpoint(rest);
      case 'unsealed':
        this.counts.unsealed += 1;
        return undefined;
      case 'end':
        return this.readEnd(rest);
      default:
        throw new Fault(`a line of the unknown type ${type}`);
    }
  }

  readHeader(header) {
    if (header.format !== 'wecom-kefu-audit' || header.version !== 1) {
      throw new Fault('this is no package of version 1');
    }
    if (header.selection !== 'range' && header.selection !== 'events') {
      throw new Fault('the package says neither that it is a range nor that it holds single events');
    }
    this.header = header;
  }

  /** The first key is believed, or is the one that was named; each other has the signature of its predecessor. */
  readKey({ id, algorithm, publicKey, predecessor, endorsement }) {
    const key = createPublicKey(publicKey);
    if (fingerprint(key) !== id || !(algorithm in SIGNATURES)) {
      throw new Fault(`the key ${id} is not the one that its fingerprint names`);
    }
    const text = canonical(['key', '1', id, algorithm]);
    const isVouchedFor = predecessor !== null && endorsement !== null && this.signed(predecessor, text, endorsement);
    const isTrusted =
      this.trusted.length === 0 ? predecessor === null && this.keys.size === 0 : this.trusted.includes(id);
    if (isVouchedFor || isTrusted) {
      this.keys.set(id, { key, algorithm });
    }
  }

  readSeal(seal) {
    this.assertSealIsComplete();
    const { number, hashAlgorithm, keyId, hash } = seal;
    if (!HASHES.includes(hashAlgorithm)) {
      throw new Fault(`seal ${number} uses an unknown hash`);
    }
    if (digest(hashAlgorithm, canonicalSeal(seal)).toString('hex') !== hash) {
      throw new Fault(`seal ${number} has another hash than it says`);
    }
    if (!this.keys.has(keyId)) {
      throw new Fault(`seal ${number} is signed with the key ${keyId}, which nobody vouches for`);
    }
    if (!this.signed(keyId, canonicalSeal(seal), seal.signature)) {
      throw new Fault(`the signature of seal ${number} is wrong`);
    }
    this.checkOrder(seal);
    this.checkAnchor(seal);
    this.seal = seal;
    this.nextSequence = seal.firstSequence;
    this.counts.seals += 1;
  }

  /** Of seals that follow each other, each names the one before. */
  checkOrder({ number, previous, firstSequence }) {
    const { seal: before } = this;
    const isNext = before !== undefined && number === before.number + 1;
    if (isNext && (previous !== before.hash || firstSequence !== before.lastSequence + 1)) {
      throw new Fault(`seal ${number} was made after another seal ${before.number}`);
    }
    if (before !== undefined && this.isRange && !isNext) {
      throw new Fault(`seal ${number} stands where seal ${before.number + 1} should`);
    }
  }

  checkAnchor({ number, hash }) {
    const anchored = this.anchors.get(number);
    if (anchored !== undefined && anchored !== hash) {
      throw new Fault(`seal ${number} was anchored as another one`);
    }
    this.counts.anchors += anchored === undefined ? 0 : 1;
  }

  readEvent({ sequence, fields, path }) {
    const names = Object.keys(fields);
    if (names.length !== FIELDS.length || !FIELDS.every((name) => name in fields)) {
      throw new Fault(`the event ${sequence} has other fields than an event has`);
    }
    const form = canonical(['1', ...FIELDS.map((name) => fields[name])]);
    this.prove(sequence, digest(this.seal?.hashAlgorithm ?? 'sha256', '\u0000', form), path);
    this.counts.events += 1;
    this.span.first ??= fields.at;
    this.span.last = fields.at;
  }

  readGone({ sequence, leaf, path }) {
    this.prove(sequence, Buffer.from(leaf, 'hex'), path);
    this.counts.gone += 1;
    this.goneAt = Math.max(this.goneAt, this.seal.firstAt);
  }

  readCheckpoint(checkpoint) {
    if (!this.signed(checkpoint.keyId, canonicalCheckpoint(checkpoint), checkpoint.signature)) {
      throw new Fault(`checkpoint ${checkpoint.number} is not signed with a key that is known`);
    }
    this.keptFrom = checkpoint.eventsBefore;
  }

  prove(sequence, leaf, path) {
    const { seal } = this;
    if (seal === undefined || sequence < seal.firstSequence || sequence > seal.lastSequence) {
      throw new Fault(`the event ${sequence} does not belong to the seal before it`);
    }
    if (this.isRange && sequence !== this.nextSequence) {
      throw new Fault(`the event ${sequence} stands where ${this.nextSequence} should`);
    }
    const count = seal.lastSequence - seal.firstSequence + 1;
    if (rootOf(seal.hashAlgorithm, leaf, sequence - seal.firstSequence, count, path) !== seal.root) {
      throw new Fault(`the event ${sequence} is not the one that seal ${seal.number} signed`);
    }
    this.nextSequence = sequence + 1;
  }

  readEnd({ seals, events }) {
    this.assertSealIsComplete();
    if (seals !== this.counts.seals || events !== this.counts.events) {
      throw new Fault('the package has lost lines');
    }
    if (this.counts.gone > 0 && !(this.goneAt < this.keptFrom)) {
      throw new Fault('events are left out, and no checkpoint says that their month was dropped');
    }
    this.isEnded = true;
  }

  assertSealIsComplete() {
    if (this.isRange && this.seal !== undefined && this.nextSequence !== this.seal.lastSequence + 1) {
      throw new Fault(`events of seal ${this.seal.number} are missing`);
    }
  }

  get isRange() {
    return this.header?.selection === 'range';
  }

  signed(keyId, text, signature) {
    const known = this.keys.get(keyId);
    return (
      known !== undefined &&
      verifySignature(SIGNATURES[known.algorithm], Buffer.from(text), known.key, Buffer.from(signature, 'base64'))
    );
  }
}

async function* linesOf(file) {
  const input = createReadStream(file, 'utf8');
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line !== '') {
      yield line;
    }
  }
}

/** The digest of a file, signed by a key of the audit log. */
async function verifyFile(file, { signature: signatureFile, json }, trusted) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) {
    hash.update(piece);
  }
  const { algorithm, keyId, publicKey, signed, signature } = JSON.parse(readFileSync(signatureFile, 'utf8'));
  const [title, id, format, until, bytes, sha256] = signed.split('\n');
  const key = createPublicKey(publicKey);
  const isSigned = () =>
    algorithm in SIGNATURES &&
    verifySignature(SIGNATURES[algorithm], Buffer.from(signed), key, Buffer.from(signature, 'base64'));
  const faults = [
    title !== 'wecom-kefu export 1' && 'this is no signature of an export',
    fingerprint(key) !== keyId && `the key is not ${keyId}`,
    trusted.length > 0 && !trusted.includes(keyId) && `the key ${keyId} is not the one that you named`,
    !isSigned() && 'the signature is wrong',
    hash.digest('hex') !== sha256 && 'the file is not the one that was signed',
  ];
  const fault = faults.find((found) => found !== false);
  if (json) {
    console.log(JSON.stringify({ proven: fault === undefined, keyId, id, format, until, sha256, fault }));
  } else {
    console.log(`export ${id} (${format}, ${bytes} bytes) of what was recorded before ${until}`);
    console.log(`signed with ${keyId}${trusted.length === 0 ? ' (compare this fingerprint with your own copy)' : ''}`);
    console.log(fault === undefined ? 'PROVEN' : `NOT PROVEN: ${fault}`);
  }
  return fault === undefined ? 0 : 1;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true, default: [] },
      anchors: { type: 'string' },
      signature: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (file === undefined) {
    console.error('usage: verify-audit-package.mjs PACKAGE [--key FINGERPRINT|PEM-FILE]... [--anchors FILE] [--json]');
    console.error('       verify-audit-package.mjs FILE --signature FILE [--key FINGERPRINT|PEM-FILE]... [--json]');
    return 2;
  }
  const trusted = values.key.map((key) =>
    /^[0-9a-f]{64}$/.test(key) ? key : fingerprint(createPublicKey(readFileSync(key))),
  );
  if (values.signature !== undefined) {
    return verifyFile(file, values, trusted);
  }
  const verifier = new Verifier(trusted);
  if (values.anchors !== undefined) {
    for await (const line of linesOf(values.anchors)) {
      const { seal, hash } = JSON.parse(line);
      verifier.anchors.set(seal, hash);
    }
  }
  let fault;
  let number = 0;
  try {
    for await (const line of linesOf(file)) {
      number += 1;
      verifier.read(line);
    }
    if (!verifier.isEnded) {
      throw new Fault('the end of the package is missing');
    }
    if (verifier.counts.unsealed > 0) {
      throw new Fault(`${verifier.counts.unsealed} events had no seal yet and are not proven`);
    }
  } catch (error) {
    // Broken JSON or a key that is none is a fault of the package as well.
    if (error.code === 'ENOENT') {
      throw error;
    }
    fault = { line: number, message: error.message };
  }
  tell(verifier, fault, values);
  return fault === undefined ? 0 : 1;
}

function tell({ counts, keys, span, isRange, trusted }, fault, { json }) {
  if (json) {
    console.log(JSON.stringify({ proven: fault === undefined, ...counts, isRange, keys: [...keys.keys()], fault }));
    return;
  }
  const moment = (at) => (at === undefined ? '-' : new Date(Number(at) / 1_000).toISOString());
  console.log(`${counts.events} events from ${moment(span.first)} to ${moment(span.last)} under ${counts.seals} seals`);
  console.log(
    isRange ? 'Nothing between the first and the last is left out.' : 'Single events: others may lie between.',
  );
  if (counts.gone > 0) {
    console.log(
      `${counts.gone} events are gone with their month, as a signed checkpoint says: what they said is not here.`,
    );
  }
  for (const id of keys.keys()) {
    console.log(`signed with ${id}${trusted.length === 0 ? ' (compare this fingerprint with your own copy)' : ''}`);
  }
  console.log(counts.anchors === 0 ? 'No anchor was compared.' : `${counts.anchors} anchors agree.`);
  console.log(fault === undefined ? 'PROVEN' : `NOT PROVEN: line ${fault.line}: ${fault.message}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
