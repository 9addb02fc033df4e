import type { ContactTexts } from './contact-texts.zh-hans.js';

/** What a contact is told, in English. */
export const en: ContactTexts = {
  cases: {
    requested: 'We are asking a colleague to join you. One moment, please.',
    claimed: 'A colleague has joined. Please go ahead.',
    transferred: 'We are passing you on to another colleague, who can see what you wrote. One moment, please.',
    released: 'Our colleague cannot reply right now. We are looking for somebody else, one moment, please.',
    resolved:
      'This conversation with our colleague has ended. The assistant answers from here; reply "human" to talk to a person again.',
    returned: 'The assistant answers from here. Reply "human" to talk to a person again.',
    stillThere: (minutes) =>
      `Are you still there? If there is nothing else, this conversation ends in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    silent:
      'We have not heard from you for a while, so this conversation with our colleague has ended. Write any time.',
  },
  desk: {
    held: 'This needs a little time. We will come back to you here.',
  },
  tickets: {
    created: (name) =>
      `Your request is registered as ticket ${name}. We will tell you here when it is done. Reply "my tickets" to see where it stands.`,
    solved: (name, title) => `Your ticket ${name} (${title}) is solved. If the problem is still there, reply "human".`,
    none: 'You have no tickets. Reply "human" if you would like to talk to a person.',
    list: (lines) => `Your tickets:\n${lines.join('\n')}`,
    line: (name, title, state) => `${name} ${title}: ${state}`,
    states: { open: 'open', pending: 'in progress', solved: 'solved', closed: 'closed' },
    untitled: 'Request for a person',
  },
  surveys: {
    title: 'How did we do?',
    aboutOperator: 'This conversation has ended. Please rate our service.',
    aboutBot: 'Please rate the assistant that you just talked to.',
    scores: ['1 Very bad', '2 Bad', '3 Fair', '4 Good', '5 Great'],
    thanks: 'Thank you. If you like, tell us why in one sentence within 10 minutes.',
    thanksForComment: 'Thank you, that helps us to improve.',
    scored: (score) => `Rated: ${score}`,
    scoredBefore: 'You have rated this already, thank you.',
    closed: 'Over',
    over: 'This survey is over. Thank you all the same.',
  },
};
