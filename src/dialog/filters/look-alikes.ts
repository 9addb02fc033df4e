/**
 * What is written, and what it is read as: letters of other scripts that look like Latin ones, and characters that stand
 * for another because they look like it or are an old or playful form of it. Kept short: each pair makes two words one.
 */
const lookAlikes = [
  // Cyrillic
  'аa вb сc ԁd еe һh іi јj кk ӏl мm нh оo рp ԛq ѕs тt уy хx ѵv ԝw',
  // Greek
  'αa βb εe ιi κk νv οo ρp τt υu χx ωw γy ηn',
  // Latin beside the alphabet
  'ıi ȷj ɑa ɡg ɩi ʟl ɴn ʀr ʙb ɢg ʜh ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz øo łl đd',
  // Chinese
  '妳你 祢你 伱你 沵你 尒你 袮你 祂他 牠它 莪我 涐我 硪我 囬回 囘回 曰日 儍傻 愽博 慱博 簙博 嬷妈 嫲妈 鎷妈 徽微 薇微 堵赌 睹赌 搏博',
].join(' ');

const readings = new Map(
  lookAlikes.split(' ').map(([written = '', read = '']) => [written.charCodeAt(0), read.charCodeAt(0)]),
);

/** The code unit that one is read as; itself where it looks like no other. */
export function readAs(unit: number): number {
  return readings.get(unit) ?? unit;
}
