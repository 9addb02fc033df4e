import { randomBytes } from 'node:crypto';

/** A file for WeCom; its name is what members see. */
export interface UploadedFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

/** Quotes and line ends are written as browsers write them; all else is UTF-8 as it is. */
const encoded: Readonly<Record<string, string>> = { '"': '%22', '\r': '%0D', '\n': '%0A' };

/**
 * One file as multipart/form-data.
 * @see https://developer.work.weixin.qq.com/document/path/90253
 */
export function formOf({ name, mime, bytes }: UploadedFile): { contentType: string; body: Buffer } {
  const boundary = `----${randomBytes(16).toString('hex')}`;
  const filename = name.replaceAll(/["\r\n]/g, (character) => encoded[character] ?? '');
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="${filename}"; ` +
    `filelength=${bytes.length}\r\nContent-Type: ${mime}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}
