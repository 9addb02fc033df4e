const REMARK_LENGTH_MAX = 1_000;
const ENDS_AS_QUESTION = /[?？]\s*$|(吗|嗎|呢|么|麼)[\s。.!！~～]*$/;
const ASKS =
  /^(请问|請問|怎么|怎麼|怎样|怎樣|如何|为什么|為什麼|为啥|什么时候|什麼時候|哪里|哪裡|哪儿|多少|多久|能不能|可不可以|how|what|when|where|why|which|who|can i|could|do you|is there)/i;
const WANTS_MORE =
  /转人工|轉人工|人工客服|人工服务|人工服務|真人|投诉|投訴|我要|我想|帮我|幫我|我的工单|我的工單|\b(human|agent|my tickets|refund)\b/i;

/**
 * Whether a text that comes after a score may be the word to it. What asks for something is not: taken for a comment,
 * it would never be answered.
 */
export function isRemark(text: string): boolean {
  const said = text.trim();
  return (
    said !== '' &&
    said.length <= REMARK_LENGTH_MAX &&
    !/^[/／]/.test(said) &&
    !ENDS_AS_QUESTION.test(said) &&
    !ASKS.test(said) &&
    !WANTS_MORE.test(said)
  );
}
