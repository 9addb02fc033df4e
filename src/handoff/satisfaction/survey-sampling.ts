import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Chore, Chores } from '../../common/chores.js';
import type { AccountId, ContactId, ConversationId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { Settings } from '../../settings/settings.js';
import { Operators } from '../operators/operators.js';
import { Surveys } from './surveys.js';

interface EndedRow {
  id: ConversationId;
  contact_id: ContactId;
  account_id: AccountId;
  external_id: string;
  language: string | null;
}

const ASKED_PER_RUN = 200;

/**
 * Asks about the bot at the end of some conversations: those whose id falls into the share of the setting, whoever
 * looks and how often. A contact is asked once a day at most, and never about a conversation in which he said nothing.
 */
@Injectable()
export class SurveySampling implements OnModuleInit, Chore {
  readonly name = 'survey sampling';
  private readonly logger = new Logger(SurveySampling.name);

  constructor(
    private readonly chores: Chores,
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly operators: Operators,
    private readonly surveys: Surveys,
  ) {}

  onModuleInit(): void {
    this.chores.register(this);
  }

  async run(): Promise<void> {
    const share = this.settings.get('satisfaction.botSample');
    if (share === 0) {
      return;
    }
    const ended = await this.ended(share);
    const contacts = ended.filter((row) => this.operators.byMember(row.account_id, row.external_id) === undefined);
    for (const row of contacts) {
      await this.ask(row);
    }
  }

  private async ask(row: EndedRow): Promise<void> {
    const { id: conversationId, contact_id: contactId, account_id: accountId, external_id: externalId } = row;
    try {
      await this.database.transaction((tx) =>
        this.surveys.offer(tx, {
          conversationId,
          contact: { contactId, accountId, externalId },
          language: row.language,
          requestId: randomUUID(),
        }),
      );
    } catch (error) {
      this.logger.warn({ conversationId, err: error }, 'a contact was not asked about the bot'); // the others are
    }
  }

  /** What ended in the last quarter of an hour, by the index of ended conversations. */
  private ended(share: number): Promise<EndedRow[]> {
    return this.database.rows<EndedRow>(
      `select c.id, c.contact_id, c.account_id, p.external_id, c.language
         from conversations c join contacts p on p.id = c.contact_id join accounts a on a.id = c.account_id
        where c.state = 'ended' and c.ended_at > now() - interval '15 minutes'
          and ('x' || left(md5(c.id::text), 8))::bit(32)::bigint < $1::double precision * 4294967296
          and exists (select from messages m where m.conversation_id = c.id and m.sender = 'bot')
          and exists (select from messages m
                       where m.conversation_id = c.id and m.sender = 'contact' and m.content->>'type' = 'text')
          and not exists (select from surveys s where s.contact_id = c.contact_id
                           and coalesce(s.scored_at, s.created_at) > now() - interval '1 day')
        order by c.ended_at limit ${ASKED_PER_RUN}`,
      [share],
    );
  }
}
