import { createRequire } from 'node:module';
import type { TermTable } from './term-table.js';

type PinyinPro = typeof import('pinyin-pro');

const HAN = /\p{sc=Han}/u;
/** Loaded when it is first needed: most processes never hear a word in pinyin, and it takes some 30 MB. */
let pinyinPro: PinyinPro | undefined;

/** The syllables of a Chinese character, without tones, ü as v; none for another character. */
function soundsOf(character: string): string[] {
  if (!HAN.test(character)) {
    return [];
  }
  pinyinPro ??= loadPinyinPro();
  return pinyinPro.pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
}

function loadPinyinPro(): PinyinPro {
  const require = createRequire(import.meta.url);
  const loaded: PinyinPro = require('pinyin-pro');
  return loaded;
}

/** Which characters of a table sound alike. Reads what the table learned since it was last asked. */
export class Sounds {
  private readonly bySound = new Map<string, string[]>();
  private read = 0;

  constructor(private readonly table: TermTable) {}

  /** The characters of the documents with that syllable. */
  charactersOf(syllable: string): readonly string[] {
    this.catchUp();
    return this.bySound.get(syllable) ?? [];
  }

  /** Those that may sound like the character, itself left out. */
  homophonesOf(character: string): string[] {
    const alike = soundsOf(character).flatMap((sound) => this.charactersOf(sound));
    return [...new Set(alike)].filter((other) => other !== character);
  }

  private catchUp(): void {
    let place = 0;
    for (const character of this.table.termsOf('character')) {
      place += 1;
      if (place > this.read) {
        for (const sound of new Set(soundsOf(character))) {
          this.bySound.set(sound, [...(this.bySound.get(sound) ?? []), character]);
        }
      }
    }
    this.read = place;
  }
}
