import type { ShippedIntent } from './intent.js';

export type Request = Extract<
  ShippedIntent,
  'complaint' | 'order-status' | 'order-change' | 'refund-request' | 'invoice-request'
>;

/** It asks how something is done or what the rule is, which the knowledge base answers. */
const HOW =
  /怎么(?!还|没|又|一直|这么|回事)|怎样|如何|什么时候|啥时候|多久|几天|几个工作日|为什么|为啥|为何|是什么|什么意思|规则|政策|流程|条件|哪里|在哪|吗|么$|多少|有没有|会不会|需要|到账|退到|没退|没到|\b(?:how|why|policy|when|what)\b/u;
const GAP = '[^，。！？,.!?;；\\n]';

const INVOICE =
  /(?:开|要|补|换|重开|索取|寄|申请|提供|发)[^，。！？]{0,6}(?:发票|专票|普票|增票|票据)|(?:发票|专票|普票)[^，。！？]{0,4}(?:开|给我|发我|寄|补)|开票|\b(?:need|want|issue|send|get|request|have)\b[^.?!]{0,24}\binvoice\b/u;
const INVOICE_NOT =
  /怎么|如何|怎样|多久|什么时候|几天|是什么|为什么|税率|可以抵|真伪|已经?开|收不到|没收到|\b(?:how|why)\b/u;

const REFUND =
  /(?:退款|退货|退钱|退单|退掉|退了吧|退回|退还|退给我|退我|全退|换货|退(?:一下|下)|仅退)|\brefund\b|\breturn (?:this|it|the|my)\b|money back/u;
