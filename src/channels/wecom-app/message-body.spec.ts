import { expect, it } from 'vitest';
import { asId, type MediaId } from '../../common/ids.js';
import type { OutboundContent } from '../../messaging/content.js';
import { mediaIn, messageBody, partsOf, withMedia } from './message-body.js';

const media = asId<MediaId>('0198f0c2-1111-7aaa-8bbb-0123456789ab');
const choices = (text: string, title = '标题'): OutboundContent => ({
  type: 'choices',
  id: 'survey-1',
  title,
  text,
  choices: [
    { key: 'a', label: '好' },
    { key: 'b', label: '这个标签比十个字要长一些' },
  ],
});

it('renders choices as a card within the limits of WeCom', () => {
  expect(messageBody(choices('请选择', '这'.repeat(40)))).toEqual({
    msgtype: 'template_card',
    template_card: {
      card_type: 'button_interaction',
      task_id: 'survey-1',
      main_title: { title: `${'这'.repeat(35)}…` },
      sub_title_text: '请选择',
      button_list: [
        { text: '好', style: 1, key: 'a' },
        { text: '这个标签比十个字要…', style: 1, key: 'b' },
      ],
    },
  });
});

it('sends a text that no card has room for before the card', () => {
  const long = '请选择。'.repeat(60);
  expect(partsOf(choices(long))).toEqual([{ type: 'text', text: long }, choices('')]);
  expect(partsOf(choices('短'))).toEqual([choices('短')]);
});

it.each(['image', 'voice', 'file', 'video'] as const)(
  'names the file of ours in a %s, and WeCom’s in its place',
  (type) => {
    const request = JSON.stringify({ touser: 'alice', ...messageBody({ type, media, name: '说明"@media:x"' }) });
    expect(mediaIn(request)).toBe(media);
    const sent: unknown = JSON.parse(withMedia(request, 'M"$&1'));
    expect(sent).toMatchObject({ [type]: { media_id: 'M"$&1' } });
  },
);

it('takes nothing for a file that somebody wrote', () => {
  for (const text of [`@media:${media}`, `"media_id":"@media:${media}"`, `\\"media_id\\":\\"@media:${media}\\"`]) {
    const request = JSON.stringify(messageBody({ type: 'text', text }));
    expect(mediaIn(request)).toBeUndefined();
    expect(withMedia(request, 'M')).toBe(request);
  }
});
