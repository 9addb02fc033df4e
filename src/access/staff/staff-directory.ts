import type { ApiCaller } from '../../common/access.js';
import type { StaffId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';

/** Who signs in, as the way in has proved it. */
export type Identity = {
  name: string;
  email?: string;
} & (
  | {
      provider: 'wecom';
      /** WeCom's userid, as the directory writes it. */
      userId: string;
      departments: readonly number[];
      tags: readonly number[];
    }
  | {
      provider: 'oidc';
      issuer: string;
      subject: string;
      /** What the provider's claim of groups holds. */
      groups: readonly string[];
    }
);

/** A member of the staff who may come in. */
export interface Member {
  id: StaffId;
  name: string;
  userId: string | null;
  roles: readonly string[];
}

/** Who may come in, and what they may do once they are. */
export abstract class StaffDirectory {
  /**
   * Finds the member, or makes one where a rule admits him; roles that no hand gave are those of the rules of now.
   * Records `staff.entered` in the same transaction.
   * @throws {AppError} `access.not-admitted` for whom no rule and no hand admits, `access.disabled` for whom somebody
   * shut out, `access.roles-conflict` where the rules give what nobody may hold together.
   */
  abstract enter(tx: Tx, identity: Identity): Promise<Member>;

  /** Makes whom nobody admitted an administrator, by hand: the first one, or one that the command line resets. */
  abstract enterAsAdministrator(tx: Tx, identity: Identity): Promise<Member>;

  /** Undefined where the member is gone or disabled. At most a second old in every process. */
  abstract callerOf(id: StaffId): Promise<ApiCaller | undefined>;

  /** Whether anybody is left who administers: an enabled member with that role. */
  abstract administratorExists(): Promise<boolean>;

  /** Calls whenever a member lost something, in the transaction of the loss: his sessions end with it. */
  abstract onLoss(observer: (tx: Tx, id: StaffId) => Promise<void>): void;
}
