import { expect, it } from 'vitest';
import type { InboundContent } from '../../messaging/content.js';
import { parseCallbackMessage } from '../../wecom/callback-message.js';
import { inboundContentOf } from './inbound-content.js';

const head = '<ToUserName>ww1</ToUserName><FromUserName>alice</FromUserName><CreateTime>1348831860</CreateTime>';

/** Shapes of https://developer.work.weixin.qq.com/document/path/90239 and 90240. */
it.each<[string, string, InboundContent]>([
  ['a text', '<MsgType>text</MsgType><Content>你好</Content>', { type: 'text', text: '你好' }],
  [
    'an image',
    '<MsgType>image</MsgType><PicUrl>https://a.cn/p</PicUrl><MediaId>m1</MediaId>',
    { type: 'image', mediaId: 'm1', url: 'https://a.cn/p' },
  ],
  [
    'a voice message',
    '<MsgType>voice</MsgType><MediaId>m2</MediaId><Format>amr</Format>',
    { type: 'voice', mediaId: 'm2', format: 'amr' },
  ],
  [
    'a video',
    '<MsgType>video</MsgType><MediaId>m3</MediaId><ThumbMediaId>t3</ThumbMediaId>',
    { type: 'video', mediaId: 'm3', thumbMediaId: 't3' },
  ],
  [
    'a location',
    '<MsgType>location</MsgType><Location_X>23.1</Location_X><Location_Y>113.3</Location_Y><Label>位置</Label>',
    { type: 'location', latitude: 23.1, longitude: 113.3, label: '位置' },
  ],
  [
    'a link',
    '<MsgType>link</MsgType><Title>T</Title><Description>D</Description><Url>https://a.cn</Url>',
    { type: 'link', url: 'https://a.cn', title: 'T', description: 'D' },
  ],
  [
    'an event without a key',
    '<MsgType>event</MsgType><Event>enter_agent</Event><EventKey></EventKey>',
    { type: 'event', event: 'enter_agent', key: undefined, data: {} },
  ],
  [
    'a press of a menu',
    '<MsgType>event</MsgType><Event>click</Event><EventKey>007</EventKey>',
    { type: 'event', event: 'click', key: '007', data: {} },
  ],
  [
    'an event of another product',
    '<MsgType>event</MsgType><Event>kf_msg_or_event</Event><EventKey>k</EventKey><Token>t</Token>',
    { type: 'event', event: 'kf_msg_or_event', key: 'k', data: { Token: 't' } },
  ],
])('takes over %s', (_what, body, content) => {
  const callback = parseCallbackMessage(`<xml>${head}${body}</xml>`);
  expect(inboundContentOf(callback.content)).toEqual(content);
});

it('keeps the press of a card with what was submitted', () => {
  const callback = parseCallbackMessage(
    `<xml>${head}<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>claim</EventKey>
     <TaskId>t1</TaskId><CardType>button_interaction</CardType><ResponseCode>code</ResponseCode></xml>`,
  );
  expect(inboundContentOf(callback.content)).toEqual({
    type: 'event',
    event: 'template_card_event',
    key: 'claim',
    data: { taskId: 't1', cardType: 'button_interaction', responseCode: 'code', selected: {} },
  });
});

it('keeps an unknown type as it came', () => {
  const raw = `<xml>${head}<MsgType>file</MsgType><MediaId>m</MediaId></xml>`;
  expect(inboundContentOf(parseCallbackMessage(raw).content)).toEqual({ type: 'unknown', originalType: 'file', raw });
});
