import { Injectable } from '@nestjs/common';
import type { MediaId } from '../../common/ids.js';
import type { DeliveryResult, MediaFetch } from '../../messaging/channel.js';
import { MediaLibrary } from '../../messaging/media/media-library.js';
import { type SendableMedia, MediaUploads } from '../../messaging/media/media-uploads.js';
import { MEDIA_BYTES_MAX } from '../../messaging/media/media.js';
import type { Account } from '../../settings/account.js';
import { Accounts } from '../../settings/accounts.js';
import { errcodeEntry } from '../../wecom/errcodes.js';
import { wecomAppOf } from '../../wecom/wecom-app-account.js';
import { failureOf } from '../../wecom/member-reply.js';
import { WecomClient } from '../../wecom/wecom-client.js';
import { FileTooLargeError } from '../../wecom/wecom-http.js';
import { mediaIn, withMedia } from './message-body.js';

/** What was read says this long ago; WeCom keeps an upload for three days, and a delivery is retried for four hours. */
const GOOD_FOR_SECONDS = (3 * 24 - 6) * 3_600;
const NOT_FETCHED_MS = 1_000;

/** A request as WeCom shall get it, or why it cannot be made. */
export type ReadyRequest =
  | { outcome: 'ready'; request: string; /** What WeCom calls the file in it. */ externalId?: string }
  | (DeliveryResult & { outcome: 'rejected' | 'retry' });

/** Files to and from WeCom. */
@Injectable()
export class MediaExchange {
  constructor(
    private readonly client: WecomClient,
    private readonly library: MediaLibrary,
    private readonly uploads: MediaUploads,
    private readonly accounts: Accounts,
  ) {}

  /**
   * Puts WeCom's id in the place of ours, the same each time for as long as it is good. What a member sent is not
   * uploaded: what WeCom calls it is good for all apps of the corp.
   * @param refused what WeCom said is none of its files: another id is got in its place.
   * @throws {WecomUnreachableError}
   * @throws {TokenRefusedError}
   */
  async ready(account: Account, request: string, refused?: string): Promise<ReadyRequest> {
    const mediaId = mediaIn(request);
    if (mediaId === undefined) {
      return { outcome: 'ready', request };
    }
    const { corpId } = wecomAppOf(account);
    const media = await this.uploads.find(mediaId, corpId);
    if (media === undefined) {
      return { outcome: 'rejected', reason: 'media-unknown' };
    }
    const known = media.uploaded ?? this.receivedIn(corpId, media);
    if (known !== undefined && known !== refused) {
      return { outcome: 'ready', request: withMedia(request, known), externalId: known };
    }
    return this.upload(account, mediaId, request, refused);
  }

  /** Never throws for what WeCom answers. */
  async fetch(account: Account, externalId: string): Promise<MediaFetch> {
    try {
      const answer = await this.client.download(account, externalId, MEDIA_BYTES_MAX);
      if (!('errcode' in answer)) {
        return { outcome: 'fetched', bytes: answer.bytes, name: answer.name, mime: answer.contentType };
      }
      return refusalOf('media', answer.errcode);
    } catch (error) {
      return error instanceof FileTooLargeError ? { outcome: 'rejected', reason: 'too-large' } : failureOf(error);
    }
  }

  private receivedIn(corpId: string, { received }: SendableMedia): string | undefined {
    const account = received === null ? undefined : this.accounts.byId(received.accountId);
    const isOfCorp = account?.kind === 'wecom-app' && wecomAppOf(account).corpId === corpId;
    return isOfCorp ? received?.externalId : undefined;
  }

  private async upload(
    account: Account,
    mediaId: MediaId,
    request: string,
    refused: string | undefined,
  ): Promise<ReadyRequest> {
    const found = await this.library.find(mediaId);
    if (found?.state === 'waiting') {
      return { outcome: 'retry', reason: 'media-not-fetched', afterMs: NOT_FETCHED_MS };
    }
    if (found?.state !== 'stored') {
      return { outcome: 'rejected', reason: 'media-expired' };
    }
    const { errcode, media_id: uploaded } = await this.client.upload(account, found.type, found.file);
    if (errcode !== 0 || typeof uploaded !== 'string' || uploaded === '') {
      return refusalOf('upload', errcode);
    }
    const { corpId } = wecomAppOf(account);
    const upload = { externalId: uploaded, goodForSeconds: GOOD_FOR_SECONDS, refused };
    const externalId = await this.uploads.store(mediaId, corpId, upload);
    return { outcome: 'ready', request: withMedia(request, externalId), externalId };
  }
}

function refusalOf(what: string, errcode: number): MediaFetch & { outcome: 'rejected' | 'retry' } {
  const { action, afterMs } = errcodeEntry(errcode);
  const reason = `${what}-errcode-${errcode}`;
  return action === 'retry' || action === 'refresh-token'
    ? { outcome: 'retry', reason, ...(afterMs === undefined ? {} : { afterMs }) }
    : { outcome: 'rejected', reason };
}
