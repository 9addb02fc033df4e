import { createDecipheriv, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import { AppError } from '../common/app-error.js';

/** WeCom pads to 32 bytes, not to AES's 16. */
const BLOCK_BYTES = 32;
const AES_BLOCK_BYTES = 16;
const RANDOM_BYTES = 16;
const HEADER_BYTES = RANDOM_BYTES + 4;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const ENCODING_AES_KEY = /^[A-Za-z0-9]{43}$/;

export interface Decrypted {
  message: string;
  /** Whom it was encrypted for: the corp id, for a self-built app. */
  receiverId: string;
}

/**
 * Lower-case hex of the SHA-1 of the sorted values, compared in constant time.
 * @see https://developer.work.weixin.qq.com/document/path/90968
 */
export function isSignedBy(
  token: string,
  signature: string,
  timestamp: string,
  nonce: string,
  encrypted: string,
): boolean {
  const expected = Buffer.from(getSignature(token, timestamp, nonce, encrypted));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/**
 * Plaintext: 16 random bytes | length of the message, 4 bytes big-endian | message, UTF-8 | receiver id. AES-256-CBC,
 * the IV is the first 16 bytes of the key, PKCS#7 to 32 bytes, hence no automatic padding.
 *
 * `@wecom/crypto` has a `decrypt` too; it takes broken padding for text and a length beyond the end for a shorter
 * message, so the plaintext is taken apart here.
 * @throws {AppError} `callback.ciphertext-invalid`; `config.invalid` for a key that is none.
 * @see https://developer.work.weixin.qq.com/document/path/91144
 */
export function decrypt(encodingAesKey: string, encrypted: string): Decrypted {
  const plaintext = unpad(decipher(keyOf(encodingAesKey), encrypted));
  if (plaintext.length < HEADER_BYTES) {
    throw invalid('it is too short');
  }
  const messageEnd = HEADER_BYTES + plaintext.readUInt32BE(RANDOM_BYTES);
  if (messageEnd > plaintext.length) {
    throw invalid('its length is beyond its end');
  }
  return {
    message: plaintext.toString('utf8', HEADER_BYTES, messageEnd),
    receiverId: plaintext.toString('utf8', messageEnd),
  };
}

interface AesKey {
  key: KeyObject;
  iv: Buffer;
}

/** As many as there are apps; a key that was replaced stays behind. */
const KEYS_MAX = 1_000;
const keys = new Map<string, AesKey>();

/**
 * 32 bytes. The last of the 43 characters may carry bits beyond them, which Node's decoder drops. It is kept, because
 * Node takes longer to make a key object, which it does for every cipher that gets bytes, than to decrypt a message.
 */
function keyOf(encodingAesKey: string): AesKey {
  const known = keys.get(encodingAesKey);
  if (known !== undefined) {
    return known;
  }
  if (!ENCODING_AES_KEY.test(encodingAesKey)) {
    throw new AppError('config.invalid', 'an EncodingAESKey is 43 letters and digits');
  }
  const bytes = Buffer.from(`${encodingAesKey}=`, 'base64');
  const made = { key: createSecretKey(bytes), iv: bytes.subarray(0, AES_BLOCK_BYTES) };
  if (keys.size >= KEYS_MAX) {
    keys.clear();
  }
  keys.set(encodingAesKey, made);
  return made;
}

function decipher({ key, iv }: AesKey, encrypted: string): Buffer {
  if (encrypted.length % 4 !== 0 || !BASE64.test(encrypted)) {
    throw invalid('it is not base64');
  }
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % AES_BLOCK_BYTES !== 0) {
    throw invalid('its length is no multiple of a block');
  }
  const aes = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([aes.update(bytes), aes.final()]);
}

function unpad(padded: Buffer): Buffer {
  const count = padded.at(-1) ?? 0;
  const end = padded.length - count;
  if (count < 1 || count > BLOCK_BYTES || end < 0 || padded.subarray(end).some((byte) => byte !== count)) {
    throw invalid('its padding is broken');
  }
  return padded.subarray(0, end);
}

function invalid(why: string): AppError {
  return new AppError('callback.ciphertext-invalid', `the ciphertext cannot be decrypted: ${why}`);
}
