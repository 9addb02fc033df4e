import { bare } from './commands.js';
import { texts } from './texts.js';

const GREETINGS = new Set([
  '你好',
  '您好',
  '你好呀',
  '您好呀',
  '早上好',
  '上午好',
  '中午好',
  '下午好',
  '晚上好',
  '在吗',
  '在么',
  '有人吗',
  '嗨',
  'hi',
  'hello',
]);
const THANKS = new Set(['谢谢', '谢谢你', '谢谢您', '多谢', '感谢', '非常感谢', '谢了', 'thanks', 'thank you']);
const AGREEMENTS = new Set(['好', '好的', '嗯', '嗯嗯', '哦', '知道了', '明白了', '收到', 'ok', '行', '可以']);

/** The short reply to what is said out of politeness and asks for nothing. */
export function smallTalkReply(text: string): string | undefined {
  const words = bare(text);
  if (GREETINGS.has(words)) {
    return texts.greeting;
  }
  if (THANKS.has(words)) {
    return texts.welcome;
  }
  return AGREEMENTS.has(words) ? texts.acknowledged : undefined;
}

/** Nothing but punctuation and pictures: somebody wants attention, and asks for nothing that could be looked up. */
export function isWordless(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}
