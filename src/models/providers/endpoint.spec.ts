import { expect, it } from 'vitest';
import { apiUrl } from './endpoint.js';

it.each([
  ['https://api.deepseek.com/v1', 'https://api.deepseek.com/v1/chat/completions'],
  ['https://api.deepseek.com/v1/', 'https://api.deepseek.com/v1/chat/completions'],
  ['https://api.deepseek.com/v1/chat/completions', 'https://api.deepseek.com/v1/chat/completions'],
  ['http://127.0.0.1:11434', 'http://127.0.0.1:11434/chat/completions'],
  [
    'https://x.openai.azure.com/openai/deployments/gpt?api-version=2024-10-21',
    'https://x.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21',
  ],
])('%s is asked at %s', (base, url) => {
  expect(apiUrl(base, '/chat/completions')).toBe(url);
});
