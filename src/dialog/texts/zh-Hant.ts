import { aiLabels } from '../../common/ai-label.js';
import type { Texts } from './zh-Hans.js';

/** As Taiwan and Hong Kong both read it. */
export const zhHant: Texts = {
  wordless: '我在。請用一句話告訴我您想問什麼；需要人工服務請回覆「轉人工」。',
  greeting:
    '您好，我是智能客服。請直接說出您的問題；回覆「幫助」可以了解我能做什麼，回覆「轉人工」可以請人工同事協助。',
  welcome: '不客氣，還有其他問題隨時告訴我。',
  acknowledged: '好的，有其他問題隨時告訴我。',
  farewell: '好的，再見。需要時隨時再傳訊息給我。',
  help: '您可以直接用一句話提問，我會從知識庫裡查找答案。\n另外可以回覆：\n「轉人工」：請人工同事協助\n「我的工單」：查看處理進度\n「重新開始」：忘掉之前的對話內容\n「結束」：結束本次對話',
  ended: '本次對話已結束，感謝您的諮詢。需要時隨時再傳訊息給我。',
  cleared: '好的，之前的內容我已放下，我們重新開始。請說您的問題。',
  humanRequested: '已為您登記人工服務請求。',
  waiting: {
    queue: (place, minutes) =>
      (place === 1 ? '您是下一位，同事會盡快聯絡您' : `您前面還有 ${place - 1} 位，同事會依序聯絡您`) +
      (minutes === undefined ? '。' : `，預計等待約 ${minutes} 分鐘。`),
    closed: (opening) =>
      `現在是非上班時間，同事會在${opening === undefined ? '上班後' : `${opening} 上班後`}盡快聯絡您。`,
    nobody: '目前沒有同事在線，有同事上線後會盡快聯絡您。',
    meanwhile: '等待期間您可以繼續提問，我會接著回答；不想等了請回覆「取消人工」。',
    goOn: '您可以繼續提問，我會接著回答。',
    today: (time) => `今天 ${time}`,
    day: (month, day, time) => `${month}月${day}日 ${time}`,
    left: '好的，已為您取消人工服務請求。有問題請繼續問我。',
    notWaiting: '您目前沒有在等待人工服務。需要人工服務請回覆「轉人工」。',
  },
  didYouMean: {
    one: (title) => `您是不是想問：「${title}」？是的話請回覆「是」；不是請回覆「轉人工」，或換個說法再問一次。`,
    several: (lines) =>
      `您是不是想問：\n${lines.join('\n')}\n回覆數字即可；都不是請回覆「轉人工」，或換個說法再問一次。`,
  },
  unanswered: {
    'nothing-relevant': '抱歉，我沒有在知識庫裡找到能回答這個問題的內容',
    'low-confidence': '抱歉，我沒有找到有把握回答這個問題的內容',
  },
  lowConfidence: {
    handoff: '，已為您請人工同事來解答。',
    offer: '。您可以換個說法再問一次，或回覆「轉人工」請人工同事協助。',
  },
  voted: {
    helpful: '謝謝您的回饋，很高興能幫到您。',
    unhelpful: '謝謝您的回饋，抱歉沒能幫上忙。需要的話請回覆「轉人工」，由人工同事來協助您。',
  },
  /** Where a machine should not answer. */
  humanNeeded: '您的問題需要由人工同事來回答，已為您轉告。',
  consent: {
    withdrawn: '好的，之後不再由人工智慧回答您，已為您請人工同事來協助。想恢復人工智慧回答，請回覆「恢復同意」。',
    refused: '按照您的意願，這裡不由人工智慧回答，已為您請人工同事來協助。',
    given: '好的，已恢復由人工智慧回答。請說您的問題。',
  },
  unhelpfulTwice: '抱歉一直沒能幫上忙，已為您請人工同事來解答。',
  /** To a vote where there is no answer that it could be on. */
  strayVote: {
    helpful: '謝謝，還有其他問題隨時告訴我。',
    unhelpful: '抱歉沒能幫上忙。請換個說法告訴我您想問什麼；需要人工服務請回覆「轉人工」。',
  },
  tooLong: '您的問題太長了，我一次讀不完。請用幾句話概括一下，或回覆「轉人工」請人工同事協助。',
  aiLabel: aiLabels['zh-Hant'],
  patience: '這個問題需要多查一會兒，答案稍後就傳給您。',
  deskFailed: '剛才的訊息沒有處理成功，請再傳一次。',
  apology: '非常抱歉，處理您的訊息時出了問題。已為您登記人工服務請求，同事會盡快聯絡您。',
  unsupported: {
    image: '圖片已收到，不過我目前還看不懂圖片內容',
    voice: '語音已收到，不過我目前還聽不懂語音',
    video: '影片已收到，不過我目前還看不懂影片內容',
    location: '位置已收到，不過我目前還不能根據位置作答',
    link: '連結已收到，不過我目前還不能打開連結',
    unknown: '訊息已收到，不過我目前還處理不了這種類型的訊息',
  },
  unsupportedThen: {
    handoff: '，已為您請人工同事查看。',
    offer: '。請用文字描述一下您的問題，或回覆「轉人工」請人工同事協助。',
  },
  refused: '抱歉，這則訊息裡有我不能處理的內容。請換個說法，或回覆「轉人工」請人工同事協助。',
  limited: '您傳訊息太頻繁了，請稍等一會兒再傳。急事請透過其他方式聯絡我們。',
};
