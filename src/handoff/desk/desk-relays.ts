import { Injectable } from '@nestjs/common';
import type { HandoffId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import type { OutboundContent } from '../../messaging/content.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { DeskDrafts } from './desk-drafts.js';
import { DeskLine } from './desk-line.js';
import type { DeskSession } from './desk-session.js';
import { RELAY_LENGTH_MAX } from './relay.js';

const texts = operatorTexts.desk;

/** Words of an operator on their way to a contact. */
@Injectable()
export class DeskRelays {
  constructor(
    private readonly line: DeskLine,
    private readonly drafts: DeskDrafts,
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
    handoff: Parameters<DeskLine['tell']>[2]['handoff'],
    label: string,
    content: OutboundContent,
  ): Promise<void> {
    const { requestId } = writer;
    const sent = await this.line.toContact(tx, handoff, operator.id, { content, actor, requestId });
    if (sent === undefined) {
      const text = texts.notRelayed(label);
      await this.line.tell(tx, operator, { handoff, text, requestId });
    }
    await this.drafts.drop(tx, operator.id);
  }
}

function isTooLong(content: OutboundContent): boolean {
  return content.type === 'text' && content.text.length > RELAY_LENGTH_MAX;
}
