import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Handoffs } from '../handoff/cases/handoffs.js';
import { HandoffRules } from '../handoff/rules/handoff-rules.js';
import { Contacts } from '../messaging/contacts.js';
import { Accounts } from '../settings/accounts.js';
import { Settings } from '../settings/settings.js';
import type { Decision } from './decision.js';
import { readable } from './intents/readable.js';
import { type SensitiveSubject, sensitiveSubjectOf } from './intents/sensitive.js';
import type { Turn } from './turn.js';

/** What the operator reads of it. */
const SUBJECTS: Readonly<Record<SensitiveSubject, string>> = {
  complaint: '投诉',
  'refund-dispute': '退款纠纷',
  legal: '法律',
  safety: '人身或财产安全',
};

/**
 * Whether the enterprise wants a human for this, whatever could be answered: rules of its own, and subjects that no
 * machine should speak of. Whoever waits for a human because of a rule is answered meanwhile like anybody.
 */
@Injectable()
export class Demands {
  constructor(
    private readonly rules: HandoffRules,
    private readonly handoffs: Handoffs,
    private readonly contacts: Contacts,
    private readonly accounts: Accounts,
    private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  /** Of the words themselves, before anything is looked up. */
  async ofWords(turn: Turn): Promise<Decision | undefined> {
    return this.demandOfSubject(turn) ?? (await this.unlessWaiting(turn, await this.demandOfRule(turn, undefined)));
  }

  /** Of the category that the question falls into, once it is known. */
  async ofCategory(turn: Turn, category: string | undefined): Promise<Decision | undefined> {
    return category === undefined ? undefined : this.unlessWaiting(turn, await this.demandOfRule(turn, category));
  }

  private demandOfSubject({ text, intent, texts }: Turn): Decision | undefined {
    const subject = sensitiveSubjectOf(readable(text), intent?.intent);
    return subject !== undefined && this.settings.get('handoff.sensitiveSubjects').includes(subject)
      ? { kind: 'handoff', reason: 'sensitive', text: texts.humanNeeded, summary: SUBJECTS[subject] }
      : undefined;
  }

  private async demandOfRule(turn: Turn, category: string | undefined): Promise<Decision | undefined> {
    const rules = this.rules.list().filter(({ enabled }) => enabled);
    if (rules.length === 0) {
      return undefined;
    }
    const { contactId, conversation } = turn.subject;
    const { accountId } = conversation;
    const areTagsAsked = rules.some(({ when }) => when.contactTags !== undefined);
    const demand = this.rules.demand({
      contactTags: areTagsAsked ? await this.contacts.tagsOf(contactId) : [],
      category,
      intent: turn.intent?.intent,
      channel: this.accounts.byId(accountId)?.kind ?? '',
      accountId,
      language: turn.language,
      at: new Date(),
    });
    if (demand === undefined) {
      return undefined;
    }
    const { name: summary, groupId, priority } = demand;
    return { kind: 'handoff', reason: 'rule', text: turn.texts.humanNeeded, summary, to: { groupId, priority } };
  }

  private async unlessWaiting({ subject }: Turn, demand: Decision | undefined): Promise<Decision | undefined> {
    const isWaiting =
      demand !== undefined &&
      (await this.handoffs.ofConversation(this.database, subject.conversation.id)) !== undefined;
    return isWaiting ? undefined : demand;
  }
}
