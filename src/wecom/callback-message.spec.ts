import { describe, expect, it } from 'vitest';
import { vectors } from '../../test/fixtures/wecom-vectors.js';
import type { WecomEvent } from './callback-event.js';
import { dedupeKeyOf, parseCallbackMessage, type WecomContent } from './callback-message.js';

const invalid = expect.objectContaining({ code: 'callback.message-invalid', status: 400 });

function cdata(name: string, value: string): string {
  return `<${name}><![CDATA[${value}]]></${name}>`;
}

const head = cdata('ToUserName', 'toUser') + cdata('FromUserName', 'fromUser') + '<CreateTime>1348831860</CreateTime>';
const tail = '<MsgId>1234567890123456789</MsgId><AgentID>1</AgentID>';

function message(type: string, elements: string): string {
  return `<xml>${head}${cdata('MsgType', type)}${elements}${tail}</xml>`;
}

function event(name: string, elements = ''): string {
  return `<xml>${head}${cdata('MsgType', 'event')}${cdata('Event', name)}${elements}<AgentID>1</AgentID></xml>`;
}

/** Samples of https://developer.work.weixin.qq.com/document/path/90239 */
it.each<[string, string, WecomContent]>([
  ['text', cdata('Content', 'this is a test'), { type: 'text', text: 'this is a test' }],
  [
    'image',
    cdata('PicUrl', 'this is a url') + cdata('MediaId', 'media_id'),
    { type: 'image', mediaId: 'media_id', pictureUrl: 'this is a url' },
  ],
  [
    'voice',
    cdata('MediaId', 'media_id') + cdata('Format', 'amr'),
    { type: 'voice', mediaId: 'media_id', format: 'amr' },
  ],
  [
    'video',
    cdata('MediaId', 'media_id') + cdata('ThumbMediaId', 'thumb_media_id'),
    { type: 'video', mediaId: 'media_id', thumbMediaId: 'thumb_media_id' },
  ],
  [
    'location',
    `<Location_X>23.134</Location_X><Location_Y>113.358</Location_Y><Scale>20</Scale>${cdata('Label', '位置信息')}${cdata('AppType', 'wxwork')}`,
    { type: 'location', latitude: 23.134, longitude: 113.358, scale: 20, label: '位置信息' },
  ],
  [
    'link',
    cdata('Title', 'a title！') + cdata('Description', 'words！') + cdata('Url', 'URL') + cdata('PicUrl', 'a url'),
    { type: 'link', title: 'a title！', description: 'words！', url: 'URL', pictureUrl: 'a url' },
  ],
])('a message of type %s', (type, elements, content) => {
  expect(parseCallbackMessage(message(type, elements))).toEqual({
    corpId: 'toUser',
    fromUserId: 'fromUser',
    createdAt: new Date('2012-09-28T11:31:00Z'),
    agentId: '1',
    messageId: '1234567890123456789',
    content,
  });
});

const eventKey = 'EVENTKEY';
const key = cdata('EventKey', eventKey);
const card = { eventKey, taskId: 'taskid111', cardType: 'text_notice', responseCode: 'ResponseCode' };
const cardXml =
  key + cdata('TaskId', 'taskid111') + cdata('CardType', 'text_notice') + cdata('ResponseCode', 'ResponseCode');
const scan =
  '<ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[1]]></ScanResult></ScanCodeInfo>';
const place = `<SendLocationInfo>${cdata('Location_X', '23')}${cdata('Location_Y', '113')}${cdata('Scale', '15')}${cdata('Label', ' 广州市海珠区')}${cdata('Poiname', 'wo de poi')}</SendLocationInfo>`;
const job = cdata('JobId', 'S0Mr') + cdata('JobType', 'sync_user') + '<ErrCode>0</ErrCode>' + cdata('ErrMsg', 'ok');

function picture(md5: string): string {
  return `<item>${cdata('PicMd5Sum', md5)}</item>`;
}

function selected(question: string, ...options: string[]): string {
  const ids = options.map((option) => cdata('OptionId', option)).join('');
  return `<SelectedItem>${cdata('QuestionKey', question)}<OptionIds>${ids}</OptionIds></SelectedItem>`;
}

