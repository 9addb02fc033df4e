import type { Page } from '../../common/paging.js';
import type { Explanation } from '../../dialog/explanation.js';
import type { ConversationView, MessageView } from '../../messaging/conversations.dto.js';

const PAGE_SIZE = 200;

interface KnowledgeImport {
  id: string;
  status: 'queued' | 'running' | 'completed' | 'failed';
  processed: number;
  failed: number;
}

/** The event `dialog.outcome`. */
export interface OutcomeEvent {
  details: { outcome: string; reason: string; inbound: readonly string[] };
}

/** The calls of the admin API that the demo makes. */
export class DemoApi {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** @param lines JSON lines. */
  importKnowledge(lines: Uint8Array<ArrayBuffer>): Promise<KnowledgeImport> {
    return this.call<KnowledgeImport>('/knowledge/imports?format=jsonl&publish=true', { method: 'POST', body: lines });
  }

  knowledgeImport(id: string): Promise<KnowledgeImport> {
    return this.call<KnowledgeImport>(`/knowledge/imports/${id}`);
  }

  /** Newest first. */
  conversations(): Promise<ConversationView[]> {
    return this.pages<ConversationView>('/conversations?');
  }

  async latestConversation(): Promise<ConversationView | undefined> {
    const { items } = await this.call<Page<ConversationView>>('/conversations?limit=1');
    return items[0];
  }

  /** Oldest first. */
  messages(conversationId: string): Promise<MessageView[]> {
    return this.pages<MessageView>(`/conversations/${conversationId}/messages?`);
  }

  explanation(messageId: string): Promise<Explanation> {
    return this.call<Explanation>(`/messages/${messageId}/explanation`);
  }

  outcomes(since: Date): Promise<OutcomeEvent[]> {
    return this.pages<OutcomeEvent>(`/audit/events?action=dialog.outcome&from=${since.toISOString()}&`);
  }

  private async pages<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const from: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page: Page<Item> = await this.call<Page<Item>>(`${path}limit=${PAGE_SIZE}${from}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }

  private async call<Body>(path: string, init: RequestInit = {}): Promise<Body> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${this.key}` },
    });
    if (!response.ok) {
      throw new Error(`${path.split('?')[0]} answered ${response.status}: ${await response.text()}`);
    }
    const body: Body = JSON.parse(await response.text()); // of this shape, because this very build answers
    return body;
  }
}
