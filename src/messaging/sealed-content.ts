import type { MessageId } from '../common/ids.js';
import type { SecretBox } from '../common/secret-box.js';
import type { InboundContent } from './content.js';
import { toStorableJson } from './storable-json.js';

/** What was received, as the inbox keeps it until its turn is done. */
export function sealPayload(box: SecretBox, id: MessageId, content: InboundContent): Buffer {
  return box.seal(toStorableJson(content), payloadContext(id));
}

/** @throws {AppError} `secret.undecipherable` for bytes that were not sealed for this message, or under another key. */
export function openPayload(box: SecretBox, id: MessageId, payload: Buffer): InboundContent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever opens under this message's name, we sealed
  return JSON.parse(box.open(payload, payloadContext(id))) as InboundContent;
}

/** The exact bytes of a request, as the outbox keeps them until they are settled. */
export function sealRequest(box: SecretBox, outboxId: string, request: string): Buffer {
  return box.seal(request, requestContext(outboxId));
}

/** @throws {AppError} `secret.undecipherable` for bytes that were not sealed for this row, or under another key. */
export function openRequest(box: SecretBox, outboxId: string, sealed: Buffer): string {
  return box.open(sealed, requestContext(outboxId));
}

/** What a payload is bound to: no other message can have it. */
export function payloadContext(id: string): string {
  return `inbox/${id}`;
}

/** What a request is bound to. */
export function requestContext(outboxId: string): string {
  return `outbox/${outboxId}`;
}
