import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { type DueJob, DueWork } from '../queue/due-work.js';
import type { ContactJobName } from '../queue/nudges.js';

const CONTACTS_MAX = 1_000;

/** Work that has waited for longer than its nudge should have taken, and that nobody has a lease for. */
const DUE: Readonly<Record<ContactJobName, string>> = {
  'dialog.turn': `
    select distinct i.contact_id from (
      select contact_id from inbox where state = 'open' and due_at < clock_timestamp() - interval '1 second'
      order by due_at limit ${CONTACTS_MAX}) i
    where not exists (select 1 from leases l
      where l.contact_id = i.contact_id and l.kind = 'dialog' and l.until > clock_timestamp())`,
  'outbox.deliver': `
    select distinct o.contact_id from (
      select contact_id from outbox where state in ('pending', 'sending') and not_before < clock_timestamp() - interval '1 second'
      order by not_before limit ${CONTACTS_MAX}) o
    where not exists (select 1 from leases l
      where l.contact_id = o.contact_id and l.kind = 'outbox' and l.until > clock_timestamp())`,
};

/** Contacts who wait for an answer, or for one to be sent. */
@Injectable()
export class DueContacts implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly dueWork: DueWork,
  ) {}

  onModuleInit(): void {
    for (const name of ['dialog.turn', 'outbox.deliver'] as const) {
      this.dueWork.register({ name, due: () => this.due(name) });
    }
  }

  private async due(name: ContactJobName): Promise<DueJob<ContactJobName>[]> {
    const rows = await this.database.rows<{ contact_id: ContactId }>(DUE[name]);
    return rows.map(({ contact_id: contactId }) => ({ data: { contactId }, key: contactId }));
  }
}
