import { Injectable } from '@nestjs/common';
import type { AuditScope } from '../../audit/audit-event.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { HandoffId, MessageId, OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import type { OutboundContent } from '../../messaging/content.js';
import { PersonalData } from '../../privacy/detection/personal-data.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { DeskDrafts } from './desk-drafts.js';
import { DeskLine } from './desk-line.js';
import type { DeskSession } from './desk-session.js';
import { editDistance } from './edit-distance.js';
import { RELAY_LENGTH_MAX } from './relay.js';
import type { RelayedCase } from './relayed-case.js';

const texts = operatorTexts.desk;

/** Words of an operator on their way to a contact. */
@Injectable()
export class DeskRelays {
  constructor(
    private readonly line: DeskLine,
    private readonly drafts: DeskDrafts,
    private readonly personalData: PersonalData,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The words are stored with the outcome of the turn. Where the case is taken from the operator until then, they go
   * nowhere and he is told.
   * @param content undefined for what cannot be passed on.
   */
  plan(session: DeskSession, id: HandoffId, content: OutboundContent | undefined): void {
    const place = session.place(id);
    if (place === undefined) {
      return;
    }
    session.switchTo(id);
    if (content === undefined || isTooLong(content)) {
      session.because('desk-asked-back');
      return session.say(content === undefined ? texts.notRelayable : texts.tooLong(RELAY_LENGTH_MAX));
    }
    session.because('desk-relay');
    const label = session.label(place);
    session.atEnd((tx) => this.send(tx, session, place.case, label, content));
  }

  private async send(
    tx: Tx,
    { operator, actor, writer }: DeskSession,
    handoff: RelayedCase,
    label: string,
    content: OutboundContent,
  ): Promise<void> {
    const { requestId } = writer;
    const sent = await this.line.toContact(tx, handoff, operator.id, { content, actor, requestId });
    if (sent === undefined) {
      const text = texts.notRelayed(label);
      await this.line.tell(tx, operator, { handoff, text, requestId });
    }
    const draft = await this.drafts.drop(tx, operator.id);
    if (sent !== undefined && draft?.handoffId === handoff.id && content.type === 'text') {
      await this.recordEdit(tx, { actor, requestId }, handoff, { operatorId: operator.id, messageId: sent }, [
        this.personalData.mask(draft.text),
        this.personalData.mask(content.text),
      ]);
    }
  }

  /** What became of the machine's words in the operator's hands. The texts themselves can be erased. */
  private async recordEdit(
    tx: Tx,
    by: Pick<AuditScope, 'actor' | 'requestId'>,
    { id: handoffId, accountId, contactId, conversationId }: RelayedCase,
    { operatorId, messageId }: { operatorId: OperatorId; messageId: MessageId },
    [draft, sent]: readonly [string, string],
  ): Promise<void> {
    const distance = editDistance(draft, sent);
    const action = distance === 0 ? 'message.sent-draft' : 'message.edited-draft';
    const details = { handoffId, operatorId, draftLength: draft.length, sentLength: sent.length, distance };
    const scope = { ...by, accountId, contactId, conversationId, messageId };
    await this.audit.record(tx, scope, { action, details }, { value: { draft, sent }, isKept: true });
  }
}

function isTooLong(content: OutboundContent): boolean {
  return content.type === 'text' && content.text.length > RELAY_LENGTH_MAX;
}
