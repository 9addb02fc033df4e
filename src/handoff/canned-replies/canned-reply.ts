import type { CannedReplyId, GroupId } from '../../common/ids.js';

export const CANNED_REPLIES_MAX = 500;
export const CANNED_NUMBER_MAX = 999;
export const CANNED_TITLE_LENGTH_MAX = 60;
export const CANNED_TEXT_LENGTH_MAX = 4_000;

/** A text that operators send again and again. */
export interface CannedReply {
  id: CannedReplyId;
  /** By which operators name it: `/快捷 3`. */
  number: number;
  title: string;
  text: string;
  /** For operators of these groups; null: for all. */
  groupIds: readonly GroupId[] | null;
  enabled: boolean;
  version: number;
  updatedAt: Date;
}

/** What people say of one. */
export type CannedReplyFields = Omit<CannedReply, 'id' | 'version' | 'updatedAt'>;

/** Whether it is for an operator of these groups. */
export function isFor({ groupIds, enabled }: CannedReply, ofOperator: readonly GroupId[]): boolean {
  return enabled && (groupIds === null || groupIds.some((id) => ofOperator.includes(id)));
}
