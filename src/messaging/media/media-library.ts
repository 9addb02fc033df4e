import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { isCaller, type Principal, SYSTEM } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { type MediaId, type MessageId, newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { PersonalData } from '../../privacy/detection/personal-data.js';
import type { MediaType } from '../content.js';
import { faultOf, fileNameOf, mimeOf } from './media-form.js';
import { MediaStore } from './media-store.js';
import { keeperOf, type MediaFile, type MediaSummary, type NewMedia } from './media.js';

/** A file as it can be had: its bytes, or why there are none. */
export type FoundMedia =
  | { state: 'stored'; type: MediaType; file: MediaFile }
  /** It was not fetched yet. */
  | { state: 'waiting' }
  /** It was never fetched, or was removed since. */
  | { state: 'gone'; reason: string };

interface Row {
  type: MediaType;
  name: string | null;
  mime: string | null;
  state: 'waiting' | 'stored' | 'failed' | 'expired';
  reason: string | null;
}

/** The files that people send: what is known of them stands in a table, their bytes in a store. */
@Injectable()
export class MediaLibrary {
  constructor(
    private readonly database: Database,
    private readonly store: MediaStore,
    private readonly audit: AuditLog,
    private readonly personalData: PersonalData,
  ) {}

  /**
   * Keeps a file that is to be sent, under a name without personal data: many may be sent it. What it is is read from its
   * bytes.
   * @throws {InvalidRequestError} where no channel would take it as this type.
   */
  async add(
    bytes: Uint8Array,
    { type, name, mime }: NewMedia,
    { actor, requestId }: { actor: Principal; requestId?: string } = { actor: SYSTEM },
  ): Promise<MediaId> {
    const content = Buffer.from(bytes);
    const fault = faultOf(type, content);
    if (fault !== undefined) {
      throw new InvalidRequestError('no channel would take this file', [`body: ${fault}`]);
    }
    const id = newId<MediaId>();
    await this.store.put(id, content);
    const isKnown = mimeOf(content) !== 'application/octet-stream';
    await this.database.transaction(async (tx) => {
      await tx.run(
        `insert into media (id, type, name, mime, bytes, sha256, state, kept_by)
         values ($1, $2, $3, $4, $5, $6, 'stored', $7)`,
        [
          id,
          type,
          this.personalData.maskForAll(fileNameOf(name, type, content)),
          isKnown ? mimeOf(content) : mime,
          content.length,
          sha256Of(content),
          isCaller(actor) ? keeperOf(actor) : null,
        ],
      );
      const details = { mediaId: id, type, bytes: content.length };
      const scope = requestId === undefined ? { actor } : { actor, requestId };
      await this.audit.record(tx, scope, { action: 'media.added', details });
    });
    return id;
  }

  /** What came with a message, or went out with it. */
  ofMessage(messageId: MessageId): Promise<MediaSummary[]> {
    return this.database.rows<MediaSummary>(
      `select id, type, name, bytes from media
        where message_id = $1
           or id = (select case when direction = 'outbound' then (content->>'media')::uuid end from messages where id = $1)`,
      [messageId],
    );
  }

  /**
   * What is known of a file, so that a message may name it.
   * @throws {NotFoundError}
   */
  async known(mediaId: MediaId): Promise<MediaSummary> {
    const [row] = await this.database.rows<MediaSummary>('select id, type, name, bytes from media where id = $1', [
      mediaId,
    ]);
    if (row === undefined) {
      throw new NotFoundError('the file');
    }
    return row;
  }

  /** Undefined where there is no such file. */
  async find(mediaId: MediaId): Promise<FoundMedia | undefined> {
    const [row] = await this.database.rows<Row>('select type, name, mime, state, reason from media where id = $1', [
      mediaId,
    ]);
    if (row === undefined) {
      return undefined;
    }
    if (row.state === 'waiting') {
      return { state: 'waiting' };
    }
    const bytes = row.state === 'stored' ? await this.store.get(mediaId) : undefined;
    if (bytes === undefined) {
      return { state: 'gone', reason: row.reason ?? 'removed' };
    }
    const { type, mime } = row;
    const name = fileNameOf(row.name ?? undefined, type, bytes);
    return { state: 'stored', type, file: { bytes, name, mime: mime ?? mimeOf(bytes) } };
  }

  /** @throws {AppError} `request.not-found`, `media.waiting` until it is fetched, `media.gone` where it never was. */
  async read(mediaId: MediaId): Promise<MediaFile> {
    const found = await this.find(mediaId);
    switch (found?.state) {
      case undefined:
        throw new NotFoundError('the file');
      case 'waiting':
        throw new AppError('media.waiting', 'the file is being fetched from its channel: ask again');
      case 'gone':
        throw new AppError('media.gone', `the file is not there: ${found.reason}`);
      case 'stored':
        return found.file;
    }
  }
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
