import { describe, expect, it } from 'vitest';
import { asId, type GroupId, type OperatorId } from '../../common/ids.js';
import { type TransferChoice, transferTargetOf } from './transfer-target.js';

const afterSales: TransferChoice = { name: '售后组', aliases: [], to: { groupId: asId<GroupId>('after-sales') } };
const sales: TransferChoice = { name: '售前组', aliases: [], to: { groupId: asId<GroupId>('sales') } };
const li: TransferChoice = { name: '李四', aliases: ['lisi'], to: { operatorId: asId<OperatorId>('li') } };
const liLei: TransferChoice = { name: '李四光', aliases: ['LiSiGuang'], to: { operatorId: asId<OperatorId>('lei') } };
const all = [afterSales, sales, li, liLei];

describe('to whom a case is given', () => {
  it.each([
    ['售后组', afterSales],
    ['售后', afterSales],
    ['李四', li],
    ['ＬｉＳｉ', li],
    ['lisig', liLei],
  ])('%j means one', (written, choice) => {
    expect(transferTargetOf(written, all)).toEqual({ kind: 'one', choice });
  });

  it('asks where several begin so', () => {
    expect(transferTargetOf('售', all)).toEqual({ kind: 'several' });
  });

  it('asks where two have the same name', () => {
    expect(transferTargetOf('李四', [li, { ...liLei, name: '李四' }])).toEqual({ kind: 'several' });
  });

  it.each(['王五', ' ', ''])('finds nobody for %j', (written) => {
    expect(transferTargetOf(written, all)).toEqual({ kind: 'none' });
  });
});
