/** What contacts ask when nobody says otherwise: most of it is in the sample knowledge base. */
export const sampleQuestions: readonly string[] = [
  '你好',
  '客服的工作时间是几点到几点？',
  '你们几点上班',
  '企业客户怎么下单？',
  '订单怎么取消？',
  '怎么申请退款',
  '可以开专票吗',
  '会议平板的保修期多久',
  '下单后多久发货',
  '帮助',
  '转人工',
  '今天股市涨了吗',
];
