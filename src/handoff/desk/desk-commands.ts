import { Injectable } from '@nestjs/common';
import { assertNever } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { CannedReplies } from '../canned-replies/canned-replies.js';
import { lastSaid, toLines } from '../cases/transcript.js';
import { Presence } from '../operators/presence.js';
import type { PresenceState } from '../operators/operator.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { CaseOriginals } from './case-originals.js';
import type { DeskCommand } from './desk-command.js';
import { DeskDrafts } from './desk-drafts.js';
import { DeskEndings } from './desk-endings.js';
import { DeskRelays } from './desk-relays.js';
import type { DeskSession } from './desk-session.js';
import type { DeskCase } from './desk-states.js';

const texts = operatorTexts.desk;

/** What an operator tells the desk itself. Each command is answered, and nothing of it is relayed. */
@Injectable()
export class DeskCommands {
  constructor(
    private readonly database: Database,
    private readonly drafts: DeskDrafts,
    private readonly canned: CannedReplies,
    private readonly presence: Presence,
    private readonly relays: DeskRelays,
    private readonly endings: DeskEndings,
    private readonly originals: CaseOriginals,
  ) {}

  async run(session: DeskSession, command: DeskCommand): Promise<void> {
    session.because('desk-command');
    switch (command.name) {
      case 'list':
        session.say(session.list());
        return session.saw();
      case 'switch':
        return this.switch(session, command.number);
      case 'transfer':
        return this.withCurrent(session, (place) => this.endings.transfer(session, place, command.to));
      case 'hold':
        return this.withCurrent(session, (place) => this.endings.hold(session, place));
      case 'resolve':
        return this.withCurrent(session, (place) => this.endings.resolve(session, place, command.note));
      case 'return':
        return this.withCurrent(session, (place) => this.endings.return(session, place));
      case 'suggest':
        return this.suggest(session);
      case 'send':
        return this.sendDraft(session);
      case 'history':
        return this.history(session, command.count);
      case 'presence':
        return this.setPresence(session, command.presence);
      case 'canned':
        return command.number === undefined ? this.listCanned(session) : this.sendCanned(session, command.number);
      case 'help':
        return session.say(texts.help);
      case 'unknown':
        return session.say(`${texts.unknown}\n${texts.help}`);
      default:
        return assertNever(command);
    }
  }

  private switch(session: DeskSession, number: number | undefined): void {
    if (number === undefined) {
      session.say(session.places.length === 0 ? texts.none : `${session.list()}\n${texts.howToSwitch}`);
      return session.saw();
    }
    const place = session.places.find((one) => one.number === number);
    if (place === undefined) {
      return session.say(`${texts.noNumber(number)}\n${session.list()}`);
    }
    session.switchTo(place.case.id);
    session.say(texts.switched(session.label(place)));
  }

  private async suggest(session: DeskSession): Promise<void> {
    const place = this.current(session);
    if (place === undefined) {
      return;
    }
    const question = await this.drafts.questionOf(this.database, place.case);
    if (question === undefined) {
      return session.say(texts.noQuestion);
    }
    const text = await this.drafts.draft(question, place.case, session.writer);
    if (text === undefined) {
      return session.say(texts.noDraft);
    }
    session.switchTo(place.case.id);
    await this.show(session, place, texts.draft(session.label(place), text));
    session.atEnd((tx) => this.drafts.keep(tx, session.operator.id, place.case, text));
  }

  /** The draft goes to the contact for whom it was written, and to nobody else. */
  private async sendDraft(session: DeskSession): Promise<void> {
    const draft = await this.drafts.waiting(this.database, session.operator.id);
    if (draft === undefined) {
      return session.say(texts.nothingToSend);
    }
    const place = this.current(session);
    if (place === undefined) {
      return;
    }
    if (place.case.id !== draft.handoffId) {
      const other = session.place(draft.handoffId);
      return session.say(other === undefined ? texts.nothingToSend : texts.draftOfAnother(session.label(other)));
    }
    this.relays.plan(session, place.case.id, { type: 'text', text: draft.text });
  }

  private async history(session: DeskSession, count: number): Promise<void> {
    const place = this.current(session);
    if (place === undefined) {
      return;
    }
    const lines = toLines(await lastSaid(this.database, place.case.conversationId, count));
    if (lines.length === 0) {
      return session.say(texts.historyEmpty);
    }
    return this.show(session, place, texts.history(session.label(place), lines));
  }

  /** What holds words of the contact's. */
  private async show(session: DeskSession, place: DeskCase, text: string): Promise<void> {
    const { operator, actor, writer } = session;
    const revealed = await this.originals.fill(this.database, operator.id, place.case, text);
    session.say(text, revealed.text);
    session.atEnd((tx) => this.originals.record(tx, { actor, requestId: writer.requestId }, place.case, revealed));
  }

  private setPresence(session: DeskSession, presence: PresenceState): void {
    const { operator, actor, writer } = session;
    session.say(texts.presence[presence]);
    session.atEnd(async (tx) => {
      await this.presence.set(tx, operator.id, presence, actor, writer.requestId);
    });
  }

  private async listCanned(session: DeskSession): Promise<void> {
    const replies = await this.canned.forOperator(session.operator.groupIds);
    const lines = replies.map(({ number, title }) => texts.cannedLine(number, title));
    session.say(lines.length === 0 ? texts.cannedNone : texts.canned(lines));
  }

  private async sendCanned(session: DeskSession, number: number): Promise<void> {
    const place = this.current(session);
    if (place === undefined) {
      return;
    }
    const replies = await this.canned.forOperator(session.operator.groupIds);
    const reply = replies.find((one) => one.number === number);
    if (reply === undefined) {
      return session.say(texts.cannedUnknown(number));
    }
    this.relays.plan(session, place.case.id, { type: 'text', text: reply.text });
    session.say(texts.cannedSent(session.label(place), reply.title));
  }

  private withCurrent(session: DeskSession, work: (place: DeskCase) => void): void {
    const place = this.current(session);
    if (place !== undefined) {
      work(place);
    }
  }

  /** The case that the command is about. Where that is not certain the operator is told, and it is about none. */
  private current(session: DeskSession): DeskCase | undefined {
    const place = session.current();
    if (place === undefined) {
      session.because('desk-asked-back');
      session.say(session.places.length === 0 ? texts.none : `${texts.noneCurrent}\n${session.list()}`);
      session.ask();
    }
    return place;
  }
}
