import { v5 } from 'uuid';
import type { ApiCaller } from '../../common/access.js';
import { asId, type MediaId, type MessageId } from '../../common/ids.js';
import type { MediaType } from '../content.js';

/** What channels take at most, and what is kept of one file. */
export const MEDIA_BYTES_MAX = 20 * 1_048_576;

/** A file that belongs to a message, or that was uploaded to be sent. */
export interface MediaSummary {
  id: MediaId;
  type: MediaType;
  /** What people see; null where the channel gave none. */
  name: string | null;
  /** Null until it was fetched. */
  bytes: number | null;
}

export interface NewMedia {
  type: MediaType;
  name: string;
  mime: string;
}

export interface MediaFile {
  bytes: Buffer;
  name: string;
  mime: string;
}

/** By which it is known who kept a file that is to be sent. */
export function keeperOf({ kind, id }: ApiCaller): string {
  return `${kind}/${id}`;
}

const INBOUND_NAMESPACE = '9a7f3f3e-0f55-5d0b-8f43-51f4be0f6b6e';

/** A received message holds one file at most, so its id names the file. */
export function mediaIdOf(messageId: MessageId): MediaId {
  return asId<MediaId>(v5(messageId, INBOUND_NAMESPACE));
}
