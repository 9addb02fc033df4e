/** What editors say about words. It takes effect on the next question. */
export interface VocabularyWords {
  /** The words of a group mean the same. */
  synonyms: readonly (readonly string[])[];
  /** Words that say nothing of a question's subject. */
  stopWords: readonly string[];
}

export const NO_WORDS: VocabularyWords = { synonyms: [], stopWords: [] };
