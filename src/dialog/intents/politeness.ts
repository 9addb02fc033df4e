export type Politeness = 'greeting' | 'thanks' | 'goodbye' | 'acknowledgement';

const GREETING =
  '您好|你好|您们好|你们好|大家好|哈[喽啰罗]|哈佬|嗨|嘿|在吗|在么|在嘛|在不在|在不|在线吗|有人吗|有人在吗|有人没|有人么|早上好|早安|早|上午好|中午好|下午好|晚上好|打扰一?下?了?|hello|hi|hey|good (?:morning|afternoon|evening)|こんにちは|おはようございます|안녕하세요|hola|bonjour|hallo|guten tag|xin chào|สวัสดี|здравствуйте|привет|olá|halo|مرحبا';
const THANKS =
  '谢谢|谢+(?:了|啦|过)|感谢|多谢|蟹蟹|3q|thx|thanks?(?: you)?(?: so much| very much| a lot)?|ty|ありがとう(?:ございます)?|감사합니다|고맙습니다|gracias|merci(?: beaucoup)?|danke(?: schön)?|cảm ơn|ขอบคุณ|спасибо|obrigad[oa]|terima kasih|شكرا|辛苦了?|唔该晒?';
const GOODBYE =
  '再见|拜拜|^88+$|^886$|回见|回头见|晚安|下次(?:再聊|见)|先这样|good ?bye|bye(?: bye)?|see you|さようなら|adi[oó]s|au revoir|tschüss|до свидания|没有?(?:其他|其它|别的|什么)?(?:的)?(?:问题|事)了';
const ACKNOWLEDGEMENT =
  '好的?|行|可以|嗯+|恩+|哦+|噢+|喔+|额|呃|唔|ok(?:ay)?|k|知道|明白|了解|瞭解|懂|清楚|收到|记下|没错|没事|没关系|不错|很好|真好|太好|太棒|完美|满意|算|罢|没问题|哈+|呵+|嘿+|嘻+|原来如此|这样|就这样|那就好|got it|i see|fine|great|sure|alright|all right|understood|no problem|cool|perfect|はい|わかりました|네|알겠습니다';
/** Alone they agree; within a sentence they are its verb. */
const YES = '是|对|yes|yep|yeah';
const FILLER =
  '亲+|哈|吧|呀|啊|呢|哟|呦|咯|喽|啦|嘞|哒|滴|哇|么么哒|的|了|那|就|我|您|你|你们|您们|都|真的?|很|太|非常|十分|特别|好+|也|呗|客服|老板|小姐姐|小哥哥|店家|美女|帅哥|mm|请问|亲爱的|哦|嗯|then|so|very|all|there|guys|everyone|其他|没有|没|啥|什么|问题|事|已经|先';

const greeting = token(GREETING);
const acknowledgement = token(`${ACKNOWLEDGEMENT}|${YES}`);
const filler = token(`${FILLER}|[\\s\\p{P}\\p{S}]`);
/** Who goes on with anything else, as in 谢谢用花呗, has only put it before a question. */
const THANKED =
  '(?=你|您|亲|了|啦|呀|哈|啊|哦|呢|大家|各位|老板|小|店|客服|美女|帅哥|推荐|[\\s\\p{P}\\p{S}\\p{sc=Latin}]|$)';
const SAYS_THANKS = new RegExp(`(?:${THANKS})${THANKED}`, 'u');
const SAYS_GOODBYE = new RegExp(`(?:${GOODBYE})`, 'u');
const LATIN_WORDS = /^[\p{sc=Latin}\p{N}\p{P}\s]+$/u;

/** Something is asked or wanted. */
const WANTS =
  /[?？]|吗|嘛$|什么|怎么|怎样|咋|哪|多少|几(?:点|天|号|时|块|钱|折|次|个)吗?$|谁|为啥|为何|多久|好久|是不是|有没有|能不能|可不可以|能否|可否|请(?!不)|帮(?:我|忙(?:查|看|找|改|问))|麻烦(?!你了|您了|了)|告诉|查(?:一|下|询)|我?想(?:要|问|找|知道|吃|去|买)|我要|需要|给我|发我|推荐(?:一|个|下|几)|退款|退货|发票|\b(?:how|what|where|when|why|who|which|can|could|please|need|want|do you|does|is there|are there|will)\b/u;
const LENGTH_MAX = 60;

/**
 * What is said out of politeness and asks for nothing.
 * @param said simplified Chinese, lower case, half width.
 */
export function politenessOf(said: string): Politeness | undefined {
  if (said.length > LENGTH_MAX) {
    return undefined;
  }
  if (consistsOf(greeting, said) || /^亲+在?[啊呀吗么嘛]*[\s\p{P}]*$/u.test(said)) {
    return 'greeting';
  }
  if (saysWithout(SAYS_GOODBYE, said) && (!SAYS_THANKS.test(said) || /再见|拜拜|bye/u.test(said))) {
    return 'goodbye';
  }
  if (saysWithout(SAYS_THANKS, said)) {
    return 'thanks';
  }
  return consistsOf(acknowledgement, said) ? 'acknowledgement' : undefined;
}

/** It is said, and nothing before it, after it or beside it asks for anything. */
function saysWithout(pattern: RegExp, said: string): boolean {
  return pattern.test(said) && isWhole(pattern, said) && !WANTS.test(said.replace(pattern, ' '));
}

/** `ty` is no word of `city`. */
function isWhole(pattern: RegExp, said: string): boolean {
  const { 0: found = '', index = 0 } = pattern.exec(said) ?? {};
  const around = said.slice(Math.max(0, index - 1), index) + said.slice(index + found.length, index + found.length + 1);
  return !LATIN_WORDS.test(found) || !/[\p{sc=Latin}\p{N}]/u.test(around);
}

/** Of these words and fillers alone, one of the words being there. Token by token: one pattern of all could go on for ever. */
function consistsOf(word: RegExp, said: string): boolean {
  let hasWord = false;
  for (let at = 0; at < said.length;) {
    const found = matchAt(word, said, at);
    const length = found === 0 ? matchAt(filler, said, at) : found;
    if (length === 0) {
      return false;
    }
    hasWord ||= found > 0;
    at += length;
  }
  return hasWord;
}

function matchAt(pattern: RegExp, said: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(said)?.[0].length ?? 0;
}

function token(words: string): RegExp {
  return new RegExp(`(?:${words})`, 'uy');
}
