import japanesePairs from 'opencc-js/dict/JPShinjitaiCharacters';
import simplifiedPairs from 'opencc-js/dict/STCharacters';
import traditionalPairs from 'opencc-js/dict/TSCharacters';

/** How many characters of a text exist in one way of writing only. Most exist in all of them. */
export interface HanEvidence {
  simplified: number;
  traditional: number;
  japanese: number;
  /** Of `simplified`, those that Japanese writes in the same way, as 国 and 学. */
  simplifiedOrJapanese: number;
}

const KIND = { simplified: 1, traditional: 2, japanese: 3, simplifiedOrJapanese: 4 } as const;
/** Forms of simplified script that traditional script has too, in other words, names or by habit: 公里, 皇后, 台灣. */
const ALSO_TRADITIONAL = '里台后于干斗范准征占群吃余岳杰游采岩郁咸丑尸伙熏夸涂筑丰涌皂佣淀荐恒帘霉咨厘凶辟朴蜡腊';
/** The other way round: 乾隆, 毕昇. */
const ALSO_SIMPLIFIED = '乾昇徵祕脩拚';
/** Missing from the list of Japanese forms. */
const ALSO_JAPANESE = '内叙恒';
/** Made in Japan, hence in no list of variants. */
const KOKUJI = '込働畑峠枠辻榊笹匂喰鰯躾凪';

/** For each UTF-16 code unit what it gives away; 0: nothing. */
const kinds = classify();

export function hanEvidence(text: string): HanEvidence {
  const counts = new Uint32Array(5);
  for (let at = 0; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const of = (kind: keyof typeof KIND): number => counts[KIND[kind]] ?? 0;
  const simplifiedOrJapanese = of('simplifiedOrJapanese');
  return {
    simplified: of('simplified') + simplifiedOrJapanese,
    traditional: of('traditional'),
    japanese: of('japanese'),
    simplifiedOrJapanese,
  };
}

/** By the lists of OpenCC, which say for each character what it is in the other script. */
function classify(): Uint8Array {
  const table = new Uint8Array(2 ** 16);
  const put = (characters: Iterable<string>, kind: number): void => {
    for (const character of characters) {
      table[character.charCodeAt(0)] = kind;
    }
  };
  const traditional = pairsOf(traditionalPairs);
  const japanese = new Set([...pairsOf(japanesePairs).keys(), ...Array.from(ALSO_JAPANESE + KOKUJI)]);
  const simple = [...pairsOf(simplifiedPairs).keys()];
  put(japanese, KIND.japanese);
  put(traditional.values(), 0); // what traditional characters become is Chinese as well
  put(traditional.keys(), KIND.traditional);
  put(simple, KIND.simplified);
  put(
    simple.filter((character) => japanese.has(character)),
    KIND.simplifiedOrJapanese,
  );
  put(ALSO_TRADITIONAL + ALSO_SIMPLIFIED, 0);
  return table;
}

/** Of characters of one code unit: the others are rare, and nearly all of them stand in names. */
function pairsOf(pairs: string): Map<string, string> {
  return new Map(
    pairs.split('|').flatMap((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return from.length === 1 && to.length === 1 ? [[from, to]] : [];
    }),
  );
}
