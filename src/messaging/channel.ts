import { Injectable } from '@nestjs/common';
import type { Account, AccountKind } from '../settings/account.js';
import type { OutboundContent } from './content.js';

export interface Recipient {
  account: Account;
  externalId: string;
}

export type DeliveryResult =
  | { outcome: 'delivered'; externalId: string }
  /** Trying again cannot help. */
  | { outcome: 'rejected'; reason: string }
  /** Trying again may help; the outbox decides when, and not before `afterMs`. */
  | { outcome: 'retry'; reason: string; afterMs?: number }
  /** Nothing was sent: the contact's quota is used up for so long. Does not count as an attempt. */
  | { outcome: 'quota'; afterMs: number };

export type MediaFetch =
  | { outcome: 'fetched'; bytes: Buffer; name?: string | undefined; mime?: string | undefined }
  /** Trying again cannot help: it is gone, or too large. */
  | { outcome: 'rejected'; reason: string }
  /** Trying again may help, and not before `afterMs`. */
  | { outcome: 'retry'; reason: string; afterMs?: number };

/** What each `channels/<kind>/` folder offers to the outbox. */
export interface Channel {
  readonly kind: AccountKind;
  /** Cuts content into parts that the channel takes; joined again they equal it. Pure. */
  split(content: OutboundContent): OutboundContent[];
  /**
   * The exact request bytes of one part. Pure: the same arguments give the same bytes, and another `sequence` gives
   * others, so that the channel's duplicate check tells a retry from the same words said again.
   */
  render(recipient: Recipient, part: OutboundContent, sequence: bigint): string;
  /** Sends bytes that `render` made. Never throws for what the channel answers. */
  deliver(recipient: Recipient, request: string): Promise<DeliveryResult>;

  /** A file that a contact sent, by the channel's own id. Never throws for what the channel answers. */
  fetchMedia(account: Account, externalMediaId: string): Promise<MediaFetch>;
}

/** Channels register themselves here; messaging knows none of them. */
@Injectable()
export class ChannelRegistry {
  private readonly channels = new Map<AccountKind, Channel>();

  register(channel: Channel): void {
    this.channels.set(channel.kind, channel);
  }

  /** @throws {TypeError} for a kind that this program was built without. */
  get(kind: AccountKind): Channel {
    const channel = this.channels.get(kind);
    if (channel === undefined) {
      throw new TypeError(`no channel of kind ${kind}`);
    }
    return channel;
  }
}
