/** Manual work, things that are artificial, and the goods that are called so: a human is not meant. */
const NOT_A_HUMAN =
  /人工(?:智能|费|成本|湖|岛|降雨|呼吸|授精|草|牙|心脏|养殖|合成|种植|林|钻|甜味|色素|添加|操作|审|申请|开通|关闭|取消|注销|解冻|解除|解绑|还款|还钱|还(?!是|有|没|在|能|不)|扣款?|修改|输入|录入|核实?|提额|提高|调|关(?!系|于)|下单|打款|放款|授权)/gu;

/** Who is asked for. Of those that other things are called after, only what they are called in this sense. */
const HUMAN =
  '(?:人工(?:客服|服务|坐席)?|真人(?:客服)?|活人|大活人|人类|真的人|客服(?!号|系统|软件|功能|消息|账号|机器人|助手|中心在哪)|在线客服|坐席|座席|专员|专人|专线|工作人员|服务人员|客服人员|负责人|店主|店长|老板|掌柜|你们领导|你们经理|客户经理|值班经理|主管)';
const LOOSE = '[^，。！？,.!?；;\\n]';

/** Words that ask to be put through. */
const CONNECT = new RegExp(
  `(?:转接|接通|转|接|找|联系|呼叫|换|叫|请|喊|打给|安排|派)(?!过|入|口|问)${LOOSE}{0,8}?${HUMAN}`,
  'u',
);
const DEMAND = new RegExp(
  [
    `(?:我要|我想要?|要|需求?要?|来|给我|还有|是不是|是|怎么|如何|求|跟|和|与|让|由)(?:个|一个|一位|位|一下|下|你们|您们|帮我|的){0,4}${HUMAN}(?!吗我|说|的吗?$|聊过)`,
    `(?:有没有|有无)${LOOSE}{0,6}?${HUMAN}`,
    `(?:可以|可否|能|能不能|有|没有)(?:有|给|个|一个){0,2}${HUMAN}[吗么嘛吧不呢啊 ]*$`,
    `(?:跟|和|与|同)${LOOSE}{0,4}?${HUMAN}(?:说话|聊|讲|谈|沟通|对话|通话|反映|交流)`,
    '换(?:个|一个)?(?:真)?人(?:来|吧|回|跟|和|说|$)',
    '(?:找|来|叫|派|换)(?:个|一个|位)?人(?:跟|和|帮|来|给|处理|解决|回|接|服务)',
  ].join('|'),
  'u',
);
/** Nothing but the name of the service can be meant. */
const SERVICE =
  /人工(?:客服|服务|坐席|座席|专员|热线|电话|台|咨询|在线|在吗|在么|在不在|通道|专线|窗口|小姐姐|回复|接听|解答|专席|帮|来|快|处理)|真人(?:客服|服务|在吗|回复|对话)|客服(?:人员在|电话|热线|在吗|在么|在不在|在线吗|呢$|人呢|有人吗|号码|在哪|怎么联系|怎么找)|(?:打|回|来)个?电话给我(?!的|说)|给我(?:打|回)个?电?话|回电/u;
const TRANSFER = /(?:转接|接通)(?!头|线|口|器|板|卡|处)(?:一下|下)?[\p{L}]/u;
/** As people type at machines: a subject, and the word. */
const WORD_ALONE =
  /(?:^|[\s、])(?:人工|真人)(?:客服)?[\s~～啊呀吧呢]*$|^人工 |^.{1,8}(?<!是|用|靠|问|说|请|给|智.|微信|要.{0,6})(?:人工|客服)\s*$/u;
/** Before something else, it only says who is spoken to. */
const NAMED = /^(?:客服)[\s~～啊呀吧呢]*$/u;
const NO_MACHINE =
  /(?:不想|不要|不跟|不和|别|拒绝|讨厌|受够)[^，。！？]{0,6}(?:机器|机器人|智障|ai)(?:聊|说|回|对话|交流|客服|$|了)?/u;

/** What was, what somebody does not want, and what somebody said. */
const PAST = new RegExp(
  `(?:打|问|找|联系|咨询|转|试|接|用)(?:过|了)${LOOSE}{0,6}${HUMAN}|${HUMAN}(?:聊|谈|沟通|反映|联系)(?:过|了)|(?:上次|上回|昨天|之前|前几?天)${LOOSE}{0,6}${HUMAN}|${HUMAN}(?:也|都|已经?|刚才|昨天|上次|之前|那边)?(?:说(?!话)|讲|让|叫|告诉|答复|回复我|跟我说|让我)`,
  'u',
);
const DECLINED = new RegExp(
  `(?:不用|不要|不需要|不想|不必|无需|无须|别|没必要|先不|不是要|不)(?:再|给我|帮我|麻烦)?(?:转接?|接|找|联系|叫|换|用|请)?(?:到|个)?${HUMAN}`,
  'gu',
);

const ENGLISH =
  /\b(?:speak|talk|chat|connect|transfer|put|switch)\b[^.?!\n]{0,40}\b(?:humans?|persons?|people|agents?|representatives?|rep|someone|somebody|operators?|staff|customer (?:service|support|care)|support team|manager|supervisor)\b|\b(?:get|reach|contact|need|want|give|call)\b[^.?!\n]{0,24}\b(?:humans?|agents?|representatives?|operators?|customer (?:service|support|care)|support team)\b|\b(?:real|actual|live|human) (?:person|human|agent|being|support|operator|representative)\b|\bcall me(?: back)?\b|^(?:human|agent|operator|representative|customer service)(?: please)?$/u;
const ENGLISH_NOT =
  /\b(?:don'?t|do not|no need to|without|not)\b[^.?!\n]{0,24}\b(?:speak|talk|transfer|human|person|agent)|\b(?:already|i have|i've|i had|we have)\b[^.?!\n]{0,12}\b(?:spoken?|talked|contacted|called)\b/u;
const OTHERS =
  /オペレーター|担当者(?:に|と|へ)|人間と(?:話|はな)|有人対応|상담원|상담사|사람과 (?:통화|대화|상담)|\b(?:agente|persona) (?:humano|humana|real)\b|hablar con (?:una persona|un agente|alguien)|parler à (?:un conseiller|quelqu|une personne|un humain)|mit einem (?:menschen|mitarbeiter)|falar com (?:um atendente|uma pessoa|alguém)|gặp (?:nhân viên|tổng đài)|(?:оператора?|с человеком)(?![а-я])/u;

const CLAUSE_END = /[，。！？；：,.!?;:\n]+/u;

/**
 * Whether somebody asks for a human. Not: who does something by hand, tells of having asked before, or declines.
 * @param said simplified Chinese, lower case, half width.
 */
export function wantsHuman(said: string): boolean {
  if (OTHERS.test(said) || (ENGLISH.test(said) && !ENGLISH_NOT.test(said))) {
    return true;
  }
  const clauses = said.split(CLAUSE_END).filter((clause) => clause.trim() !== '');
  return (
    clauses.some((clause) => asksForHuman(clause)) || (clauses.length === 1 && NAMED.test(said.replace(CLAUSE_END, '')))
  );
}

function asksForHuman(clause: string): boolean {
  const wish = clause.replace(DECLINED, ' ');
  if (NO_MACHINE.test(wish) || TRANSFER.test(wish)) {
    return true;
  }
  const human = wish.replace(NOT_A_HUMAN, ' ').trim();
  return !PAST.test(human) && [CONNECT, DEMAND, SERVICE, WORD_ALONE].some((pattern) => pattern.test(human));
}
