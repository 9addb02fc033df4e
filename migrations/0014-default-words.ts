/**
 * The lists that a new installation begins with; editors change or delete them as they like. They are short: public lists
 * flag 15 to 49 % of what ordinary customers write.
 */
export const defaultLists: readonly { id: string; name: string; action: string; words: readonly string[] }[] = [
  {
    id: '01930000-0000-7000-8000-000000000001',
    name: 'default-abuse',
    action: 'mask',
    words: wordsOf(
      '傻逼 傻b 煞笔 沙比 脑残 弱智 草泥马 操你妈 你妈的 他妈的 妈的 王八蛋 狗东西 去死 滚蛋 贱人 人渣 畜生 混蛋 蠢货 蠢猪',
      '婊子 狗娘养 死全家 下三滥 臭不要脸 fuck fucking shit bitch asshole motherfucker tmd nmsl mmp',
    ),
  },
  {
    id: '01930000-0000-7000-8000-000000000002',
    name: 'default-crime',
    action: 'refuse',
    words: wordsOf(
      '代开发票 发票代开 办证刻章 办假证 出售银行卡 收购银行卡 出租银行卡 洗钱通道 跑分平台 信用卡套现 花呗套现 地下钱庄 黑户可贷',
      '刷单返利 刷单兼职 杀猪盘 网上赌场 网络博彩 在线博彩 体育投注 时时彩 六合彩 百家乐 真人荷官 彩金注册送 卖枪 枪支出售',
      '出售枪支 冰毒出售 出售冰毒 海洛因 迷奸药 听话水 裸聊 招嫖 援交 代写论文 代考包过 出售答案 窃听器出售 查开房记录',
    ),
  },
  {
    id: '01930000-0000-7000-8000-000000000003',
    name: 'default-exceptions',
    action: 'allow',
    words: wordsOf(
      '废物利用 固体废物 危险废物 医疗废物 工业废物 放射性废物 变态反应 变态心理学 变态发育 神经病学 神经病理 智障人士',
      '智障儿童 白痴天才 尼玛县',
    ),
  },
];

function wordsOf(...lines: readonly string[]): string[] {
  return lines.join(' ').split(' ');
}