/** Samples of https://developer.work.weixin.qq.com/document/path/90240 */
it.each<[WecomEvent['name'], string, object]>([
  ['subscribe', '', {}],
  ['unsubscribe', '', {}],
  ['enter_agent', cdata('EventKey', ''), {}],
  [
    'LOCATION',
    `<Latitude>23.104</Latitude><Longitude>113.320</Longitude><Precision>65.000</Precision>${cdata('AppType', 'wxwork')}`,
    { latitude: 23.104, longitude: 113.32, precision: 65 },
  ],
  ['click', cdata('EventKey', '007'), { eventKey: '007' }],
  ['view', cdata('EventKey', 'https://a.cn/?b=1&c=2'), { eventKey: 'https://a.cn/?b=1&c=2' }],
  ['view_miniprogram', key, { eventKey }],
  ['scancode_push', key + scan, { eventKey, scanType: 'qrcode', scanResult: '1' }],
  ['scancode_waitmsg', key + scan, { eventKey, scanType: 'qrcode', scanResult: '1' }],
  [
    'pic_sysphoto',
    `${key}<SendPicsInfo><Count>1</Count><PicList>${picture('1b5f')}</PicList></SendPicsInfo>`,
    { eventKey, pictureMd5Sums: ['1b5f'] },
  ],
  [
    'pic_photo_or_album',
    `${key}<SendPicsInfo><Count>2</Count><PicList>${picture('1b5f')}${picture('2c6a')}</PicList></SendPicsInfo>`,
    { eventKey, pictureMd5Sums: ['1b5f', '2c6a'] },
  ],
  [
    'pic_weixin',
    `${key}<SendPicsInfo><PicList>${picture('1b5f')}</PicList><PicList>${picture('2c6a')}</PicList><Count>2</Count></SendPicsInfo>`,
    { eventKey, pictureMd5Sums: ['1b5f', '2c6a'] },
  ],
  [
    'location_select',
    key + place + cdata('AppType', 'wxwork'),
    { eventKey, latitude: 23, longitude: 113, label: ' 广州市海珠区', poiName: 'wo de poi' },
  ],
  [
    'template_card_event',
    `${cardXml}<SelectedItems>${selected('q1', 'o1', 'o2')}${selected('q2', 'o3')}</SelectedItems>`,
    { ...card, selected: { q1: ['o1', 'o2'], q2: ['o3'] } },
  ],
  [
    'template_card_event',
    `${cardXml}<SelectedItems>${selected('q1', 'o1')}</SelectedItems>`,
    { ...card, selected: { q1: ['o1'] } },
  ],
  ['template_card_menu_event', cardXml, { ...card, selected: {} }],
  [
    'batch_job_result',
    `<BatchJob>${job}</BatchJob>`,
    { jobId: 'S0Mr', jobType: 'sync_user', errorCode: 0, errorMessage: 'ok' },
  ],
  ['batch_job_result', job, { jobId: 'S0Mr', jobType: 'sync_user', errorCode: 0, errorMessage: 'ok' }],
])('the event %s', (name, elements, rest) => {
  const parsed = parseCallbackMessage(event(name, elements));

  expect(parsed).toMatchObject({ agentId: '1', messageId: undefined });
  expect(parsed.content).toEqual({ type: 'event', event: { name, ...rest } });
});

describe('a change of the directory', () => {
  it('keeps what it says of a member, every element a text', () => {
    const item = `<Item>${cdata('Name', '爱好')}<Type>0</Type><Text>${cdata('Value', '旅游')}</Text></Item>`;
    const xml = event(
      'change_contact',
      `<ChangeType>create_user</ChangeType>${cdata('UserID', 'zhangsan')}<Mobile>13800000000</Mobile><ExtAttr>${item}</ExtAttr>`,
    );

    expect(parseCallbackMessage(xml).content).toEqual({
      type: 'event',
      event: {
        name: 'change_contact',
        changeType: 'create_user',
        fields: {
          ChangeType: 'create_user',
          UserID: 'zhangsan',
          Mobile: '13800000000',
          ExtAttr: { Item: [{ Name: '爱好', Type: '0', Text: { Value: '旅游' } }] },
        },
      },
    });
  });

  it.each(['create_party', 'delete_party', 'update_tag', 'delete_user'])('%s may come in CDATA', (changeType) => {
    const { content } = parseCallbackMessage(event('change_contact', cdata('ChangeType', changeType) + '<Id>2</Id>'));

    expect(content).toMatchObject({ event: { name: 'change_contact', changeType, fields: { Id: '2' } } });
  });
});

