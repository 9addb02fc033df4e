/** WeCom cuts a longer text at the byte. @see https://developer.work.weixin.qq.com/document/path/90236 */
export const TEXT_BYTES_MAX = 2_048;

// oxlint-disable-next-line no-control-regex -- WeCom refuses them; tab and line feeds stay
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

/** Without what WeCom refuses. */
export function clean(text: string): string {
  return text.replace(CONTROL_CHARACTERS, '').toWellFormed();
}

/** At most so many characters, the last of them an ellipsis where there were more; none is cut in half. */
export function cut(text: string, lengthMax: number): string {
  const characters = Array.from(text);
  return characters.length <= lengthMax ? text : `${characters.slice(0, lengthMax - 1).join('')}…`;
}

/** At most so many bytes of UTF-8, an ellipsis included where there were more. */
export function cutBytes(text: string, bytesMax: number): string {
  if (Buffer.byteLength(text) <= bytesMax) {
    return text;
  }
  let bytes = Buffer.byteLength('…');
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > bytesMax) {
      break;
    }
    kept += character;
  }
  return `${kept}…`;
}
