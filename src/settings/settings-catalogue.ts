import { aiLabels } from '../common/ai-label.js';
import type { Environment } from '../config/environment.js';
import {
  count,
  fraction,
  guarded,
  lowConfidenceAction,
  modelId,
  months,
  noticeTexts,
  ownPatterns,
  someOf,
  text,
  wholeNumber,
  yesOrNo,
} from './setting-forms.js';

/** Every setting: its key, its default and its form. */
export const settingsCatalogue = {
  'access.sessionHours': wholeNumber(12, 1, 168, 'A session ends after so many hours, whatever is done in it.'),
  'access.sessionIdleMinutes': wholeNumber(
    120,
    5,
    1_440,
    'A session ends when nobody was seen in it for so many minutes.',
  ),
  'access.sessionRotationMinutes': wholeNumber(
    15,
    5,
    1_440,
    'The token in the cookie of a session is replaced after so many minutes.',
  ),
  'access.wecomPrivateInfo': yesOrNo(
    false,
    'Whether members who sign in inside the client of WeCom are asked to show their e-mail address as well (snsapi_privateinfo).',
  ),
  'audit.purposeRequired': guarded(
    yesOrNo(false, 'Whether who reads what people said must say what for, in the header X-Audit-Purpose.'),
  ),
  'cache.answerHours': count(
    24,
    168,
    'For so many hours the answer of a model is given again to the same question. 0: never.',
  ),
  'cache.warmedQuestions': count(
    20,
    200,
    'So many frequent questions are answered anew after a change of the knowledge base, before anybody asks. 0: none.',
  ),
  'dialog.aiLabel': text(
    100,
    aiLabels['zh-Hans'],
    'Is appended to each answer that a model wrote; while it is the default, in the language of the contact.',
  ),
  'dialog.clarifyThreshold': fraction(
    0.5,
    'From this confidence on, up to the one that quotes, the contact is asked which of the best entries is meant.',
  ),
  'dialog.companyName': text(100, '', 'The name of the enterprise, as models are told it.'),
  'dialog.intentModel': modelId(
    'The id of the model that tells what a message is for where rules and examples do not. Empty: none is asked.',
  ),
  'dialog.knowledgeLanguage': text(
    10,
    'zh-Hans',
    'The language of the knowledge base: a question in another one that finds nothing is translated and asked again.',
  ),
  'dialog.lowConfidenceAction': lowConfidenceAction(
    'What a question comes to that the knowledge base cannot answer: a human is asked (handoff) or offered (offer).',
  ),
  'dialog.quoteThreshold': fraction(0.8, 'From this confidence on, the best entry of the knowledge base is quoted.'),
  'handoff.sensitiveSubjects': someOf(
    ['complaint', 'refund-dispute', 'legal', 'safety'],
    'The subjects that go to a human at once, whatever the knowledge base holds.',
  ),
  'handoff.unsupportedContent': lowConfidenceAction(
    'What a picture, a voice message or anything else comes to that only a human can read: one is asked (handoff) or offered (offer).',
  ),
  'limits.accountPerMinute': count(0, 1_000_000, 'How many turns of one account are answered in a minute; 0: any.'),
  'limits.apiExportsPerMinute': count(
    120,
    1_000_000,
    'How many exports and files a caller of the API may ask for in a minute; 0: any.',
  ),
  'limits.apiImportsPerMinute': count(
    120,
    1_000_000,
    'How many imports, uploads, evaluations, trials and replays a caller of the API may begin in a minute; 0: any.',
  ),
  'limits.apiKeyPerMinute': count(60_000, 10_000_000, 'How many calls of the API a key may make in a minute; 0: any.'),
  'limits.apiSignInsPerMinute': count(
    120,
    1_000_000,
    'How many steps of sign-ins may come from one address in a minute; 0: any.',
  ),
  'limits.apiStaffPerMinute': count(
    3_000,
    10_000_000,
    'How many calls of the API a member of the staff may make in a minute; 0: any.',
  ),
  'limits.apiStrangersPerMinute': count(
    600,
    10_000_000,
    'How many calls of the API without valid credentials may come from one address in a minute; 0: any.',
  ),
  'limits.contactPerDay': count(500, 1_000_000, 'How many turns of one contact are answered in a day; 0: any.'),
  'limits.contactPerMinute': count(20, 100_000, 'How many turns of one contact are answered in a minute; 0: any.'),
  'limits.totalPerMinute': count(0, 10_000_000, 'How many turns of all contacts are answered in a minute; 0: any.'),
  'privacy.fourEyes': guarded(yesOrNo(false, 'Whether somebody else has to approve before originals are shown.')),
  'privacy.notice': noticeTexts(
    'What a contact is told, in the language of the conversation, before the first answer of a machine. Each change is a new version, which everybody is given once.',
  ),
  'privacy.noticeEnabled': yesOrNo(true, 'Whether contacts are told before the first answer that a machine answers.'),
  'privacy.patterns': ownPatterns(
    'What counts as personal data besides what is known to everybody, such as order numbers: it is masked under its name.',
  ),
  'retention.casesDays': count(
    1_095,
    36_500,
    'For so many days requests for a human, closed tickets and surveys are kept after their end. 0: for ever.',
  ),
  'retention.eventsMonths': guarded(
    months(
      36,
      6,
      'For so many whole months audit events are kept; Chinese law asks for six of network logs. 0: for ever.',
    ),
  ),
  'retention.mediaDays': {
    ...count(180, 36_500, 'For so many days the files that people sent are kept. 0: for ever.'),
    defaultFrom: ({ MEDIA_DAYS }: Readonly<Environment>) => MEDIA_DAYS,
  },
  'retention.messagesDays': count(
    1_095,
    36_500,
    'For so many days the messages of a conversation are kept after its end, and all that its turns came to. 0: for ever.',
  ),
  'retention.questionsDays': count(
    400,
    36_500,
    'For so many days the questions that were put to the knowledge base are kept, masked. 0: for ever.',
  ),
  'retention.vaultDays': count(
    1_095,
    36_500,
    'For so many days the originals of personal data are kept; their placeholders stay in the messages. 0: for ever.',
  ),
  'satisfaction.botSample': fraction(
    0,
    'The share of conversations without a human at whose end the contact is asked how the bot was. 0: none.',
  ),
} as const;

export type SettingKey = keyof typeof settingsCatalogue;
export type SettingValue<Key extends SettingKey> = (typeof settingsCatalogue)[Key]['default'];

export const settingKeys = Object.keys(settingsCatalogue).filter(isSettingKey);

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingsCatalogue, key);
}
