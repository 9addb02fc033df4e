import type { AccountId, GroupId, HandoffId, NotificationId, OperatorId } from '../common/ids.js';

/** What happened, such as `handoff.offered` or `ticket.created`; sinks choose by it. */
export type NotificationEvent = `${string}.${string}`;

/** An operator, and the app through which he is written to. */
export interface Recipient {
  operatorId: OperatorId;
  memberId: string;
  accountId: AccountId;
}

export interface CardButton {
  /** Comes back when it is pressed; 1,024 bytes at most. */
  key: string;
  /** 10 characters at most. */
  label: string;
  style: 'primary' | 'normal' | 'danger';
}

/** A card with buttons. What is longer than WeCom shows is cut. */
export interface Card {
  /** Unique for ever: `[0-9A-Za-z_-]`, 80 characters at most. Each receiver's task id is made of it. */
  id: string;
  /** 36 characters at most. */
  title: string;
  /** 44 characters at most. */
  subtitle?: string;
  /** 6 at most: a name of 5 characters and a value of 30. */
  lines: readonly { name: string; value: string }[];
  /** 160 characters at most. */
  body?: string;
  /** 1 to 6. */
  buttons: readonly CardButton[];
}

/** Something that people shall hear of. Whoever writes it masks what they must not see. */
export interface NewNotification {
  event: NotificationEvent;
  /** Makes it once: another call with the same key changes nothing. */
  key: string;
  groupId?: GroupId | undefined;
  handoffId?: HandoffId | undefined;
  /** Who gets the card, or the text where there is none. Every sink of the event and the group gets it besides. */
  to: readonly Recipient[];
  card?: Card | undefined;
  /** What stands in a message, an e-mail and a group; and in place of a card that WeCom refuses. */
  text: string;
  /** Of the e-mail. */
  subject: string;
  /** Stands in the body of a webhook. */
  data: Readonly<Record<string, unknown>>;
  requestId: string;
}

export const sinkKinds = ['group-robot', 'email', 'webhook'] as const;
export type SinkKind = (typeof sinkKinds)[number];

/** A message to an operator, the change of a card that one has, or what goes to a sink. */
export const notificationKinds = ['member', 'card-update', ...sinkKinds] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const notificationStates = ['pending', 'sending', 'delivered', 'superseded', 'dead'] as const;
export type NotificationState = (typeof notificationStates)[number];

/** What observers are told of a notification that will never arrive. */
export interface FailedNotification {
  id: NotificationId;
  event: string;
  kind: NotificationKind;
  /** Null for a sink. */
  operatorId: OperatorId | null;
  handoffId: HandoffId | null;
  groupId: GroupId | null;
}
