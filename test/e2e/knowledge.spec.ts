import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { backends, TestProgram } from '../setup/test-program.js';

const SHEET = [
  ['编号', '标准问题', '相似问题', '答案', '分类'],
  [
    'A-1',
    '电子发票怎么开',
    '如何开电子发票\n发票在哪里申请',
    '在“我的订单”里点“申请开票”，发票会发到您的邮箱。',
    '发票',
  ],
  ['A-2', '会员积分什么时候到账', '积分多久到', '确认收货后 24 小时内到账。', '会员'],
  ['A-3', '可以修改收货地址吗', '地址填错了怎么改', '发货前可以在订单详情页修改收货地址。', '物流'],
  ['A-4', '支持哪些付款方式', '', '', '支付'],
];

describe.each(backends)('a sheet of an editor, with the queue on %s', (backend) => {
  let desk: TestProgram;

  beforeAll(async () => {
    desk = await TestProgram.start({ backend });
  });
  afterAll(() => desk.stop());

  it('is uploaded as it is, and answers on the phone', async () => {
    const file = await writeXlsxFile(SHEET.map((row) => row.map((value) => ({ value })))).toBuffer();

    const { status, body: job } = await desk.api(
      'POST',
      '/api/v1/knowledge/imports?format=xlsx&publish=true',
      new Uint8Array(file),
    );
    expect(status).toBe(202);
    await vi.waitFor(
      async () => {
        const { body } = await desk.api('GET', `/api/v1/knowledge/imports/${job.id}`);
        expect(body).toMatchObject({ status: 'completed', total: 4, processed: 4, created: 3, failed: 1 });
        expect(body.errors).toMatchObject([{ line: 5 }]);
      },
      { timeout: 20_000, interval: 50 },
    );

    await desk.wecom.say('alice', '发票在哪里申请？');
    const [answer] = await desk.wecom.waitForMessages({ to: 'alice', count: 1 });
    expect(answer?.text).toBe('在“我的订单”里点“申请开票”，发票会发到您的邮箱。');
  });
});
