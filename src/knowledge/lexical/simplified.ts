import traditionalPairs from 'opencc-js/dict/TSCharacters';

/** For each UTF-16 code unit its simplified form; 0 where there is none of one code unit. */
const simplifiedUnits = new Uint16Array(2 ** 16);
for (const pair of traditionalPairs.split('|')) {
  const [traditional = '', simple = ''] = pair.split(' ');
  if (traditional.length === 1 && simple.length === 1) {
    simplifiedUnits[traditional.charCodeAt(0)] = simple.charCodeAt(0);
  }
}

/**
 * Chinese in simplified script, character by character: good enough to compare texts, not to read them. Characters of
 * Japanese and Korean that are traditional Chinese ones change too, in questions as in documents.
 */
export function simplified(text: string): string {
  let result = '';
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = simplifiedUnits[text.charCodeAt(at)] ?? 0;
    if (unit !== 0) {
      result += text.slice(end, at) + String.fromCharCode(unit);
      end = at + 1;
    }
  }
  return end === 0 ? text : result + text.slice(end);
}
