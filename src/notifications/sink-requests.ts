import { notificationIdOf } from '../common/ids.js';
import { assertNever } from '../common/app-error.js';
import type { NewNotification } from './notification.js';
import type { NewRow } from './notification-rows.js';
import type { Sink } from './sink.js';
import { clean, cut } from '../wecom/message-text.js';
import { robotRequest } from './wecom-requests.js';

const SUBJECT_LENGTH_MAX = 200;
const BODY_BYTES_MAX = 256 * 1_024;

/** What an e-mail is made of. */
export interface MailRequest {
  subject: string;
  text: string;
}

/** The row of one sink. What is sent is fixed here; where it goes is read when it is sent. */
export function sinkRow(notification: NewNotification, sink: Sink, sequence: bigint): NewRow {
  const { event, key, groupId, handoffId, requestId } = notification;
  const id = notificationIdOf(key, sink.id);
  const { kind, target } = sink;
  const request = requestOf(notification, sink, id);
  return { id, sequence, event, kind, groupId, handoffId, sinkId: sink.id, target, request, requestId };
}

function requestOf(notification: NewNotification, { kind }: Sink, deliveryId: string): string {
  const { subject, text } = notification;
  switch (kind) {
    case 'group-robot':
      return robotRequest(subject, text);
    case 'email': {
      const mail: MailRequest = {
        subject: cut(clean(subject).replace(/\s+/g, ' '), SUBJECT_LENGTH_MAX),
        text: clean(text),
      };
      return JSON.stringify(mail);
    }
    case 'webhook':
      return webhookBody(notification, deliveryId);
    default:
      return assertNever(kind);
  }
}

/** `data` is left out where it would be larger than anybody should have to take. */
function webhookBody({ event, groupId, handoffId, data, requestId }: NewNotification, deliveryId: string): string {
  const about = {
    deliveryId,
    event,
    occurredAt: new Date().toISOString(),
    groupId: groupId ?? null,
    handoffId: handoffId ?? null,
    requestId,
  };
  const body = wellFormed({ ...about, data });
  return Buffer.byteLength(body) <= BODY_BYTES_MAX ? body : wellFormed({ ...about, data: null });
}

/** JSON writes half a character as an escape; NUL is one too, and PostgreSQL stores the text of both. */
function wellFormed(body: object): string {
  return JSON.stringify(body).toWellFormed();
}
