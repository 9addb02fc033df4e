import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AddressList } from '../common/address-list.js';
import { type Chore, Chores } from '../common/chores.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import { Accounts } from '../settings/accounts.js';
import { Polled } from '../settings/polled.js';
import { WecomClient } from './wecom-client.js';
import type { WecomReply } from './wecom-http.js';

const PATH = '/cgi-bin/getcallbackip';
/** Any app's token will do: where one is refused, another is tried. */
const ACCOUNTS_ASKED_MAX = 3;
/** It publishes some dozens. */
const ENTRIES_MAX = 300;

/**
 * From where WeCom calls, as it publishes it: asked for once a day by one process, and kept in a table for all of them and
 * for the next start. What is not in the list any more counts for at least another day; a list that cannot be had leaves
 * the last one in force, and before the first one everybody may call: the signature proves a callback, not its address.
 * @see https://developer.work.weixin.qq.com/document/path/97073
 */
@Injectable()
export class CallbackAddresses implements OnModuleInit, OnModuleDestroy, Chore {
  readonly name = 'callback-addresses';
  private readonly logger = new Logger(CallbackAddresses.name);
  private readonly cache: Polled<AddressList>;
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly client: WecomClient,
    private readonly chores: Chores,
    private readonly config: AppConfig,
  ) {
    this.cache = new Polled(
      'callback addresses',
      () => this.mark(),
      () => this.read(),
    );
  }

  async onModuleInit(): Promise<void> {
    if (this.isAsked) {
      await this.cache.start();
      this.chores.register(this);
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.cache.stop();
    await this.refreshing;
  }

  /** From memory. */
  allows(address: string): boolean {
    return !this.isAsked || this.cache.value.isEmpty || this.cache.value.includes(address);
  }

  /** Begins what is due; nobody else's chores wait for WeCom. */
  async run(): Promise<void> {
    this.refreshing ??= this.refresh().finally(() => {
      this.refreshing = undefined;
    });
  }

  private get isAsked(): boolean {
    return this.config.environment.CALLBACK_ALLOWED === 'wecom';
  }

  private async refresh(): Promise<void> {
    try {
      if (await this.isDue()) {
        const entries = await this.ask();
        if (entries.length > 0) {
          await this.store(entries);
        }
      }
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'the addresses of callbacks were not refreshed: the last ones stay');
    }
  }

  /** Once a day; after a failure, in ten minutes. One process finds it due. */
  private async isDue(): Promise<boolean> {
    const claimed = await this.database.run(
      `update callback_address_refreshes set tried_at = clock_timestamp()
        where coalesce(succeeded_at < clock_timestamp() - interval '24 hours', true)
          and coalesce(tried_at < clock_timestamp() - interval '10 minutes', true)`,
    );
    return claimed === 1;
  }

  private async ask(): Promise<string[]> {
    const asked = this.accounts.list().filter(({ kind, enabled }) => kind === 'wecom-app' && enabled);
    for (const account of asked.slice(0, ACCOUNTS_ASKED_MAX)) {
      try {
        const entries = entriesOf(await this.client.get(account, PATH));
        if (entries.length > 0) {
          return entries;
        }
      } catch (error) {
        this.logger.warn({ accountId: account.id, error: String(error) }, 'WeCom did not say from where it calls');
      }
    }
    return [];
  }

  private async store(entries: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.run(
        `insert into callback_addresses (address, seen_at) select distinct unnest($1::text[]), clock_timestamp()
         on conflict (address) do update set seen_at = excluded.seen_at`,
        [entries],
      );
      await tx.run(`delete from callback_addresses where seen_at < clock_timestamp() - interval '48 hours'`);
      await tx.run('update callback_address_refreshes set succeeded_at = clock_timestamp()');
    });
    await this.cache.refresh();
    this.logger.log({ addresses: entries.length }, 'the addresses of callbacks were refreshed');
  }

  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(address, 0)), 0) as mark from callback_addresses`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<AddressList> {
    const rows = await this.database.rows<{ address: string }>('select address from callback_addresses');
    return AddressList.of(rows.map(({ address }) => address));
  }
}

/** What is no address is left out. With a token that has just expired WeCom answers an empty list. */
function entriesOf({ errcode, ip_list: list }: WecomReply): string[] {
  const entries = errcode === 0 && Array.isArray(list) ? list : [];
  return entries.filter((entry) => typeof entry === 'string' && isEntry(entry)).slice(0, ENTRIES_MAX);
}

function isEntry(entry: string): boolean {
  try {
    return entry !== 'loopback' && !AddressList.of([entry]).isEmpty;
  } catch {
    return false;
  }
}
