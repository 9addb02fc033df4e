import { Injectable } from '@nestjs/common';
import type { Account, AccountKind } from '../settings/account.js';
import type { WecomCallback } from './callback-message.js';

/** A callback that is proven to come from WeCom and to be for this account. */
export interface CallbackDelivery {
  account: Account;
  callback: WecomCallback;
  dedupeKey: string;
  requestId: string;
}

export interface CallbackReceiver {
  readonly kind: AccountKind;
  /** Resolves when it is stored. @throws {AppError} `database.unavailable` */
  receive(delivery: CallbackDelivery): Promise<'stored' | 'duplicate'>;
}

/** Channels register here for the callbacks of their accounts; this module knows no channel. */
@Injectable()
export class CallbackReceivers {
  private readonly receivers = new Map<AccountKind, CallbackReceiver>();

  register(receiver: CallbackReceiver): void {
    this.receivers.set(receiver.kind, receiver);
  }

  get(kind: AccountKind): CallbackReceiver | undefined {
    return this.receivers.get(kind);
  }
}
