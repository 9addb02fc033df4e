import { expect, it } from 'vitest';
import { faultOf, fileNameOf, mimeOf } from './media-form.js';

const png = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\u001A\n')]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74]);
const amr = Buffer.from('#!AMR\n....');
const mp4 = Buffer.from('\0\0\0\u0018ftypmp42');
const text = Buffer.from('hello, world');

it.each([
  [png, 'image/png'],
  [jpeg, 'image/jpeg'],
  [amr, 'audio/amr'],
  [mp4, 'video/mp4'],
  [text, 'application/octet-stream'],
])('reads from the bytes what they are', (bytes, mime) => {
  expect(mimeOf(bytes)).toBe(mime);
});

it('takes what a channel can send, and says why not', () => {
  expect(faultOf('image', png)).toBeUndefined();
  expect(faultOf('voice', amr)).toBeUndefined();
  expect(faultOf('video', mp4)).toBeUndefined();
  expect(faultOf('file', text)).toBeUndefined();
  expect(faultOf('image', text)).toBe('image is image/jpeg or image/png');
  expect(faultOf('image', Buffer.from('GIF89a....'))).toContain('image/png');
  expect(faultOf('file', Buffer.from('12345'))).toContain('6 bytes');
  expect(faultOf('voice', Buffer.concat([amr, Buffer.alloc(2 * 1_048_576)]))).toContain('2097152');
});

it('names a file as it was named, without what a path is made of, or after its type', () => {
  expect(fileNameOf('报价单.pdf', 'file', text)).toBe('报价单.pdf');
  expect(fileNameOf('../../etc/passwd\n', 'file', text)).toBe('....etcpasswd');
  expect(fileNameOf(undefined, 'image', jpeg)).toBe('image.jpg');
  expect(fileNameOf('  ', 'file', text)).toBe('file');
  expect(fileNameOf('长'.repeat(300), 'file', text)).toHaveLength(200);
});
