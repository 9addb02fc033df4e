import type { ContactTexts } from './contact-texts.zh-hans.js';

/** What a contact is told, in traditional Chinese. */
export const zhHant: ContactTexts = {
  cases: {
    requested: '正在為您聯絡人工客服，請稍候。',
    claimed: '人工客服已接入，請直接說您的問題。',
    transferred: '正在為您轉接其他同事，請稍候。您的問題不用再說一遍。',
    released: '同事暫時無法回覆，正在為您聯絡其他同事，請稍候。',
    resolved: '本次人工服務已結束。之後的訊息由智慧客服答覆，需要人工請回覆「轉人工」。',
    returned: '之後的訊息由智慧客服為您答覆，需要人工請回覆「轉人工」。',
    stillThere: (minutes) => `請問您還在嗎？如果沒有其他問題，本次人工服務將在 ${minutes} 分鐘後結束。`,
    silent: '因為一直沒有收到您的訊息，本次人工服務已結束。有問題請隨時告訴我們。',
  },
  desk: {
    held: '好的，這邊需要一點時間處理，稍後回覆您。',
  },
  tickets: {
    created: (name) => `您的問題已登記為工單 ${name}，同事處理後會在這裡通知您。回覆「我的工單」可以查看進度。`,
    solved: (name, title) => `您的工單 ${name}（${title}）已處理完成。如果問題還在，請回覆「轉人工」。`,
    none: '您目前沒有工單。需要人工服務請回覆「轉人工」。',
    list: (lines) => `您的工單：\n${lines.join('\n')}`,
    line: (name, title, state) => `${name} ${title}：${state}`,
    states: { open: '待處理', pending: '處理中', solved: '已解決', closed: '已關閉' },
    untitled: '人工服務請求',
  },
  surveys: {
    title: '服務評價',
    aboutOperator: '本次人工服務已結束，請為我們的服務評分。',
    aboutBot: '請為剛才的智慧客服評分，幫助我們改進。',
    scores: ['1 分 很不滿意', '2 分 不滿意', '3 分 一般', '4 分 滿意', '5 分 非常滿意'],
    thanks: '謝謝您的評價。如果願意，請用一句話說說原因（10 分鐘內有效）。',
    thanksForComment: '謝謝您的建議，我們會認真改進。',
    scored: (score) => `已評價：${score} 分`,
    scoredBefore: '您已經評價過了，謝謝。',
    closed: '已過期',
    over: '評價已過期，謝謝您的關注。',
  },
};
