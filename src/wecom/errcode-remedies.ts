import type { Words } from '../common/doctor-checks.js';

type Row = readonly [errcodes: readonly number[], en: string, zh: string];

/** What the administrator does about an errcode. The address that 60020 names is added by whoever has the message. */
export function errcodeRemedy(errcode: number): Words {
  return remedies.get(errcode) ?? UNKNOWN;
}

const UNKNOWN: Words = {
  en: 'Look the errcode up at https://open.work.weixin.qq.com/devtool/query, which names the cause.',
  zh: '请在 https://open.work.weixin.qq.com/devtool/query 查询该错误码的原因。',
};

/** Paths of the console are those of https://work.weixin.qq.com/wework_admin as of 2026. */
const rows: readonly Row[] = [
  [
    [-1, 6000, 45033, 302008],
    'Wait: WeCom is busy, and the call is repeated.',
    '企业微信繁忙，系统会自动重试，请稍候。',
  ],
  [[0], 'Nothing is to be done.', '无需处理。'],
  [
    [40001, 41004],
    'Copy the Secret of this very app (App Management → the app → Secret) into the account. The secret of the address book or of another app does not do; a reset makes the old one worthless.',
    '请把该应用自己的 Secret（应用管理 → 应用 → Secret）填入账号。通讯录或其他应用的 Secret 无效；重置后旧 Secret 立即作废。',
  ],
  [
    [40013, 41002],
    "Copy the enterprise's id (My Company → Company ID) into the account: it begins with ww.",
    '请填写正确的企业 ID（我的企业 → 企业信息 → 企业ID，以 ww 开头）。',
  ],
  [
    [40056, 41011, 301002],
    'The AgentId is not that of the app whose Secret is used: take both from the same page (App Management → the app).',
    'AgentId 与 Secret 不属于同一个应用：请从同一应用页面（应用管理 → 应用）复制两者。',
  ],
  [
    [40014, 42001, 41001],
    'The access token is renewed by itself. Where this stays, another program may fetch tokens with this Secret all the time: give each its own app.',
    '访问令牌会自动更新。若持续出现，可能有其他程序在用同一 Secret 频繁取令牌：请为它们使用不同的应用。',
  ],
  [
    [60020, 301042],
    "Add the address that this server calls from to the app's trusted IPs (App Management → the app → Trusted IP). It takes about a minute. Where calls go through a proxy (HTTPS_PROXY), it is the proxy's address.",
    '请把本服务器的出口 IP 加入该应用的“企业可信IP”（应用管理 → 应用 → 企业可信IP），约一分钟后生效。若经代理（HTTPS_PROXY）访问，则填代理的出口 IP。',
  ],
  [
    [60011, 81011],
    'Grant the app what it asks for: the member, department or tag must be in its visible scope (App Management → the app → Visible Range).',
    '请授予该应用所需权限：成员、部门或标签须在应用的可见范围内（应用管理 → 应用 → 可见范围）。',
  ],
  [
    [60021, 50002, 92000, 81013, 301021],
    "Add the member, or a department of theirs, to the app's visible range (App Management → the app → Visible Range).",
    '请把该成员或其部门加入应用的可见范围（应用管理 → 应用 → 可见范围）。',
  ],
  [
    [40003, 46004, 60111, 40031, 40032],
    'Use the userid as the address book shows it (Contacts → the member → Account), not a name or a phone number; the member may have left.',
    '请使用通讯录中的账号（通讯录 → 成员 → 账号），而不是姓名或手机号；该成员也可能已离职。',
  ],
  [[60003, 60123], 'Use the id of a department that exists.', '请使用存在的部门 ID。'],
  [
    [48001, 48002, 48004],
    "Give the app the permission for this API (App Management → the app → API permissions); some APIs are for the address book's own Secret.",
    '请为该应用开通此接口权限（应用管理 → 应用 → 接口权限）；部分接口只允许通讯录同步的 Secret 调用。',
  ],
  [[48005], 'WeCom has removed this API: update the program.', '该接口已下线：请升级本程序。'],
  [
    [48006],
    'The app was not used for long and lost its permission: an administrator enables it again in the console.',
    '应用长期未使用，权限已被收回：请管理员在管理后台重新启用。',
  ],
  [
    [48009],
    'Add this server’s address to those of the sync assistant.',
    '请把本服务器 IP 加入通讯录同步助手的可信 IP。',
  ],
  [
    [50003],
    'Enable the app (App Management → the app → the switch at the top).',
    '请启用该应用（应用管理 → 应用 → 页面顶部的开关）。',
  ],
  [
    [50001, 80001, 85005],
    'Set the host of PUBLIC_URL as the trusted domain of the app and prove that it is yours (App Management → the app → Web authorisation and JS-SDK).',
    '请把 PUBLIC_URL 的域名设为应用的可信域名并完成归属校验（应用管理 → 应用 → 网页授权及JS-SDK）。',
  ],
  [
    [40057, 43012],
    'Save the callback in the app (App Management → the app → Receive messages → API): its URL, Token and EncodingAESKey must be those of the account, and saving it is WeCom’s check.',
    '请在该应用保存接收消息的回调（应用管理 → 应用 → 接收消息 → 设置API接收）：URL、Token、EncodingAESKey 须与账号一致，保存时企业微信会立即校验。',
  ],
  [
    [45009],
    'The limit of calls is reached: what waits is sent when the window is over. Where this stays, something calls WeCom in a loop.',
    '接口调用超过频率限制：窗口结束后自动继续。若持续出现，说明有程序在循环调用。',
  ],
  [
    [45024],
    'The enterprise has as many accounts as it may have: extend it, or remove some.',
    '企业账号数已达上限：请扩容或清理。',
  ],
  [
    [301007],
    'The enterprise was dissolved or banned: ask WeCom’s support.',
    '企业已解散或被封禁：请联系企业微信客服。',
  ],
  [
    [701008, 701016, 701099],
    'Buy or extend the interface licence of the members (My Company → Interface licences).',
    '请购买或续期接口调用许可（我的企业 → 接口调用许可）。',
  ],
  [
    [301052, 301053],
    'Order or extend the conversation archive, or do without it.',
    '请开通或续期会话内容存档，或停用该功能。',
  ],
  [[301058, 45029, 82002, 82003, 830002], 'Ask for or send less at once.', '请减少单次请求的数据量。'],
  [
    [40029, 42003, 42022, 84014, 84015],
    'Sign in once more: a code is good once and for five minutes, for the app that asked for it.',
    '请重新登录：授权码一次有效、五分钟过期，且只对申请它的应用有效。',
  ],
  [
    [42012, 40093],
    'The ticket of the JS-SDK is renewed by itself: load the page once more.',
    'JS-SDK 票据会自动更新：请刷新页面。',
  ],
  [
    [93000, 93004, 93008],
    'Make the group robot anew, or put it back into the group, and copy its webhook into the notification sink.',
    '请重新创建群机器人或将其加回群聊，并把新的 Webhook 填入通知渠道。',
  ],
  [
    [43004],
    'The member binds WeChat to the WeCom account, or is written to otherwise.',
    '请该成员绑定微信，或改用其他方式联系。',
  ],
  [
    [40201, 82004],
    'WeCom takes this content for unsafe: change the words of the answer or of the document behind it.',
    '企业微信判定内容不安全：请修改回答或其来源文档的措辞。',
  ],
  [
    [40007, 40006, 44001, 45001, 45007, 40004, 40005, 40123],
    'Send another file: of a kind and size that WeCom takes (images to 10 MB, voice AMR to 60 s, video MP4 to 10 MB, files to 20 MB).',
    '请更换文件：类型与大小须符合企业微信限制（图片 10MB、语音 AMR 60 秒、视频 MP4 10MB、文件 20MB）。',
  ],
  [
    [45002, 45008, 44004],
    'Change the words: the text is empty or too long for WeCom.',
    '请修改内容：文本为空或超过企业微信的长度限制。',
  ],
  [
    [60140, 40050, 86001, 86003, 86008],
    'Nothing is to be done for what was sent; a new card or a chat of this very app is needed.',
    '已发送的内容无需处理；需使用新的卡片，或本应用自己创建的群聊。',
  ],
  [
    [
      40008,
      40033,
      40035,
      40039,
      40058,
      40063,
      40074,
      41006,
      45034,
      81012,
      82001,
      ...Array.from({ length: 42020 - 42014 + 1 }, (_, n) => 42014 + n),
      ...Array.from({ length: 42051 - 42027 + 1 }, (_, n) => 42027 + n),
    ],
    'WeCom does not take a request as this program makes it: update the program, and report it with the errcode.',
    '企业微信不接受本程序发出的请求：请升级程序，并附错误码反馈。',
  ],
];

const remedies: ReadonlyMap<number, Words> = new Map(
  rows.flatMap(([errcodes, en, zh]) => errcodes.map((errcode): [number, Words] => [errcode, { en, zh }])),
);