const REFUND_WISH =
  /我要|我想|想要|帮我|帮忙|给我|申请|麻烦|请|赶紧|赶快|马上|立即|立刻|快点?|尽快|要求|必须|直接|退给|处理|我.{0,6}退你?还?|\b(?:i want|i'd like|i need|please|give me|can i|request)\b/u;

const ORDER_PART =
  '(?:收货|收件|配送|送货)?(?:地址|收货人|收件人|收货电话|收货信息|颜色|尺码|尺寸|规格|款式|口味|备注|数量)';
const CHANGE = '(?:改|换成|换个|更换|变更|修改|更改|填错|写错|选错|拍错|搞错|弄错|下错|错了|改成|改到|改为)';
const ORDER_CHANGE = new RegExp(
  [
    `${CHANGE}${GAP}{0,6}${ORDER_PART}`,
    `${ORDER_PART}${GAP}{0,6}${CHANGE}`,
    `(?:取消|撤销|撤回|修改|更改|合并)(?:这个|那个|我的|掉|刚才的|刚刚的|一下){0,3}(?:订单|单子|下单)`,
    `(?:订单|单子)${GAP}{0,4}(?:取消|撤销|修改|更改)`,
    `(?:发|寄|送)(?:到|去)?(?:之?前|上|原来|另|新|第)${GAP}{0,3}地址`,
    `(?:改|推迟|延迟|延后|晚|提前)${GAP}{0,8}(?:发货|再发|配送|派送|送货)`,
    '\\b(?:change|update|correct|edit|cancel|modify)\\b[^.?!]{0,24}\\b(?:address|order|size|colou?r|recipient|delivery)\\b',
  ].join('|'),
  'u',
);
const ORDER_CHANGE_NOT = /怎么|如何|怎样|哪里|为什么|多久|会不会|\b(?:how|why|where)\b/u;

const PARCEL = '(?:快递|包裹|订单|单子|物流|我的货|货物|宝贝|东西|件)';
const ORDER_STATUS = new RegExp(
  [
    `(?:查|跟踪|追踪|看看|看一?下)${GAP}{0,6}(?:快递|包裹|订单|物流|单号|配送)(?!${GAP}{0,4}(?:费|公司|政策))`,
    `(?:我的|我|这个|那个)?${PARCEL}${GAP}{0,6}(?:到哪|在哪|哪了|到了吗|到了没|什么时候(?:能)?到|几时到|什么时候发|发了吗|发了没|发货了?[吗没]|进度|状态|不动|没更新|不更新|停了)`,
    `(?:怎么|为什么|为啥)?(?:还没有?|还不|还未|一直没有?|迟迟[没不]有?)(?:给我|给)?(?:发货|发出|到货|送到|收到货|收到快递|收到东西|派送|送货|更新物流|揽收)`,
    '(?:物流|快递|配送)(?:信息|进度|状态|单号|情况)',
    '订单(?:状态|进度|情况|查询)',
    `(?:我|上次|昨天|前天|\\d+号)${GAP}{0,6}(?:买|拍|下单|订)的${GAP}{0,10}(?:到哪|发货了?[吗没]|发了[吗没]|什么时候[到发]|还没)`,
    "\\bwhere(?:'s| is| are)?\\b[^.?!]{0,16}\\b(?:order|package|parcel|delivery|shipment)\\b",
    '\\b(?:track|trace|status of|check)\\b[^.?!]{0,20}\\b(?:order|package|parcel|delivery|shipment)\\b',
    '\\b(?:order|delivery|shipping|tracking) (?:status|number|info)\\b',
    "\\b(?:order|package|parcel)\\b[^.?!]{0,24}\\b(?:not|hasn'?t|haven'?t|yet)\\b[^.?!]{0,12}(?:arrived?|come|received|shipped)",
    '\\bwhen (?:will|does|is)\\b[^.?!]{0,12}\\bmy (?:order|package|parcel)\\b',
  ].join('|'),
  'u',
);

const ANGER = new RegExp(
  [
    '投诉(?!号码|电话|热线|路径|渠道|入口|方式|流程|、)|差评|举报|骗子|骗人|欺骗|骗我|坑人|坑爹|太坑|(?:太|真|很|是|都是|什么)垃圾|垃圾(?:服务|公司|平台|客服|产品|东西|店|商家|软件)|^垃圾$|差劲|失望|恶心|无语|过分|气死|搞什么|什么玩意|破玩意|不负责|糊弄|敷衍|忽悠|推卸|踢皮球|欺负|耍我|耍人|讲不讲理|太不像话|离谱|坑死|烦死|受够|倒霉|糟糕|糟心|郁闷',
    '没人理|不理我|不理人|不回我|没人管|没人接|不解决|不给解决',
    '态度(?:太|很|这么|真|恶|不好|差|极)|服务(?:太|很|这么|真)差',
    '(?:太|很|这么|那么|真|真是|好|超级?|特别|实在|非常|够)(?:差|烂|慢|坑|麻烦|气人|难用|难吃|糟|渣|黑)(?!吗|么|的话)|慢死|更慢|又慢',
    '受不了|接受不了|不能接受|无法接受|不满意|很不爽|不爽|不开心|生气|心寒',
    '质量(?:差|不行|不好|有问题|太|很)|有质量问题|(?:是|都|全)(?:坏|破|烂|碎|假|旧|脏|馊|霉)的(?!吗)|坏了|烂了|碎了|破了|变质|发霉|变味了|有杂质|有毛病|假货|漏发|少发|发错|送错|少了|缺了|破损',
    '不早说|早不说|这也不行|说话不算|讲信用|没信誉|没(?:有)?信誉|物流.{0,2}(?:差|烂|不好)',
    `(?:送的|赠品|赠送的|答应)${GAP}{0,6}没(?:有)?(?:收到|给|送|发|见)`,
    `慢${GAP}{0,6}(?:为什么|为啥|还)|${GAP}天了(?:还|都)?(?:没|不)`,
    '\\b(?:terrible|awful|horrible|worst|disappointed|disappointing|ridiculous|unacceptable|scam|fraud|complain|complaint|rude|useless|garbage|rubbish|broken|damaged|defective|fed up|pathetic)\\b|too slow|so slow',
  ].join('|'),
  'u',
);
/** It asks whether it is so, and has not found it so. */
const ANGER_NOT =
  /^(?:.{0,14}(?:会不会|有没有|是不是|会|有|容易)[^，。]{0,8}(?:吗|么|呢)?[?？]?|.*(?:怎么|如何|怎样|哪里|在哪).*(?:投诉|举报).*|.*评分.*)$/u;

/**
 * What somebody wants to have done, by how it is said.
 * @param said simplified Chinese, lower case, half width.
 */
export function requestOf(said: string): Request | undefined {
  if (INVOICE.test(said) && !INVOICE_NOT.test(said)) {
    return 'invoice-request';
  }
  if (REFUND.test(said) && REFUND_WISH.test(said) && !HOW.test(said)) {
    return 'refund-request';
  }
  if (ORDER_CHANGE.test(said) && !ORDER_CHANGE_NOT.test(said)) {
    return 'order-change';
  }
  if (ANGER.test(said) && !ANGER_NOT.test(said)) {
    return 'complaint';
  }
  return ORDER_STATUS.test(said) ? 'order-status' : undefined;
}
