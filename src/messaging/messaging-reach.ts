import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiCaller } from '../common/access.js';
import { isScoped, type Reachable, ReachSources } from '../common/reach.js';
import { Database } from '../database/database.js';
import { keeperOf } from './media/media.js';

/** How each thing of a conversation is called, and what finds it within the scopes `$2`. */
const WITHIN: readonly { of: Reachable; name: string; found: string }[] = [
  {
    of: 'conversation',
    name: 'the conversation',
    found: `conversations c where c.id = $1 and ${isScoped('c.id', '$2')}`,
  },
  {
    of: 'contact',
    name: 'the contact',
    found: `conversations c where c.contact_id = $1 and ${isScoped('c.id', '$2')}`,
  },
  {
    of: 'message',
    name: 'an explanation of this message',
    found: `messages m where m.id = $1 and ${isScoped('m.conversation_id', '$2')}`,
  },
];

/** Of a file: the conversation that it came in, and those that it was sent to. */
const MEDIA_CONVERSATIONS = `
  select m.conversation_id from media f join messages m on m.id = f.message_id where f.id = $1
  union all select conversation_id from media_conversations where media_id = $1`;

/** Whose conversations, contacts, messages and files are. */
@Injectable()
export class MessagingReach implements OnModuleInit {
  constructor(
    private readonly sources: ReachSources,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    for (const { of, name, found } of WITHIN) {
      this.sources.register({ of, name, isWithin: (id, scopes) => this.exists(`select from ${found}`, [id, scopes]) });
    }
    this.sources.register({
      of: 'media',
      name: 'the file',
      isWithin: (id, scopes, caller) => this.isMediaWithin(id, scopes, caller),
    });
  }

  /** Who kept a file sees it before it is sent. */
  private isMediaWithin(id: string, scopes: readonly string[], caller: ApiCaller): Promise<boolean> {
    return this.exists(
      `select from media where id = $1 and kept_by = $3
       union all
       select from (${MEDIA_CONVERSATIONS}) c where ${isScoped('c.conversation_id', '$2')}`,
      [id, scopes, keeperOf(caller)],
    );
  }

  private async exists(found: string, parameters: readonly unknown[]): Promise<boolean> {
    return (await this.database.rows(`${found} limit 1`, parameters)).length > 0;
  }
}
