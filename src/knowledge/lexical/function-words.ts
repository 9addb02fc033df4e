/** Characters of the words that build a Chinese question and say nothing of its subject: particles, pronouns, and so on. */
const characters = new Set(
  '的了吗呢啊吧呀嘛么啦着过得地是我你您他她它们请问什怎样如何哪些个谁为多少几在有和与及或就都也还会能可以不要想到把被给对从去来这那',
);

const english = new Set(
  'a an the is are am was were be been do does did can could will would should may i you he she it we they my your our their me us this that these those there here of in on at to for from by with and or not no so as what when where who whom which why how please'.split(
    ' ',
  ),
);

/** Whether a term is of grammar alone. Such terms are rare in a text of facts, which must not make them weigh much. */
export function isFunctionWord(term: string): boolean {
  if (english.has(term)) {
    return true;
  }
  for (const character of term) {
    if (!characters.has(character)) {
      return false;
    }
  }
  return true;
}