it('a change of an approval keeps its nodes as lists, be it of one', () => {
  const node = `<ApprovalNode><NodeStatus>1</NodeStatus><Items><Item>${cdata('ItemUserId', '2')}</Item></Items></ApprovalNode>`;
  const notified = `<NotifyNodes><NotifyNode>${cdata('ItemUserId', '3')}</NotifyNode></NotifyNodes>`;
  const xml = event(
    'open_approval_change',
    `<ApprovalInfo>${cdata('ThirdNo', '201806010001')}<OpenSpStatus>1</OpenSpStatus><ApprovalNodes>${node}</ApprovalNodes>${notified}<approverstep>0</approverstep></ApprovalInfo>`,
  );

  expect(parseCallbackMessage(xml).content).toMatchObject({
    event: {
      name: 'open_approval_change',
      thirdNo: '201806010001',
      status: '1',
      fields: {
        ApprovalNodes: { ApprovalNode: [{ NodeStatus: '1', Items: { Item: [{ ItemUserId: '2' }] } }] },
        NotifyNodes: { NotifyNode: [{ ItemUserId: '3' }] },
        approverstep: '0',
      },
    },
  });
});

it.each([
  ['share_agent_change', '', {}],
  ['inactive_alert', '<EffectTime>1348831860</EffectTime>', { EffectTime: '1348831860' }],
  ['kf_msg_or_event', cdata('Token', 't') + cdata('OpenKfId', 'wk1'), { Token: 't', OpenKfId: 'wk1' }],
  ['SUBSCRIBE', '', {}],
])('the event %s, which has no type of its own, keeps its fields', (name, elements, fields) => {
  expect(parseCallbackMessage(event(name, elements)).content).toEqual({
    type: 'event',
    event: { name: 'other', event: name, fields },
  });
});

describe('what is not documented', () => {
  it('is kept raw: an unknown type', () => {
    const xml = message('file', cdata('MediaId', 'm'));

    expect(parseCallbackMessage(xml).content).toEqual({ type: 'unknown', messageType: 'file', raw: xml });
  });

  it.each(['text', 'image', 'voice', 'video', 'location', 'link'])(
    'is kept raw: %s without what makes it one',
    (type) => {
      const xml = message(type, '');

      expect(parseCallbackMessage(xml).content).toEqual({ type: 'unknown', messageType: type, raw: xml });
    },
  );

  it.each(['LOCATION', 'click', 'scancode_push', 'pic_weixin', 'location_select', 'template_card_event'])(
    'does not fail: %s without its elements',
    (name) => {
      expect(parseCallbackMessage(event(name)).content).toMatchObject({ type: 'event', event: { name } });
    },
  );
});

describe('the text of a message', () => {
  function textOf(content: string): string | undefined {
    const parsed = parseCallbackMessage(message('text', `<Content>${content}</Content>`));
    return parsed.content.type === 'text' ? parsed.content.text : undefined;
  }

  it.each([
    ['spaces and lines', '<![CDATA[  a\n\nb ]]>', '  a\n\nb '],
    ['nothing', '<![CDATA[]]>', ''],
    ['the end of a section', '<![CDATA[a]]]]><![CDATA[>b]]>', 'a]]>b'],
    [
      'markup',
      '<![CDATA[<!DOCTYPE html><a href="x">&amp;</a><!ENTITY]]>',
      '<!DOCTYPE html><a href="x">&amp;</a><!ENTITY',
    ],
    ['control characters', '<![CDATA[a\u0000\u0008\u001fb]]>', 'ab'],
    ['numbers', '<![CDATA[007]]>', '007'],
    ['an emoji', '<![CDATA[👩‍🚀]]>', '👩‍🚀'],
    ['nothing but spaces', '<![CDATA[   ]]>', '   '],
    ['spaces around the end of a section', '<![CDATA[a ]]]]><![CDATA[> b]]>', 'a ]]> b'],
    ['a section on its own line', '\n  <![CDATA[a]]>\n', 'a'],
  ])('may hold %s', (_what, content, expected) => {
    expect(textOf(content)).toBe(expected);
  });
});

