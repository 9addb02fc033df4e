import { expect, it } from 'vitest';
import { parseMessages } from './read-messages.js';

it('takes the text of JSON lines and plain lines as they are', () => {
  const content = '\uFEFF{"id":1,"text":"怎么退款"}\r\n\n你好\n{"question":"no text"}\n42\n{"text":7}\n';

  expect(parseMessages(content)).toEqual(['怎么退款', '你好', '{"question":"no text"}', '42', '{"text":7}']);
});
