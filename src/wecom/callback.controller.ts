import { Controller, Get, Header, HttpCode, Logger, Param, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController, ApiOperation } from '@nestjs/swagger';
import { Public } from '../common/access.js';
import { AppError } from '../common/app-error.js';
import { Metrics } from '../common/metrics.js';
import { toAppError } from '../common/problem-filter.js';
import type { Account } from '../settings/account.js';
import { Accounts } from '../settings/accounts.js';
import { CallbackDecryption, type CallbackQuery } from './callback-decryption.js';
import { CallbackOutage } from './callback-outage.js';
import { CallbackReceivers } from './callback-receivers.js';
import { CallbackSightings } from './callback-sightings.js';
import { PROBE_MARK } from './checks/callback-probe.js';

interface CallbackRequest {
  id: string;
  /** The bytes as they came, whatever the content type says. */
  body?: unknown;
}

/**
 * Where WeCom calls: the URL check, and messages. 200 with an empty body means stored; everything else is done by jobs.
 * Without an account id it is the first app's address.
 */
@ApiExcludeController()
@Public()
@Controller('wecom/callback')
export class CallbackController {
  private readonly logger = new Logger(CallbackController.name);
  private readonly results;
  private readonly duration;

  constructor(
    private readonly accounts: Accounts,
    private readonly decryption: CallbackDecryption,
    private readonly receivers: CallbackReceivers,
    private readonly outage: CallbackOutage,
    private readonly sightings: CallbackSightings,
    metrics: Metrics,
  ) {
    this.results = metrics.counter('callbacks_total', 'Callbacks by what became of them.', ['result']);
    this.duration = metrics.duration('callback_duration_seconds', 'From the request to its answer.', ['result']);
  }

  @ApiOperation({ summary: "Answer WeCom's check of the callback address" })
  @Get([':accountId', ''])
  @Header('content-type', 'text/plain; charset=utf-8')
  verify(
    @Req() request: CallbackRequest,
    @Query() query: CallbackQuery,
    @Param('accountId') accountId?: string,
  ): Promise<string> {
    return this.counted(request, accountId, (account) => {
      const answer = this.decryption.openEcho(account, query);
      return Promise.resolve({ result: answer.startsWith(PROBE_MARK) ? 'probed' : 'verified', answer });
    });
  }

  @ApiOperation({ summary: 'Take what WeCom delivers' })
  @Post([':accountId', ''])
  @HttpCode(200)
  receive(
    @Req() request: CallbackRequest,
    @Query() query: CallbackQuery,
    @Param('accountId') accountId?: string,
  ): Promise<string> {
    return this.counted(request, accountId, async (account) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { callback, dedupeKey } = this.decryption.openMessage(account, query, body);
      const receiver = this.receivers.get(account.kind);
      if (receiver === undefined) {
        throw new AppError('callback.account-unknown', 'nobody receives the callbacks of this kind of account');
      }
      return { result: await receiver.receive({ account, callback, dedupeKey, requestId: request.id }), answer: '' };
    });
  }

  private async counted(
    request: CallbackRequest,
    accountId: string | undefined,
    work: (account: Account) => Promise<{ result: string; answer: string }>,
  ): Promise<string> {
    const started = performance.now();
    let account: Account | undefined;
    let result = 'unavailable';
    try {
      account = this.find(accountId);
      const done = await work(account);
      result = done.result;
      return done.answer;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'database.unavailable') {
        result = error.code;
      }
      if (error.status < 500) {
        this.logger.warn({ requestId: request.id, accountId: account?.id, code: error.code }, 'a callback was refused');
      }
      return await this.outage.refuse(error);
    } finally {
      if (account !== undefined) {
        this.sightings.note(account.id, result);
      }
      this.results.inc({ result });
      this.duration.observe({ result }, (performance.now() - started) / 1_000);
    }
  }

  private find(accountId: string | undefined): Account {
    const account = accountId === undefined ? this.accounts.first('wecom-app') : this.accounts.byId(accountId);
    if (account === undefined || !account.enabled) {
      throw new AppError('callback.account-unknown', 'no enabled account has this callback address');
    }
    return account;
  }
}
