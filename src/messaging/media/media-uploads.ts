import { Injectable } from '@nestjs/common';
import type { AccountId, MediaId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { MediaType } from '../content.js';

/** What a channel must know to send a file. */
export interface SendableMedia {
  type: MediaType;
  /** What the channel knows it by, in the scope that was asked for; null: it was not uploaded, or too long ago. */
  uploaded: string | null;
  /** Where it was received, and what the channel calls it there, while that is good. */
  received: { accountId: AccountId; externalId: string } | null;
}

interface Row {
  type: MediaType;
  uploaded: string | null;
  account_id: AccountId | null;
  external_media_id: string | null;
}

/**
 * Under which ids channels know our files. `scope` is what such an id is good within: at WeCom the corp. An id stays the
 * same for as long as it is good, so that a request that is repeated is the same.
 */
@Injectable()
export class MediaUploads {
  constructor(private readonly database: Database) {}

  /** Undefined where there is no such file. */
  async find(mediaId: MediaId, scope: string): Promise<SendableMedia | undefined> {
    const [row] = await this.database.rows<Row>(
      `select m.type, case when u.until > now() then u.external_id end as uploaded, m.account_id,
              case when u.media_id is null and m.expires_at > now() then m.external_media_id end as external_media_id
         from media m left join media_uploads u on u.media_id = m.id and u.scope = $2
        where m.id = $1`,
      [mediaId, scope],
    );
    return row === undefined ? undefined : toSendable(row);
  }

  /**
   * Notes what the channel calls the file from now on, in place of `refused` or of what is too old.
   * @returns what it is called: somebody else may have been faster.
   */
  async store(
    mediaId: MediaId,
    scope: string,
    upload: { externalId: string; goodForSeconds: number; refused?: string | undefined },
  ): Promise<string> {
    const { externalId, goodForSeconds, refused } = upload;
    const [row] = await this.database.rows<{ external_id: string }>(
      `insert into media_uploads as u (media_id, scope, external_id, until)
       values ($1, $2, $3, now() + make_interval(secs => $4))
       on conflict (media_id, scope) do update set
         external_id = case when u.until < now() or u.external_id = $5 then excluded.external_id else u.external_id end,
         until       = case when u.until < now() or u.external_id = $5 then excluded.until else u.until end
       returning external_id`,
      [mediaId, scope, externalId, goodForSeconds, refused ?? null],
    );
    return row?.external_id ?? externalId;
  }
}

function toSendable({ type, uploaded, account_id: accountId, external_media_id: externalId }: Row): SendableMedia {
  const received = accountId === null || externalId === null ? null : { accountId, externalId };
  return { type, uploaded, received };
}
