import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OldTextsProtection } from '../messaging/old-texts.js';

/** What was written about contacts before there was a vault. */
@Injectable()
export class OldCaseTexts implements OnModuleInit {
  constructor(private readonly oldTexts: OldTextsProtection) {}

  onModuleInit(): void {
    const contact = 't.contact_id';
    this.oldTexts.register({ table: 'handoffs', texts: ['reason', 'summary', 'note'], contact });
    this.oldTexts.register({
      table: 'handoff_notes',
      texts: ['text'],
      contact: '(select h.contact_id from handoffs h where h.id = t.handoff_id)',
    });
    this.oldTexts.register({ table: 'tickets', texts: ['title', 'summary'], contact });
    this.oldTexts.register({
      table: 'ticket_comments',
      texts: ['text'],
      contact: '(select k.contact_id from tickets k where k.id = t.ticket_id)',
    });
    this.oldTexts.register({ table: 'surveys', texts: ['comment'], contact });
  }
}
