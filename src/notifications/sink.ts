import type { GroupId, NotificationSinkId } from '../common/ids.js';
import type { SinkKind } from './notification.js';

/** What a sink keeps to itself: sealed at rest, never shown. */
export type SinkSecrets =
  | { kind: 'group-robot'; key: string }
  | { kind: 'email' }
  /** The URL too, as tokens like to stand in it. */
  | { kind: 'webhook'; url: string; secret: string };

/** Where notifications go besides the operators, with its secrets in clear: keep it out of logs and answers. */
export interface Sink {
  id: NotificationSinkId;
  name: string;
  kind: SinkKind;
  secrets: SinkSecrets;
  /** For people: the secrets without what is secret of them. */
  target: string;
  /** Of an e-mail. */
  recipients: readonly string[];
  /** Exact names, or `handoff.*`. Null: all but `audit.anchored`. */
  events: readonly string[] | null;
  /** Null: all, and what concerns no group. */
  groupIds: readonly GroupId[] | null;
  enabled: boolean;
  version: number;
  updatedAt: Date;
}

/** @returns whether the sink wants such an event of the group, or of none. */
export function wants(sink: Sink, event: string, groupId: GroupId | undefined): boolean {
  const isEvent = sink.events?.some((name) => name === event || isPrefix(name, event)) ?? !isOnlyByName(event);
  const isGroup = sink.groupIds === null || (groupId !== undefined && sink.groupIds.includes(groupId));
  return sink.enabled && isEvent && isGroup;
}

/** What comes every hour is for those who keep it, not for whoever wants to hear of everything. */
function isOnlyByName(event: string): boolean {
  return event === 'audit.anchored';
}

/** `handoff.*` is every event of handoffs. */
function isPrefix(name: string, event: string): boolean {
  return name.endsWith('.*') && event.startsWith(name.slice(0, -1));
}
