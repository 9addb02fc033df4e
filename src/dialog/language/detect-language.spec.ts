import { describe, expect, it } from 'vitest';
import { conversationLanguage, detectLanguage, isForeign } from './detect-language.js';
import type { LanguageCode } from './language.js';

describe('detectLanguage', () => {
  it.each<[LanguageCode, string]>([
    ['zh-Hans', '请问我的订单什么时候发货'],
    ['zh-Hans', 'iPhone 15 Pro Max 有货吗'],
    ['zh-Hans', '奶の茶怎么点'],
    ['zh-Hans', '这个パンツ怎么退'],
    ['zh-Hans', '周一到周五几点上班'],
    ['zh-Hant', '請問我的訂單什麼時候發貨'],
    ['zh-Hant', '台灣的公里數怎麼算'],
    ['zh-Hant', '唔該，我張單去咗邊度'],
    ['zh-Hant', '佢冇咁嘅'],
    ['ja', '注文はいつ届きますか'],
    ['ja', '渋谷駅'],
    ['ja', '返品について教えてください。国内発送です'],
    ['ko', '주문이 언제 도착하나요'],
    ['vi', 'Khi nào tôi nhận được hàng?'],
    ['th', 'สินค้าจะมาถึงเมื่อไร'],
    ['ru', 'Когда придёт мой заказ?'],
    ['ar', 'متى يصل طلبي؟'],
    ['fr', 'Quand est-ce que je vais recevoir ma commande ?'],
    ['de', 'Wann kommt meine Bestellung an?'],
    ['es', '¿Cuándo llegará mi pedido?'],
    ['pt', 'Quando é que a minha encomenda vai chegar?'],
    ['it', 'Quando arriverà il mio ordine?'],
    ['id', 'Kapan pesanan saya akan sampai?'],
    ['en', 'How do I use 支付宝 in London?'],
    ['en', 'hello'],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)?.language).toBe(language);
  });

  it.each([
    '',
    '123456',
    'https://example.com/a?b=中文',
    'SF1234567890',
    'alice@example.com',
    '〔手机号·1〕〔地址〕',
    '👍[强]',
    '？！',
  ])('finds no language in %j', (text) => {
    expect(detectLanguage(text)).toBeUndefined();
  });

  it('only guesses at the script of characters that both scripts have', () => {
    expect(detectLanguage('你好')).toEqual({ language: 'zh-Hans', confidence: 0.5 });
  });

  it('takes no longer for a text of any length', () => {
    const sentence = '这是一个很长的句子 with words ';
    expect(detectLanguage(sentence.repeat(20_000))).toEqual(detectLanguage(sentence.repeat(200)));
  });
});

describe('conversationLanguage', () => {
  it.each<[LanguageCode | undefined, string, LanguageCode]>([
    [undefined, '你好', 'zh-Hans'],
    [undefined, '請問可以退貨嗎', 'zh-Hant'],
    [undefined, 'Where is my order?', 'en'],
    [undefined, 'hi', 'zh-Hans'],
    ['zh-Hans', 'OK', 'zh-Hans'],
    ['zh-Hans', 'hello', 'zh-Hans'],
    ['zh-Hans', 'SF1234567890', 'zh-Hans'],
    ['zh-Hans', 'https://example.com/how-to-return-my-order', 'zh-Hans'],
    ['zh-Hans', 'iPhone 15 Pro Max 256GB', 'zh-Hans'],
    ['zh-Hans', 'Air Jordan retro high og', 'zh-Hans'],
    ['zh-Hans', '我的order怎么还没ship', 'zh-Hans'],
    ['zh-Hans', 'How do I return this item?', 'en'],
    ['zh-Hans', 'quiero devolver mi pedido', 'es'],
    ['zh-Hans', 'Когда придёт мой заказ?', 'ru'],
    ['zh-Hans', '可以退貨嗎', 'zh-Hant'],
    ['zh-Hant', '你好', 'zh-Hant'],
    ['zh-Hant', '好', 'zh-Hant'],
    ['zh-Hant', '可以退货吗', 'zh-Hans'],
    ['en', '支付宝', 'en'],
    ['en', '谢谢', 'en'],
    ['en', '微信支付', 'en'],
    ['en', 'What is 微信支付 and how do I use it?', 'en'],
    ['en', '怎么退款', 'zh-Hans'],
    ['en', 'Wann kommt denn meine Bestellung endlich an?', 'de'],
    ['en', 'merci beaucoup', 'en'],
    ['ja', '東京', 'ja'],
    ['ja', '我想问一下怎么退货', 'zh-Hans'],
    ['ru', '12345', 'ru'],
  ])('after %s, %j goes on in %s', (previous, text, expected) => {
    expect(conversationLanguage(previous, text)).toBe(expected);
  });
});

describe('isForeign', () => {
  it.each<[LanguageCode, string]>([
    ['zh-Hans', 'You can return the item within 7 days of delivery.'],
    ['en', '签收后 7 天内可以无理由退货。'],
    ['ja', '签收后可以无理由退货。'],
    ['fr', 'You can return the item within 7 days of delivery, free of charge.'],
    ['zh-Hant', 'ご注文は七日以内に返品できます。'],
  ])('to somebody who reads %s: %s', (language, answer) => {
    expect(isForeign(answer, language)).toBe(true);
  });

  it.each<[LanguageCode, string]>([
    ['zh-Hans', '支持 Visa、Mastercard 和 American Express。'],
    ['zh-Hans', 'Visa, Mastercard, American Express'],
    ['zh-Hans', '您可以在 Settings > Privacy 里关闭。'],
    ['zh-Hant', '签收后可以退货。'],
    ['en', 'Open 支付宝, tap 我的 and then 账单 to see your bills.'],
    ['en', 'https://example.com/退货'],
    ['en', '9:00–18:00'],
    ['es', 'Puede devolver el pedido en un plazo de siete días.'],
    ['ja', '七日以内であれば返品できます。'],
    ['fr', 'OK'],
  ])('not to somebody who reads %s: %s', (language, answer) => {
    expect(isForeign(answer, language)).toBe(false);
  });
});
