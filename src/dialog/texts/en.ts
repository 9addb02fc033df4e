import { aiLabels } from '../../common/ai-label.js';
import type { Texts } from './zh-Hans.js';

/** Also for those who write in a language that has no texts of its own. */
export const en: Texts = {
  wordless: 'I am here. Please tell me your question in one sentence; to reach a person, reply “human”.',
  greeting:
    'Hello, I am the virtual assistant. Just ask your question; reply “help” to see what I can do, or “human” to reach a person.',
  welcome: 'You are welcome. Ask me anything else at any time.',
  acknowledged: 'Alright. Ask me anything else at any time.',
  farewell: 'Goodbye. Write again at any time.',
  help: 'Just ask your question in one sentence, and I will look it up in our knowledge base.\nYou can also reply:\n“human”: have a colleague help you\n“my tickets”: see how far your requests are\n“restart”: forget what was said before\n“end”: end this conversation',
  ended: 'This conversation has ended. Thank you for contacting us, and write again at any time.',
  cleared: 'Alright, I have put aside what was said before. Please tell me your question.',
  humanRequested: 'Your request for a person is noted.',
  waiting: {
    queue: (place, minutes) =>
      (place === 1
        ? ' You are next, and a colleague will contact you soon'
        : ` There ${place === 2 ? 'is one person' : `are ${place - 1} people`} before you`) +
      (minutes === undefined ? '.' : `; expect to wait about ${minutes} minute${minutes === 1 ? '' : 's'}.`),
    closed: (opening) =>
      ` Nobody is at work now; a colleague will contact you ${opening === undefined ? 'in working hours' : `after ${opening}`}.`,
    nobody: ' No colleague is online right now; you will be contacted as soon as one is.',
    meanwhile: ' You can go on asking meanwhile, and I will answer; to stop waiting, reply “cancel human”.',
    goOn: ' You can go on asking, and I will answer.',
    today: (time) => `${time} today`,
    day: (month, day, time) => `${time} on ${day}/${month}`,
    left: 'Alright, your request for a person is withdrawn. Do go on asking me.',
    notWaiting: 'You are not waiting for a person. To reach one, reply “human”.',
  },
  didYouMean: {
    one: (title) =>
      `Did you mean “${title}”? If so, please reply “yes”; if not, reply “human” or ask again in other words.`,
    several: (lines) =>
      `Did you mean:\n${lines.join('\n')}\nPlease reply with the number; if it is none of them, reply “human” or ask again in other words.`,
  },
  unanswered: {
    'nothing-relevant': 'Sorry, I found nothing in our knowledge base that answers this question',
    'low-confidence': 'Sorry, I found nothing that surely answers this question',
  },
  lowConfidence: {
    handoff: '. I have asked a colleague to help you.',
    offer: '. You can ask again in other words, or reply “human” to have a colleague help you.',
  },
  voted: {
    helpful: 'Thank you for telling me. I am glad that it helped.',
    unhelpful:
      'Thank you for telling me. I am sorry that it did not help. If you like, reply “human” to have a colleague help you.',
  },
  /** Where a machine should not answer. */
  humanNeeded: 'Your question is one for a colleague, and I have passed it on.',
  consent: {
    withdrawn:
      'You will get no more answers from the AI. I have asked a colleague to help you. To have the AI answer again, reply “resume AI”.',
    refused: 'As you wished, the AI does not answer. I have asked a colleague to help you.',
    given: 'The AI answers again. Please tell me your question.',
  },
  unhelpfulTwice: 'Sorry that I could not help. I have asked a colleague to answer you.',
  /** To a vote where there is no answer that it could be on. */
  strayVote: {
    helpful: 'Thank you. Tell me whenever there is anything else.',
    unhelpful:
      'Sorry that I could not help. Please tell me in other words what you would like to know, or reply “human” for a colleague.',
  },
  tooLong:
    'Your question is too long for me to read at once. Please sum it up in a few sentences, or reply “human” to have a colleague help you.',
  aiLabel: aiLabels.en,
  patience: 'This takes me a little longer. I will send the answer shortly.',
  deskFailed: 'The last message was not processed. Please send it again.',
  apology:
    'I am very sorry, something went wrong with your message. I have asked a colleague, who will contact you soon.',
  unsupported: {
    image: 'I have received your picture, but I cannot read pictures yet',
    voice: 'I have received your voice message, but I cannot understand speech yet',
    video: 'I have received your video, but I cannot watch videos yet',
    location: 'I have received your location, but I cannot make use of it yet',
    link: 'I have received your link, but I cannot open links yet',
    unknown: 'I have received your message, but I cannot handle messages of this kind yet',
  },
  unsupportedThen: {
    handoff: '. I have asked a colleague to look at it.',
    offer: '. Please describe your question in words, or reply “human” to have a colleague help you.',
  },
  refused:
    'Sorry, your message holds something that I cannot deal with. Please put it in other words, or reply “human” to have a colleague help you.',
  limited:
    'You are sending messages very fast. Please wait a little before the next one; if it is urgent, please reach us in another way.',
};
