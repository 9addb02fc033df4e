import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AccountId, MediaId, MessageId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { PersonalData } from '../../privacy/detection/personal-data.js';
import { type DueJob, DueWork } from '../../queue/due-work.js';
import { Nudges } from '../../queue/nudges.js';
import { Accounts } from '../../settings/accounts.js';
import { ChannelRegistry, type MediaFetch } from '../channel.js';
import type { InboundContent } from '../content.js';
import type { OpenMessage } from '../open-message.js';
import { fileNameOf, mimeOf } from './media-form.js';
import { sha256Of } from './media-library.js';
import { MediaStore } from './media-store.js';
import { MEDIA_BYTES_MAX, mediaIdOf } from './media.js';

/** How long WeCom keeps what members send. @see https://developer.work.weixin.qq.com/document/path/90254 */
const KEPT_DAYS = 3;
/** Longer than one fetch may take: a worker that dies leaves its row to another after so long. */
const TAKEN_SECONDS = 90;
const FIRST_DELAY_MS = 2_000;
const DELAY_MAX_MS = 600_000;
const DUE_MAX = 1_000;

interface Taken {
  account_id: AccountId;
  external_media_id: string;
  type: 'image' | 'voice' | 'video';
  attempts: number;
  is_expired: boolean;
}

interface ReceivedFile {
  mediaId: MediaId;
  messageId: MessageId;
  content: Extract<InboundContent, { mediaId: string }>;
}

/** Brings what contacts send into our own store, before the channel forgets it. */
@Injectable()
export class MediaFetching implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly channels: ChannelRegistry,
    private readonly store: MediaStore,
    private readonly nudges: Nudges,
    private readonly dueWork: DueWork,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.dueWork.register({ name: 'media.fetch', due: () => this.due() });
  }

  /** In the transaction that puts the messages into the history, whose rows are there already. Safe to repeat. */
  async request(tx: Tx, messages: readonly OpenMessage[]): Promise<void> {
    const files = messages.flatMap(fileOf);
    if (files.length === 0) {
      return;
    }
    await tx.run(
      `insert into media (id, message_id, account_id, external_media_id, type, expires_at)
       select file.id, i.id, i.account_id, file.external_media_id, file.type, i.received_at + interval '${KEPT_DAYS} days'
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as file (id, message_id, external_media_id, type)
         join inbox i on i.id = file.message_id
       on conflict (id) do nothing`,
      [
        files.map(({ mediaId }) => mediaId),
        files.map(({ messageId }) => messageId),
        files.map(({ content }) => content.mediaId),
        files.map(({ content }) => content.type),
      ],
    );
    const wake = ({ mediaId }: ReceivedFile): void => this.nudges.nudgeJob('media.fetch', { mediaId }, mediaId);
    tx.afterCommit(() => files.forEach(wake));
  }

  /** One attempt. A second worker finds nothing to take, or fetches the same bytes once more. */
  async fetch(mediaId: MediaId): Promise<void> {
    const taken = await this.take(mediaId);
    if (taken === undefined) {
      return;
    }
    if (taken.is_expired) {
      await this.giveUp(mediaId, 'expired', 'the channel has forgotten it');
      return;
    }
    const fetched = await this.ask(taken);
    switch (fetched.outcome) {
      case 'fetched':
        await this.keep(mediaId, taken, fetched);
        return;
      case 'rejected':
        await this.giveUp(mediaId, 'failed', fetched.reason);
        return;
      case 'retry':
        await this.postpone(mediaId, taken, fetched);
    }
  }

  private async take(mediaId: MediaId): Promise<Taken | undefined> {
    const [taken] = await this.database.rows<Taken>(
      `update media set attempts = attempts + 1, due_at = clock_timestamp() + interval '${TAKEN_SECONDS} seconds'
        where id = $1 and state = 'waiting' and due_at <= clock_timestamp()
       returning account_id, external_media_id, type, attempts, expires_at < now() as is_expired`,
      [mediaId],
    );
    return taken;
  }

  private async ask({ account_id: accountId, external_media_id: externalId }: Taken): Promise<MediaFetch> {
    const account = this.accounts.byId(accountId);
    if (account === undefined) {
      return { outcome: 'retry', reason: 'account-unknown' }; // it was made in another process a moment ago
    }
    return this.channels.get(account.kind).fetchMedia(account, externalId);
  }

  /** The bytes first: a row that says `stored` has its file. */
  private async keep(mediaId: MediaId, { type }: Taken, fetched: MediaFetch & { outcome: 'fetched' }): Promise<void> {
    const { bytes, name } = fetched;
    if (bytes.length > MEDIA_BYTES_MAX) {
      await this.giveUp(mediaId, 'failed', 'too-large');
      return;
    }
    await this.store.put(mediaId, bytes);
    const stored = await this.database.run(
      `update media set state = 'stored', name = $2, mime = $3, bytes = $4, sha256 = $5, reason = null
        where id = $1 and state = 'waiting'`,
      [
        mediaId,
        this.personalData.maskForAll(fileNameOf(name, type, bytes)),
        mimeOf(bytes),
        bytes.length,
        sha256Of(bytes),
      ],
    );
    if (stored === 0) {
      // It was erased meanwhile, and its bytes perhaps removed before these came.
      await this.database.run(`update media set remove_at = clock_timestamp() where id = $1 and state = 'expired'`, [
        mediaId,
      ]);
    }
  }

  private async giveUp(mediaId: MediaId, state: 'failed' | 'expired', reason: string): Promise<void> {
    await this.database.run(`update media set state = $2, reason = $3 where id = $1 and state = 'waiting'`, [
      mediaId,
      state,
      reason,
    ]);
  }

  private async postpone(
    mediaId: MediaId,
    { attempts }: Taken,
    { reason, afterMs = 0 }: { reason: string; afterMs?: number },
  ): Promise<void> {
    const growing = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), DELAY_MAX_MS);
    const delayMs = Math.max(growing, afterMs);
    await this.database.run(
      `update media set reason = $2, due_at = clock_timestamp() + make_interval(secs => $3)
        where id = $1 and state = 'waiting'`,
      [mediaId, reason, delayMs / 1_000],
    );
    this.nudges.nudgeJob('media.fetch', { mediaId }, mediaId, delayMs);
  }

  private async due(): Promise<DueJob<'media.fetch'>[]> {
    const rows = await this.database.rows<{ id: MediaId }>(
      `select id from media where state = 'waiting' and due_at < clock_timestamp() - interval '1 second'
        order by due_at limit ${DUE_MAX}`,
    );
    return rows.map(({ id }) => ({ data: { mediaId: id }, key: id }));
  }
}

/** Empty for what came without a file. */
function fileOf({ id, original: content }: OpenMessage): ReceivedFile[] {
  return content.type === 'image' || content.type === 'voice' || content.type === 'video'
    ? [{ mediaId: mediaIdOf(id), messageId: id, content }]
    : [];
}
