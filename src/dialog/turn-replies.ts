import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { carriesAiLabel } from '../common/ai-label.js';
import { asId, type MessageId } from '../common/ids.js';
import type { Tx } from '../database/database.js';
import { simplified } from '../knowledge/lexical/simplified.js';
import type { TakenMessages } from '../messaging/open-messages.js';
import { Outbox, type OutboundMessage } from '../messaging/outbox.js';
import { FirstNotices } from '../privacy/consent/first-notices.js';
import { Settings } from '../settings/settings.js';
import { replyOf } from './decision.js';
import { DEFAULT_LANGUAGE, isLanguageCode } from './language/language.js';
import { textsFor } from './texts/texts.js';
import type { Thought } from './turn.js';

const PATIENCE_NAMESPACE = '0c1c5f0a-51b5-5e7b-9a0c-2f4f6f1f2d33';

/** What a contact reads of a turn, in the caller's transaction: the answer, patience, and the notice that comes first. */
@Injectable()
export class TurnReplies {
  constructor(
    private readonly outbox: Outbox,
    private readonly notices: FirstNotices,
    private readonly settings: Settings,
  ) {}

  /** What the turn answers; nothing, where it comes to silence. */
  async add(tx: Tx, taken: TakenMessages, { decision, language }: Thought): Promise<void> {
    const text = replyOf(decision);
    if (text !== undefined) {
      const isOurs = decision.reason === 'turn-failed' || decision.kind === 'desk';
      const sender = isOurs ? 'system' : 'bot';
      const isDesk = decision.kind === 'desk';
      // What an operator is told may repeat what he wrote, and that is a contact's: it stays out of his own vault.
      const told = (isDesk && decision.shown) || text;
      const shown = (isDesk || taken.writer === 'operator') && { shown: textOf(told) };
      const generated = decision.reason === 'model' && { generated: { isLabelled: this.isLabelled(text) } };
      const message = {
        ...outboundOf(taken),
        sender,
        yields: !isDesk,
        content: textOf(text),
        ...shown,
        ...generated,
      } as const;
      if (!isDesk) {
        await this.notify(tx, taken, language);
      }
      await this.outbox.add(tx, message);
    }
  }

  /** That the answer is coming, once for a turn however often it is tried. */
  async addPatience(tx: Tx, taken: TakenMessages): Promise<void> {
    const id = asId<MessageId>(v5(taken.turnId, PATIENCE_NAMESPACE));
    await this.notify(tx, taken, taken.conversation.language ?? DEFAULT_LANGUAGE);
    await this.outbox.add(tx, { ...outboundOf(taken), id, sender: 'system', content: textOf(patienceOf(taken)) });
  }

  /** Before a machine says anything to somebody for the first time, he is told that it is one. */
  private async notify(tx: Tx, taken: TakenMessages, language: string): Promise<void> {
    const message = outboundOf(taken);
    const due = await this.notices.due(tx, { ...message, language });
    if (due !== undefined) {
      await this.outbox.add(tx, {
        ...message,
        id: due.messageId,
        turnId: null,
        sender: 'system',
        content: textOf(due.text),
      });
    }
  }

  /** A label may have gone into the contact's script along with the answer. */
  private isLabelled(text: string): boolean {
    const own = this.settings.get('dialog.aiLabel');
    return carriesAiLabel(text, own) || carriesAiLabel(simplified(text), simplified(own));
  }
}

function outboundOf(taken: TakenMessages): Omit<OutboundMessage, 'id' | 'sender' | 'content'> {
  const [{ externalId, requestId }] = taken.messages;
  const { id: conversationId, accountId } = taken.conversation;
  return { contactId: taken.contactId, accountId, externalId, conversationId, turnId: taken.turnId, requestId };
}

/** In the language of the conversation: what is being said now is still thought about. */
function patienceOf({ conversation: { language } }: TakenMessages): string {
  return textsFor(language !== null && isLanguageCode(language) ? language : DEFAULT_LANGUAGE).patience;
}

function textOf(text: string): OutboundMessage['content'] {
  return { type: 'text', text };
}
