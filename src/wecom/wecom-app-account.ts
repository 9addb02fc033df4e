import { AppError } from '../common/app-error.js';
import type { Account } from '../settings/account.js';

/** What a self-built app needs to speak with WeCom. */
export interface WecomApp {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
}

/** @throws {AppError} `config.invalid` for an account that lacks a part, which no way of making one allows. */
export function wecomAppOf({ id, parameters, secrets }: Account): WecomApp {
  const { corpId, agentId } = parameters;
  const { secret, token, encodingAesKey } = secrets;
  if (
    typeof corpId !== 'string' ||
    typeof agentId !== 'number' ||
    secret === undefined ||
    token === undefined ||
    encodingAesKey === undefined
  ) {
    throw new AppError('config.invalid', `account ${id} is no complete WeCom app`);
  }
  return { corpId, agentId, secret, token, encodingAesKey };
}
