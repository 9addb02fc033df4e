import { bare } from '../commands.js';

const YES =
  /^(?:是|是的|是滴|对|对的|對|對的|确认|確認|确定|確定|好|好的|好滴|行|可以|嗯|嗯嗯|没错|沒錯|没问题|沒問題|同意|提交|办理|辦理|ok|okay|yes|y|yep|sure|confirm|confirmed|right|correct|go ahead|please do)(?:的|了|呀|啊|吧|哦|哈)?$/u;
const NO =
  /^(?:否|不|不是|不对|不對|不要|不用|不行|不可以|不确认|不確認|不同意|不办了|不辦了|先不|先不要|有误|有誤|错了|錯了|no|n|nope|wrong|not right|do not|don't)(?:的|了|呀|啊|吧|哦)?$/u;
const THUMB = /^(?:👍|👌|\[强\]|\[OK\])+$/u;

/** Ends a flow at any moment. */
const WAY_OUT =
  /^(?:取消|退出|算了|不办了|不辦了|不弄了|不查了|不开了|不開了|不用了|停止|结束|結束|cancel|quit|exit|stop|never ?mind|forget it)(?:吧|了|它|this|it)?$/u;

/** A question, by its end or by its beginning. Company names hold such words in the middle. */
const ASKS_AT_END =
  /[?？]$|(?:吗|嗎|呢|么|麼|没有|沒有|多少|多少钱|多少錢|什么|什麼|怎么办|怎麼辦|哪里|哪裡|哪儿|几点|幾點|多久|如何)[呀啊哦哈呐]*$/u;
const ASKS_AT_START =
  /^(?:请问|請問|怎么|怎麼|怎样|怎樣|如何|为什么|為什麼|为啥|为何|什么|什麼|哪|谁|誰|多少|几|幾|能不能|能否|可不可以|是不是|有没有|有沒有)\p{L}/u;
/** Three words at least: Will Smith asks nothing. */
const ASKS_IN_ENGLISH =
  /^(?:what|how|why|when|where|who|which|can|could|do|does|is|are|will|would|should)(?:\s+\S+){2}/i;

/** Words of a question, wherever they stand. */
const ASKS_ANYWHERE =
  /[?？]|怎么|怎麼|怎样|怎樣|如何|为什么|為什麼|为啥|為啥|什么|什麼|多[少久长長大远遠重]|哪[里裡儿兒个個家种種些天]|谁|誰|[几幾][点點天个個号號时時折]|是否|能否|能不能|可不可以|可以不可以|要不要|会不会|會不會|是不是|有没有|有沒有/u;

/** The end of a name, which is an answer whatever else the words in it may mean. */
const ORGANISATION =
  /(?:公司|集团|集團|中心|事务所|事務所|学校|學校|大学|大學|医院|醫院|银行|銀行|工厂|工廠|商行|inc|ltd|llc|gmbh)\.?$/iu;

/** @returns undefined for what is neither; a yes with a question mark is none. */
export function yesOrNo(text: string): boolean | undefined {
  if (THUMB.test(text.trim())) {
    return true;
  }
  const said = bare(text);
  if (YES.test(said)) {
    return /[?？]/u.test(text) ? undefined : true;
  }
  return NO.test(said) || WAY_OUT.test(said) ? false : undefined;
}

/** A message that wants out of whatever flow it is in, and says nothing else. */
export function isWayOut(text: string): boolean {
  return WAY_OUT.test(bare(text));
}

/** Whether a message reads like the name of an organisation. */
export function isOrganisation(text: string): boolean {
  return ORGANISATION.test(text.trim());
}

/**
 * Whether a message rather asks something than answers.
 * @param loosely where it is no answer anyway.
 */
export function asksSomething(text: string, loosely = false): boolean {
  const trimmed = text.normalize('NFKC').trim();
  if (loosely && ASKS_ANYWHERE.test(trimmed)) {
    return true;
  }
  return (
    trimmed.length >= 3 &&
    (ASKS_AT_END.test(trimmed.replace(/[。.!！~～\s]+$/u, '')) ||
      ASKS_AT_START.test(trimmed) ||
      ASKS_IN_ENGLISH.test(trimmed))
  );
}
