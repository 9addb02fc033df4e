import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';
import type { Account } from '../settings/account.js';
import { dedupeKeyOf, parseCallbackMessage, type WecomCallback } from './callback-message.js';
import { parseCallbackXml, textOf } from './callback-xml.js';
import { wecomAppOf } from './wecom-app-account.js';
import { decrypt, isSignedBy } from './wecom-crypto.js';

/** The query of a callback as it came: nobody has looked at it yet. */
export type CallbackQuery = Readonly<Record<string, unknown>>;

export interface OpenedCallback {
  callback: WecomCallback;
  dedupeKey: string;
}

interface Signature {
  signature: string;
  timestamp: string;
  nonce: string;
}

/**
 * Turns what arrives at the callback's address into what WeCom said, or refuses it. The order of the checks is that of
 * their cost and of what an attacker may learn: size, freshness, envelope, signature, ciphertext, receiver, message.
 */
@Injectable()
export class CallbackDecryption {
  private readonly freshnessSeconds: number;

  constructor(config: AppConfig) {
    this.freshnessSeconds = config.environment.CALLBACK_FRESHNESS_SECONDS;
  }

  /**
   * The echo of the URL check, decrypted. The check has the same four-part signature as a message; it may be old, since
   * repeating it does nothing.
   * @throws {AppError} `callback.*`
   * @see https://developer.work.weixin.qq.com/document/path/90238
   */
  openEcho(account: Account, query: CallbackQuery): string {
    const signature = signatureOf(query);
    // A raw "+" has become a space in whatever decoded the query; base64 knows no space.
    const echo = parameterOf(query, 'echostr').replaceAll(' ', '+');
    return decryptFor(account, signature, echo);
  }

  /** @throws {AppError} `callback.*` */
  openMessage(account: Account, query: CallbackQuery, body: Buffer): OpenedCallback {
    const signature = signatureOf(query);
    this.assertFresh(signature.timestamp);
    const envelope = parseCallbackXml(body.toString('utf8'), 'callback.envelope-invalid');
    const encrypted = textOf(envelope, 'Encrypt');
    if (encrypted === undefined || encrypted === '') {
      throw new AppError('callback.envelope-invalid', 'the envelope has no <Encrypt>');
    }
    const plaintext = decryptFor(account, signature, encrypted);
    const callback = parseCallbackMessage(plaintext);
    return { callback, dedupeKey: dedupeKeyOf(callback, plaintext) };
  }

  private assertFresh(timestamp: string): void {
    const offSeconds = Math.abs(Date.now() / 1_000 - Number(timestamp));
    if (this.freshnessSeconds > 0 && !(offSeconds <= this.freshnessSeconds)) {
      throw new AppError('callback.stale', `the timestamp is more than ${this.freshnessSeconds} s off`);
    }
  }
}

function signatureOf(query: CallbackQuery): Signature {
  return {
    signature: parameterOf(query, 'msg_signature'),
    timestamp: parameterOf(query, 'timestamp'),
    nonce: parameterOf(query, 'nonce'),
  };
}

function parameterOf(query: CallbackQuery, name: string): string {
  const value = query[name];
  if (typeof value !== 'string' || value === '') {
    throw new AppError('callback.parameter-missing', `the query parameter ${name} is missing or given twice`);
  }
  return value;
}

function decryptFor(account: Account, { signature, timestamp, nonce }: Signature, encrypted: string): string {
  const { token, encodingAesKey, corpId } = wecomAppOf(account);
  if (!isSignedBy(token, signature, timestamp, nonce, encrypted)) {
    throw new AppError('callback.signature-invalid', 'the signature is not that of this account’s token');
  }
  const { message, receiverId } = decrypt(encodingAesKey, encrypted);
  if (receiverId !== corpId) {
    throw new AppError('callback.receiver-mismatch', 'it was encrypted for another receiver than this account’s corp');
  }
  return message;
}
