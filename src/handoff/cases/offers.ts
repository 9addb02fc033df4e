import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import type { HandoffId, NotificationId, OfferId, OperatorId } from '../../common/ids.js';
import { newId } from '../../common/ids.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { Notifications } from '../../notifications/notifications.js';

/** To the best one; to all of the group who are free; to whoever answers for the group. */
export type OfferStage = 'next' | 'group' | 'supervisor';

export type OfferState = 'open' | 'claimed' | 'passed' | 'postponed' | 'expired' | 'withdrawn' | 'failed';

/** One operator was asked to take a case. Those who are asked at once share the id: it stands in their buttons. */
export interface Offer {
  id: OfferId;
  handoffId: HandoffId;
  operatorId: OperatorId;
  round: number;
  stage: OfferStage;
  state: OfferState;
  notificationId: NotificationId | null;
  expiresAt: Date;
  /** By database time, when it was read. */
  isOver: boolean;
  createdAt: Date;
  doneAt: Date | null;
}

export interface NewOffer {
  handoffId: HandoffId;
  round: number;
  stage: OfferStage;
  operatorIds: readonly OperatorId[];
  seconds: number;
}

/** Who has taken the case. */
export interface Claimant {
  operatorId: OperatorId;
  /** His card is answered by whoever took his press. */
  isAnswered: boolean;
}

const COLUMNS = `id, handoff_id as "handoffId", operator_id as "operatorId", round, stage, state,
  notification_id as "notificationId", expires_at as "expiresAt", expires_at <= clock_timestamp() as "isOver",
  created_at as "createdAt", done_at as "doneAt"`;
const OFFERS_MAX = 500;
const KEPT_DAYS = 180;
const FORGOTTEN_PER_CHORE = 5_000;

/** Who was asked to take a case, and what each answered. */
@Injectable()
export class Offers implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'handoff-offers', run: () => this.forgetOld() });
  }

  /** One for each operator, all with one id. */
  async add(tx: Tx, { handoffId, round, stage, operatorIds, seconds }: NewOffer): Promise<Offer[]> {
    return tx.rows<Offer>(
      `insert into handoff_offers (id, handoff_id, operator_id, round, stage, expires_at)
       select $1, $2, asked.id, $4, $5, clock_timestamp() + make_interval(secs => $6) from unnest($3::uuid[]) as asked (id)
       on conflict do nothing returning ${COLUMNS}`,
      [newId<OfferId>(), handoffId, [...operatorIds], round, stage, seconds],
    );
  }

  /** Who had the case and gave it away is not asked for it again before the others: he has said no. */
  async addDeclined(tx: Tx, handoffId: HandoffId, round: number, operatorId: OperatorId): Promise<void> {
    await tx.run(
      `insert into handoff_offers (id, handoff_id, operator_id, round, stage, state, expires_at, done_at)
       values ($1, $2, $3, $4, 'next', 'passed', clock_timestamp(), clock_timestamp()) on conflict do nothing`,
      [newId<OfferId>(), handoffId, operatorId, round],
    );
  }

  /** By which notifications they were asked: those are changed when the case is somebody's. */
  notified(tx: Tx, id: OfferId, sent: readonly { id: NotificationId; operatorId: OperatorId }[]): void {
    tx.atCommit(
      `update handoff_offers o set notification_id = sent.id
         from unnest($2::uuid[], $3::uuid[]) as sent (id, operator_id)
        where o.id = $1 and o.operator_id = sent.operator_id`,
      [id, sent.map((one) => one.id), sent.map(({ operatorId }) => operatorId)],
    );
  }

  /** Everybody who was asked with this id. Empty: there is none. */
  ofId(sql: Sql, id: OfferId): Promise<Offer[]> {
    return sql.rows<Offer>(`select ${COLUMNS} from handoff_offers where id = $1 order by operator_id`, [id]);
  }

  /** Of a case, the last 500, oldest first. */
  async ofCase(sql: Sql, handoffId: HandoffId): Promise<Offer[]> {
    const rows = await sql.rows<Offer>(
      `select ${COLUMNS} from handoff_offers where handoff_id = $1 order by id desc, operator_id desc limit ${OFFERS_MAX}`,
      [handoffId],
    );
    return rows.toReversed();
  }

  /** Of the round that each case is in, oldest first. */
  ofRounds(sql: Sql, handoffIds: readonly HandoffId[]): Promise<Offer[]> {
    return sql.rows<Offer>(
      `select offered.* from handoffs h cross join lateral (
         select ${COLUMNS} from handoff_offers where handoff_id = h.id and round = h.round
          order by id, operator_id limit ${OFFERS_MAX}) as offered
        where h.id = any($1::uuid[])`,
      [handoffIds],
    );
  }

  /** What the operator is being asked, by the case. */
  openOf(sql: Sql, operatorId: OperatorId): Promise<Offer[]> {
    return sql.rows<Offer>(
      `select ${COLUMNS} from handoff_offers where operator_id = $1 and state = 'open' order by handoff_id limit ${OFFERS_MAX}`,
      [operatorId],
    );
  }

  /** @returns whether it was open: an offer is answered once. */
  async close(tx: Tx, offer: Pick<Offer, 'id' | 'operatorId'>, state: Exclude<OfferState, 'open'>): Promise<boolean> {
    const closed = await tx.run(
      `update handoff_offers set state = $3, done_at = clock_timestamp()
        where id = $1 and operator_id = $2 and state = 'open'`,
      [offer.id, offer.operatorId, state],
    );
    return closed === 1;
  }

  /** The case is somebody's or nobody's any more: each card that still asks says so. */
  async withdraw(tx: Tx, handoffId: HandoffId, replaceText: string, claim?: Claimant): Promise<void> {
    const rows = await tx.rows<Pick<Offer, 'operatorId' | 'notificationId'>>(
      `update handoff_offers set done_at = clock_timestamp(),
              state = case when operator_id = $2::uuid then 'claimed' else 'withdrawn' end
        where handoff_id = $1 and state = 'open'
        returning operator_id as "operatorId", notification_id as "notificationId"`,
      [handoffId, claim?.operatorId ?? null],
    );
    const asked = rows.filter(({ operatorId }) => operatorId !== claim?.operatorId || !claim.isAnswered);
    await this.supersede(tx, asked, replaceText);
  }

  async supersede(tx: Tx, offers: readonly Pick<Offer, 'notificationId'>[], replaceText: string): Promise<void> {
    const ids = offers.flatMap(({ notificationId }) => (notificationId === null ? [] : [notificationId]));
    if (ids.length > 0) {
      await this.notifications.supersede(tx, ids, replaceText);
    }
  }

  /** Who was asked stands in the audit log. */
  private forgetOld(): Promise<number> {
    return this.database.run(
      `delete from handoff_offers where (id, operator_id) in (
         select id, operator_id from handoff_offers
          where created_at < now() - interval '${KEPT_DAYS} days' and state <> 'open'
          order by created_at limit ${FORGOTTEN_PER_CHORE})`,
    );
  }
}