describe('a plaintext', () => {
  const bomb = `<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const external = `<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>`;

  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['JSON', vectors.json.message],
    ['an entity bomb', bomb + message('text', '<Content>&b;</Content>')],
    ['an external entity', external + message('text', '<Content>&x;</Content>')],
    ['a document type inside', message('text', external)],
    ['another root', '<html><ToUserName>a</ToUserName></html>'],
    ['two roots', message('text', '') + message('text', '')],
    ['no elements', '<xml>hello</xml>'],
    ['an element that is not closed', '<xml><ToUserName>a</xml>'],
    ['a crossing', '<xml><a><b></a></b></xml>'],
    ['a section that is not closed', '<xml><ToUserName><![CDATA[a</ToUserName></xml>'],
    ['an evil name', '<xml><__proto__>1</__proto__></xml>'],
    ['no sender', `<xml>${cdata('ToUserName', 'a')}${cdata('MsgType', 'text')}</xml>`],
    ['no receiver', `<xml>${cdata('FromUserName', 'a')}${cdata('MsgType', 'text')}</xml>`],
    ['a sender that is too long', `<xml>${cdata('ToUserName', 'a')}${cdata('FromUserName', 'b'.repeat(181))}</xml>`],
    ['a depth without end', `<xml>${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}</xml>`],
    ['too many elements', `<xml>${'<a/>'.repeat(200_000)}</xml>`],
    ['a tag of a megabyte', `<xml ${'a '.repeat(500_000)}></xml>`],
    ['a quoted megabyte', message('text', `<a b="${'a'.repeat(1_000_000)}"/>`)],
    // In each of these a scanner without an eye for quotes and for `?>` takes for hidden what the parser reads.
    ['a document type behind a quoted >', message('text', '<a b="><![CDATA["/><!DOCTYPE a><!-- ]]> -->')],
    ['elements behind a quoted >', message('text', `<a b="><!--"/>${'<a/>'.repeat(6_000)}<!-- -->`)],
    ['elements behind a single quote', message('text', `<a b='><!--'/>${'<a/>'.repeat(6_000)}<!-- -->`)],
    ['elements behind an open instruction', message('text', `<?a ><!-- ?>${'<a/>'.repeat(6_000)}<!-- -->`)],
  ])('of %s is refused', (_what, xml) => {
    expect(() => parseCallbackMessage(xml)).toThrow(invalid);
  });

  it('may begin with a byte order mark and a declaration', () => {
    const xml = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n${message('text', cdata('Content', 'a'))}`;

    expect(parseCallbackMessage(xml).content).toEqual({ type: 'text', text: 'a' });
  });
});

describe('the key of a repetition', () => {
  function keyOf(xml: string): string {
    return dedupeKeyOf(parseCallbackMessage(xml), xml);
  }

  it('is the id of the message, every digit of it', () => {
    expect(keyOf(vectors.text.message)).toBe('msg:wx5823bf96d3bd56c7:218:4561255354251345929');
    expect(keyOf(vectors.otherText.message)).toBe('msg:ww6a112864f8022910:1000002:2018405441');
  });

  it('is the whole plaintext for what has none', () => {
    expect(keyOf(vectors.deterministic.message)).toMatch(/^evt:[0-9a-f]{64}$/);
    expect(keyOf(event('click', cdata('EventKey', 'a')))).toBe(keyOf(event('click', cdata('EventKey', 'a'))));
    expect(keyOf(event('click', cdata('EventKey', 'a')))).not.toBe(keyOf(event('click', cdata('EventKey', 'b'))));
  });

  it('is the whole plaintext for an id that is none, so that it stays short', () => {
    const xml = message('text', '').replace('1234567890123456789', '9'.repeat(10_000));

    expect(keyOf(xml)).toMatch(/^evt:[0-9a-f]{64}$/);
  });
});
