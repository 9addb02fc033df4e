import type { MediaId } from '../common/ids.js';

/** What a contact sent, whatever the channel. Media ids are the channel's own and live for a limited time. */
export type InboundContent =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaId: string; url?: string | undefined }
  | { type: 'voice'; mediaId: string; format?: string | undefined }
  | { type: 'video'; mediaId: string; thumbMediaId?: string | undefined }
  | { type: 'location'; latitude: number; longitude: number; label?: string | undefined }
  | { type: 'link'; url: string; title?: string | undefined; description?: string | undefined }
  /** Something that happened: the channel's name for it, its key, and the rest as it came. */
  | { type: 'event'; event: string; key?: string | undefined; data: Readonly<Record<string, unknown>> }
  /** A type that this version does not know, kept as it came. */
  | { type: 'unknown'; originalType: string; raw: string };

export const mediaTypes = ['image', 'voice', 'video', 'file'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** What the contact may press. Its press comes back as an event with this key. */
export interface Choice {
  key: string;
  label: string;
}

/** What is sent to somebody. */
export type OutboundContent =
  | { type: 'text'; text: string }
  | { type: MediaType; media: MediaId; name?: string | undefined }
  /**
   * One to six buttons under a title and a text. `id` is 1 to 100 of `[0-9A-Za-z_@-]` and never used again: the press
   * names it, and WeCom refuses it a second time.
   */
  | { type: 'choices'; id: string; title: string; text: string; choices: readonly Choice[] };
