import { expect, it } from 'vitest';
import { inScriptOf } from './chinese-script.js';

it('turns simplified Chinese into traditional by phrases', async () => {
  expect(await inScriptOf('zh-Hant', '头发发现在里面，皇后在后面')).toBe('頭髮發現在裡面，皇后在後面');
});

it('turns traditional Chinese into simplified', async () => {
  expect(await inScriptOf('zh-Hans', '請聯繫客服，三公里內乾燥')).toBe('请联系客服，三公里内干燥');
});

it('leaves other languages alone', async () => {
  expect(await inScriptOf('ja', '発送は国内のみです')).toBe('発送は国内のみです');
});
