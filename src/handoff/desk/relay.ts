import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import {
  asId,
  type ContactId,
  type HandoffId,
  type MediaId,
  type MessageId,
  newId,
  type OperatorId,
} from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { MediaType, OutboundContent } from '../../messaging/content.js';
import { MessageForms } from '../../messaging/message-forms.js';
import { isOpen } from '../cases/case-states.js';
import { Cases } from '../cases/cases.js';
import { DeskLine } from './desk-line.js';

/** Characters. */
export const RELAY_LENGTH_MAX = 10_000;

const RELAY_NAMESPACE = '1e1f0c1c-93ab-5d6d-8f0e-6f3b0d1c2a47';

/** What an operator may say to a contact: a text, or a file that was uploaded. */
export type RelayContent =
  { type: 'text'; text: string } | { type: MediaType; media: MediaId; name?: string | undefined };

export interface RelayRequest {
  handoffId: HandoffId;
  /** Who has claimed the case, and says it. Null: nobody has. */
  operatorId: OperatorId | null;
  content: RelayContent;
  /** The same key for the same case sends nothing twice. */
  idempotencyKey?: string | undefined;
  actor: Principal;
  requestId: string;
}

export interface Relayed {
  messageId: MessageId;
  /** It was sent before, under the same key. */
  isRepeated: boolean;
}

/** What an operator says through the API. */
@Injectable()
export class Relay {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly line: DeskLine,
    private readonly forms: MessageForms,
  ) {}

  /**
   * @throws {InvalidRequestError} for an empty text, and for one of more than 10,000 characters.
   * @throws {NotFoundError} for a case or a file that is not there.
   * @throws {AppError} `handoff.closed`; `handoff.not-claimed` where the operator has not claimed the case, or has no longer;
   *   `request.conflict` for a key under which something else was said.
   */
  send(request: RelayRequest): Promise<Relayed> {
    assertSendable(request.content);
    const { handoffId, operatorId, content, idempotencyKey, actor, requestId } = request;
    const messageId = messageIdOf(handoffId, idempotencyKey);
    return this.database.transaction(async (tx) => {
      const handoff = await this.cases.lock(tx, handoffId);
      if (handoff === undefined) {
        throw new NotFoundError('the handoff');
      }
      if (await this.wasSent(tx, messageId, handoff.contactId, content)) {
        return { messageId, isRepeated: true };
      }
      if (!isOpen(handoff.state)) {
        throw new AppError('handoff.closed', `the handoff is ${handoff.state}`);
      }
      await assertFile(tx, content);
      const message = { content, actor, requestId, messageId };
      if (operatorId === null || (await this.line.toContact(tx, handoff, operatorId, message)) === undefined) {
        throw new AppError('handoff.not-claimed', 'the operator has not claimed the handoff, or has it no longer');
      }
      return { messageId, isRepeated: false };
    });
  }

  /**
   * Compared as the history has it, without personal data.
   * @throws {AppError} `request.conflict` where something else was sent under the same key.
   */
  private async wasSent(tx: Tx, id: MessageId, contactId: ContactId, content: RelayContent): Promise<boolean> {
    const [message] = await tx.rows<{ content: OutboundContent }>('select content from messages where id = $1', [id]);
    if (message === undefined) {
      return false;
    }
    const same: unknown = JSON.parse(JSON.stringify(await this.forms.stored(tx, contactId, content)));
    if (!isDeepStrictEqual(message.content, same)) {
      throw new AppError('request.conflict', 'something else was sent under this Idempotency-Key');
    }
    return true;
  }
}

function messageIdOf(handoffId: HandoffId, key: string | undefined): MessageId {
  return key === undefined ? newId<MessageId>() : asId<MessageId>(v5(`${handoffId}/${key}`, RELAY_NAMESPACE));
}

function assertSendable(content: RelayContent): void {
  if (content.type !== 'text') {
    return;
  }
  if (content.text.trim() === '') {
    throw new InvalidRequestError('the text is empty', ['text: must not be empty']);
  }
  if (content.text.length > RELAY_LENGTH_MAX) {
    throw new InvalidRequestError(`a message has ${RELAY_LENGTH_MAX} characters at most`, [
      `text: has more than ${RELAY_LENGTH_MAX} characters`,
    ]);
  }
}

async function assertFile(tx: Tx, content: RelayContent): Promise<void> {
  if (content.type === 'text') {
    return;
  }
  const [file] = await tx.rows<{ type: MediaType }>('select type from media where id = $1', [content.media]);
  if (file === undefined) {
    throw new NotFoundError('the file');
  }
  if (file.type !== content.type) {
    throw new InvalidRequestError('the file is of another type', [`type: the file is of type ${file.type}`]);
  }
}
