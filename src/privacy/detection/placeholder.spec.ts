import { describe, expect, it } from 'vitest';
import {
  formatPlaceholder,
  hasPlaceholder,
  parsePlaceholder,
  placeholdersOf,
  withoutPlaceholders,
  withPlaceholdersBlanked,
} from './placeholder.js';

describe('a placeholder', () => {
  it.each([
    ['〔手机号·1〕', { label: '手机号', number: 1 }],
    ['〔地址〕', { label: '地址', number: undefined }],
    ['〔会员号·12〕', { label: '会员号', number: 12 }],
  ])('%s is read', (text, placeholder) => {
    expect(parsePlaceholder(text)).toEqual(placeholder);
    expect(formatPlaceholder(placeholder.label, placeholder.number)).toBe(text);
  });

  it.each([
    '〔2023〕',
    '国发〔2023〕5号',
    '〔会员号〕',
    '〔手机号·0〕',
    '〔手机号·〕',
    '[手机号·1]',
    '〔手机号·12345678〕',
    '〔手机号',
    '',
  ])('%s is none', (text) => {
    expect(parsePlaceholder(text)).toBeUndefined();
    expect(hasPlaceholder(text)).toBe(false);
  });

  it('is told with its place', () => {
    expect(placeholdersOf('打〔手机号·2〕或〔邮箱〕')).toEqual([
      { label: '手机号', number: 2, start: 1, end: 8 },
      { label: '邮箱', number: undefined, start: 9, end: 13 },
    ]);
  });

  it('is dropped for who looks at words', () => {
    expect(withoutPlaceholders('〔手机号·1〕 收不到 〔邮箱〕 的验证码')).toBe('收不到 的验证码');
    expect(withoutPlaceholders('两个  空格')).toBe('两个  空格');
    expect(withPlaceholdersBlanked('打〔邮箱〕！')).toBe('打。。。。！');
  });
});
