import { Injectable } from '@nestjs/common';
import type { HandoffId, MessageId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { InboundContent } from '../../messaging/content.js';
import { Cases } from '../cases/cases.js';
import type { Operator } from '../operators/operator.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { CardPresses } from './card-presses.js';
import { CaseLabels } from '../cases/case-labels.js';
import { deskCommandOf } from './desk-command.js';
import { DeskCommands } from './desk-commands.js';
import type { DeskDecision } from './desk-decision.js';
import { DeskRelays } from './desk-relays.js';
import { DeskSession } from './desk-session.js';
import { DeskStates } from './desk-states.js';
import type { DeskTarget } from './desk-target.js';
import type { DeskWriter } from './desk-writer.js';
import { toContactContent } from './relayed-content.js';

/** A turn of somebody who is an operator. */
export interface DeskQuestion extends DeskWriter {
  operator: Operator;
  contents: readonly InboundContent[];
}

const texts = operatorTexts.desk;

/** What an operator writes on the phone: a command, words for a contact, or an ordinary question of his own. */
@Injectable()
export class Desk {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly states: DeskStates,
    private readonly labels: CaseLabels,
    private readonly presses: CardPresses,
    private readonly commands: DeskCommands,
    private readonly relays: DeskRelays,
  ) {}

  /**
   * Undefined: he writes as anybody else. No transaction is open meanwhile; `apply` of the decision belongs into the
   * one that stores the outcome of the turn.
   */
  async decide({ operator, contents, ...writer }: DeskQuestion): Promise<DeskDecision | undefined> {
    const view = await this.states.view(this.database, operator.id);
    const session = new DeskSession(operator, writer, view, this.labels, (tx, after) =>
      this.states.store(tx, operator.id, after),
    );
    for (const [ordinal, content] of contents.entries()) {
      await this.take(session, content, ordinal);
    }
    return session.decision();
  }

  private async take(session: DeskSession, content: InboundContent, ordinal: number): Promise<void> {
    const pressed = await this.presses.decide(session.writer, content);
    if (pressed !== undefined) {
      return this.press(session, pressed);
    }
    if (content.type === 'event') {
      return;
    }
    const command = content.type === 'text' ? deskCommandOf(content.text) : undefined;
    if (command !== undefined) {
      return this.commands.run(session, command);
    }
    const target = session.target();
    switch (target.kind) {
      case 'contact':
        return session.leave();
      case 'ask':
        return this.askBack(session, target.why);
      case 'case':
        return this.relay(session, target.id, content, ordinal);
    }
  }

  private async press(session: DeskSession, { text, apply, switchTo }: DeskDecision): Promise<void> {
    session.because('press');
    if (text !== undefined) {
      session.say(text);
    }
    if (apply !== undefined) {
      session.atEnd(apply);
    }
    session.renew(await this.states.view(this.database, session.operator.id));
    if (switchTo !== undefined && session.place(switchTo) !== undefined) {
      session.switchTo(switchTo);
    }
  }

  private async relay(
    session: DeskSession,
    id: HandoffId,
    content: Exclude<InboundContent, { type: 'event' }>,
    ordinal: number,
  ): Promise<void> {
    const messageId = await this.messageId(session.writer, ordinal);
    const relayed = messageId === undefined ? undefined : toContactContent(messageId, content);
    this.relays.plan(session, id, relayed);
  }

  /** Says why nothing was relayed, and what there is to choose from. */
  private async askBack(session: DeskSession, why: Extract<DeskTarget, { kind: 'ask' }>['why']): Promise<void> {
    session.because('desk-asked-back');
    const reason = why === 'gone' ? texts.ask.gone(await this.goneLabel(session)) : texts.ask[why];
    const rest = session.places.length === 0 ? [texts.afterLast] : [session.list(), texts.thenSwitch];
    session.say([reason, ...rest].join('\n'));
    session.ask();
  }

  private async goneLabel({ currentId }: DeskSession): Promise<string> {
    const gone = currentId === null ? undefined : await this.cases.find(this.database, currentId);
    return gone?.externalId ?? '';
  }

  /** The turn holds its messages open, in the order in which their contents came. */
  private async messageId({ contactId, turnId }: DeskWriter, ordinal: number): Promise<MessageId | undefined> {
    const [row] = await this.database.rows<{ id: MessageId }>(
      `select id from inbox where contact_id = $1 and state = 'open' and turn_id = $2
        order by sent_at, id offset $3 limit 1`,
      [contactId, turnId, ordinal],
    );
    return row?.id;
  }
}
