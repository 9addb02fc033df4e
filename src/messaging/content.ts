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

/** What is sent to a contact. */
export type OutboundContent = { type: 'text'; text: string };
