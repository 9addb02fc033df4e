import { expect, it } from 'vitest';
import { formOf } from './upload-form.js';

it('is a form that others read, whatever the name', async () => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 255]);
  const { contentType, body } = formOf({ name: '报价 "最终"\r\n.pdf', mime: 'application/pdf', bytes });
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const part = form.get('media');
  if (!(part instanceof File)) {
    throw new TypeError('there is no file in the form');
  }
  expect(decodeURIComponent(part.name)).toBe('报价 "最终"\r\n.pdf');
  expect(part.type).toBe('application/pdf');
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes);
});
