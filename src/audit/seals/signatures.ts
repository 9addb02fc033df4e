import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

export const signatureAlgorithms = ['ed25519', 'sm2'] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** Ed25519 hashes by itself. SM2 hashes with SM3, and here with an empty user id: Node cannot set the usual one. */
const DIGEST_OF = { ed25519: null, sm2: 'sm3' } as const satisfies Record<SignatureAlgorithm, string | null>;

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/**
 * A new key of SM2 is read back from its file form: as Node generates it, OpenSSL takes it for an ordinary key on that
 * curve and signs with ECDSA, which no verifier of SM2 accepts.
 */
export function newKeyPair(algorithm: SignatureAlgorithm): KeyPair {
  if (algorithm === 'ed25519') {
    return generateKeyPairSync('ed25519');
  }
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
  return { privateKey: privateKeyOf(privatePem(privateKey)), publicKey: publicKeyOf(publicPem(publicKey)) };
}

/** A key's id, which people compare: SHA-256 of its public part as SPKI in DER, in hexadecimal. */
export function fingerprintOf(publicKey: KeyObject): string {
  return hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'hex');
}

export function signText(algorithm: SignatureAlgorithm, privateKey: KeyObject, text: string): Buffer {
  return sign(DIGEST_OF[algorithm], Buffer.from(text), privateKey);
}

/** False for whatever is no signature of it, however broken. */
export function isSignatureOf(
  algorithm: SignatureAlgorithm,
  publicKey: KeyObject,
  text: string,
  signature: Buffer,
): boolean {
  try {
    return verify(DIGEST_OF[algorithm], Buffer.from(text), publicKey, signature);
  } catch {
    return false;
  }
}

export function publicKeyOf(pem: string): KeyObject {
  return createPublicKey(pem);
}

export function privateKeyOf(pem: string): KeyObject {
  return createPrivateKey(pem);
}

export function publicPem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

export function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
