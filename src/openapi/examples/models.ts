import { type Example, idOf } from './example.js';

const MODEL = {
  name: 'DeepSeek',
  provider: 'openai-compatible',
  baseUrl: 'https://api.deepseek.com/v1',
  model: 'deepseek-chat',
  timeoutMs: 30_000,
  dailyTokens: 2_000_000,
};
const ROUTE = {
  name: '售后',
  priority: 10,
  condition: { intents: ['complaint'] },
  settings: { temperature: 0.2 },
  arms: [{ name: 'control', weight: 100, modelIds: [idOf('model')] }],
};

export const modelExamples: readonly Example[] = [
  { operation: 'modelsCreate', body: { ...MODEL, apiKey: 'sk-0123456789abcdef' }, makes: 'model' },
  {
    operation: 'modelsUpdate',
    path: { id: idOf('model') },
    body: { ...MODEL, dailyTokens: 4_000_000, enabled: false },
  },
  { operation: 'modelsSetKey', path: { id: idOf('model') }, body: { apiKey: 'sk-fedcba9876543210' } },
  { operation: 'routesCreate', body: ROUTE, makes: 'route' },
  { operation: 'routesUpdate', path: { id: idOf('route') }, body: { ...ROUTE, priority: 20 } },
  {
    operation: 'promptsCreate',
    body: { body: '你是客服，请简短回答。\n{{rules}}\n{{passages}}', note: '更短' },
    makes: 'prompt',
  },
  {
    operation: 'promptTrialsCreate',
    path: { version: idOf('prompt') },
    body: '"几点开门？"\n{"question":"怎么退款？"}\n',
  },
];
