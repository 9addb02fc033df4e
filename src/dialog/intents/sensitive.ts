/** What no machine should speak of. */
export type SensitiveSubject = 'complaint' | 'refund-dispute' | 'legal' | 'safety';

const GAP = '[^，。！？,.!?;；\\n]';
const US = '(?:你们|您们|贵公司|贵司|你家|商家|卖家|平台|你)';

/** A threat or a step against the enterprise, not a question about the law. */
const LEGAL = new RegExp(
  [
    `(?:起诉|控告|告发|曝光|举报|告)${US}`,
    '法院见|法庭见|律师函|走法律(?:程序|途径)|法律途径|追究.{0,6}(?:法律)?责任|我要(?:维权|起诉|打官司)',
    `(?:找|请|联系|委托)(?:了|我的?|个)?律师`,
    `(?:打|拨打|向|去|找|到|跟|已经?)${GAP}{0,4}(?:12315|消协|消费者协会)`,
    `(?:向|去|找|到|跟)${GAP}{0,4}(?:工商局?|市场监管局?|监管部门)${GAP}{0,6}(?:投诉|举报|告)`,
    '(?:12315|消协|工商局?|市场监管局?)(?:见|投诉|举报)|我(?:要|已经?|会)?报警',
    '\\b(?:sue|suing)\\b[^.?!]{0,12}\\b(?:you|your|company)\\b|\\bmy (?:lawyer|attorney)\\b|\\b(?:legal action|see you in court)\\b',
  ].join('|'),
  'u',
);

/** Somebody was hurt or is about to be. */
const SAFETY = new RegExp(
  [
    '(?:受伤|烫伤|割伤|划伤|砸伤|触电|漏电|着火|起火|冒烟|爆炸|中毒|过敏|晕倒|昏迷|呕吐|送医|住院)了|(?:进|去|送)了?医院|电到(?:我|人|孩子)|(?:差点|险些).{0,6}(?:受伤|着火|烧|炸|出人命|出事)',
    '自杀|轻生|自残|不想活|活不下去|活够了|结束(?:自己的)?生命',
    '\\b(?:got|was|were|am|is|been) (?:\\w+ )?(?:hurt|injured|burned|burnt|poisoned|electrocuted|hospitali[sz]ed)\\b|\\b(?:caught|on) fire\\b|\\bexploded\\b',
    '\\b(?:suicide|suicidal|kill myself|end my life|hurt myself)\\b',
  ].join('|'),
  'u',
);

/** Money back was asked for before, and not given. */
const REFUND_DISPUTE = new RegExp(
  [
    `(?:拒绝|不给|不肯|不让|不予|不同意|凭什么不|为什么不给?|一直不|迟迟不|死活不|就是不)(?:我)?${GAP}{0,2}(?:退款|退货|退钱|退费|退换|退)`,
    `(?:退款|退货|退钱)${GAP}{0,6}(?:被拒|拒绝|驳回|不通过|没通过|拖|骗)`,
    `${GAP}{0,4}(?:天|个?月|周|礼拜|星期)了${GAP}{0,8}(?:不|没|未)${GAP}{0,3}退(?:款|钱)?`,
    `(?:refuse[ds]?|denied|deny|won't|will not|rejected)\\b[^.?!]{0,20}\\b(?:refund|return|money back)|\\bdispute\\b[^.?!]{0,20}\\b(?:refund|charge)`,
  ].join('|'),
  'u',
);

/** It asks how such things are done, and nothing has happened. */
const IN_GENERAL =
  /^(?:如果|假如|万一|请问|想问|是否|会不会|能不能|可不可以)|(?:怎么办理|流程|条件|规定|标准|政策|要多少钱|怎么收费)|(?:会不会|会|能|可以|容易)[^，。！？]{0,10}(?:吗|么)[?？]?$|\b(?:what if|how do i|is it possible)\b/u;

/**
 * Whether a human has to deal with this, by how it is said.
 * @param said simplified Chinese, lower case, half width.
 * @param intent what it was recognised as: a complaint is told by the rules and examples of intents.
 */
export function sensitiveSubjectOf(said: string, intent: string | undefined): SensitiveSubject | undefined {
  if (!IN_GENERAL.test(said)) {
    if (SAFETY.test(said)) {
      return 'safety';
    }
    if (LEGAL.test(said)) {
      return 'legal';
    }
    if (REFUND_DISPUTE.test(said)) {
      return 'refund-dispute';
    }
  }
  return intent === 'complaint' ? 'complaint' : undefined;
}
