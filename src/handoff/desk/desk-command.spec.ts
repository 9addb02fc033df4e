import { describe, expect, it } from 'vitest';
import { type DeskCommand, deskCommandOf } from './desk-command.js';

const commands: [text: string, command: DeskCommand][] = [
  ['/列表', { name: 'list' }],
  ['／列表', { name: 'list' }],
  [' / 列表 ', { name: 'list' }],
  ['/切换 2', { name: 'switch', number: 2 }],
  ['/切换2', { name: 'switch', number: 2 }],
  ['／切换　２', { name: 'switch', number: 2 }],
  ['/切换', { name: 'switch', number: undefined }],
  ['/转', { name: 'transfer', to: '' }],
  ['/转 售后组', { name: 'transfer', to: '售后组' }],
  ['/转给 李四', { name: 'transfer', to: '李四' }],
  ['/转李四', { name: 'transfer', to: '李四' }],
  ['/挂起', { name: 'hold' }],
  ['/结束', { name: 'resolve', note: '' }],
  ['/结束 已退款\n下周到账', { name: 'resolve', note: '已退款\n下周到账' }],
  ['/建议', { name: 'suggest' }],
  ['/发送', { name: 'send' }],
  ['发送', { name: 'send' }],
  ['/历史', { name: 'history', count: 10 }],
  ['/历史 3', { name: 'history', count: 3 }],
  ['/历史 0', { name: 'history', count: 1 }],
  ['/历史 999', { name: 'history', count: 30 }],
  ['/退回', { name: 'return' }],
  ['/在线', { name: 'presence', presence: 'online' }],
  ['/忙碌', { name: 'presence', presence: 'busy' }],
  ['/离开', { name: 'presence', presence: 'away' }],
  ['/快捷', { name: 'canned', number: undefined }],
  ['/快捷 12', { name: 'canned', number: 12 }],
  ['/帮助', { name: 'help' }],
];

describe('a command of the desk', () => {
  it.each(commands)('%j is read', (text, command) => {
    expect(deskCommandOf(text)).toEqual(command);
  });

  it.each(['/', '/切换 张三', '/列表 全部', '/退款', '/usr/bin', '/建议一下', '/历史 三'])(
    '%j begins with a slash and means nothing: it is not relayed',
    (text) => {
      expect(deskCommandOf(text)).toEqual({ name: 'unknown' });
    },
  );

  it.each(['您好', '列表', '1/2', '发送了', '请点击 /设置', 'https://example.com/列表', ''])(
    '%j is none, but words for a contact',
    (text) => {
      expect(deskCommandOf(text)).toBeUndefined();
    },
  );

  it('takes a note up to its 1,000th character', () => {
    expect(deskCommandOf(`/结束 ${'好'.repeat(2_000)}`)).toEqual({ name: 'resolve', note: '好'.repeat(1_000) });
  });
});
