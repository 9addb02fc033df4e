import type { BenchApi, Headers } from './api-app.js';
import type { ListedData } from './api-data.js';
import type { Reader } from './api-lists.js';

const permissions = ['conversation.read', 'handoff.read', 'knowledge.read', 'ticket.read'];

/** What each reader sends: the keys of groups see the conversations of these alone. */
export async function readersOf(api: BenchApi, { groupIds }: ListedData): Promise<Readonly<Record<Reader, Headers>>> {
  const key = async (name: string, wanted?: readonly (string | undefined)[]): Promise<Headers> => {
    const made = await api.post('/api/v1/keys', { name, permissions, ...(wanted && { groupIds: wanted }) });
    return { authorization: `Bearer ${made['secret'] ?? ''}` };
  };
  return {
    all: await key('bench: all'),
    'large-group': await key('bench: large group', [groupIds[0]]),
    'small-group': await key('bench: small group', [groupIds.at(-1)]),
    groups: await key('bench: all groups', groupIds),
  };
}
