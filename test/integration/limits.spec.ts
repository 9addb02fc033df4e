import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Module } from '@nestjs/common';
import { SYSTEM } from '../../src/common/access.js';
import { type AccountId, type ContactId, newId, type TurnId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { Limits } from '../../src/dialog/limits/limits.js';
import { Settings } from '../../src/settings/settings.js';
import type { SettingKey } from '../../src/settings/settings-catalogue.js';
import { roomInTheMinute } from '../setup/room-in-the-minute.js';
import { TestPlatform } from '../setup/test-platform.js';

@Module({ providers: [Limits], exports: [Limits] })
class LimitsModule {}

let platform: TestPlatform;
let limits: Limits;
let database: Database;

const accountId = newId<AccountId>();
const ok = { kind: 'ok' };
const told = { kind: 'limited', tell: true };
const silent = { kind: 'limited', tell: false };

beforeAll(async () => {
  platform = await TestPlatform.start(() => [LimitsModule]);
  limits = platform.app.get(Limits);
  database = platform.app.get(Database);
});
afterAll(() => platform.stop());

beforeEach(async () => {
  await roomInTheMinute(database);
  await database.run('delete from limit_counters');
  await set({ contactPerMinute: 0, contactPerDay: 0, accountPerMinute: 0, totalPerMinute: 0 });
});

async function set(
  values: Partial<Record<'contactPerMinute' | 'contactPerDay' | 'accountPerMinute' | 'totalPerMinute', number>>,
) {
  for (const [name, value] of Object.entries(values)) {
    await platform.app.get(Settings).change(SYSTEM, `limits.${name}` as SettingKey, value);
  }
}

const admit = (contactId: ContactId, turnId = newId<TurnId>(), account = accountId) =>
  limits.admit({ turnId, contactId, accountId: account });

/** As if all windows had begun so much earlier. */
const passes = (interval: string) =>
  database.run('update limit_counters set starts_at = starts_at - $1::interval', [interval]);

describe('limits', () => {
  it('let a contact through so many times a minute, tell it once, and are silent until the window ends', async () => {
    await set({ contactPerMinute: 2 });
    const contactId = newId<ContactId>();
    const verdicts = [];
    for (let n = 0; n < 5; n++) {
      verdicts.push(await admit(contactId));
    }
    expect(verdicts).toEqual([ok, ok, told, silent, silent]);
    expect(await admit(newId<ContactId>())).toEqual(ok);
    await passes('1 minute');
    expect(await admit(contactId)).toEqual(ok);
  });

  it('tell again in the next window, and for a day only once', async () => {
    await set({ contactPerMinute: 1 });
    const contactId = newId<ContactId>();
    await admit(contactId);
    expect(await admit(contactId)).toEqual(told);
    await passes('1 minute');
    await admit(contactId);
    expect(await admit(contactId)).toEqual(told);

    const other = newId<ContactId>();
    await set({ contactPerMinute: 0, contactPerDay: 1 });
    await admit(other);
    expect(await admit(other)).toEqual(told);
    await database.run(`delete from limit_counters where subject like '%/minute'`);
    expect(await admit(other)).toEqual(silent);
    await passes('1 day');
    expect(await admit(other)).toEqual(ok);
  });

  it('say the same to a turn that is run again, and count it once', async () => {
    await set({ contactPerMinute: 2 });
    const contactId = newId<ContactId>();
    const [first, third] = [newId<TurnId>(), newId<TurnId>()];
    for (let n = 0; n < 3; n++) {
      expect(await admit(contactId, first)).toEqual(ok);
    }
    expect(await admit(contactId)).toEqual(ok);
    expect(await admit(contactId, third)).toEqual(told);
    expect(await admit(contactId, third)).toEqual(told);
    expect(await admit(contactId, first)).toEqual(ok);
    expect(await admit(contactId)).toEqual(silent);
  });

  it('hold for an account and for all, and each contact is told of it', async () => {
    await set({ accountPerMinute: 2, totalPerMinute: 3 });
    const contacts = Array.from({ length: 3 }, () => newId<ContactId>());
    const verdicts = [];
    for (const contactId of [...contacts, ...contacts]) {
      verdicts.push(await admit(contactId));
    }
    expect(verdicts).toEqual([ok, ok, told, told, told, silent]);
    const elsewhere = newId<AccountId>();
    expect(await admit(newId<ContactId>(), newId<TurnId>(), elsewhere)).toEqual(ok);
    expect(await admit(newId<ContactId>(), newId<TurnId>(), elsewhere)).toEqual(told);
  });

  it('take nothing from the account for a contact that is above its own', async () => {
    await set({ contactPerMinute: 1, accountPerMinute: 2 });
    const flood = newId<ContactId>();
    for (let n = 0; n < 10; n++) {
      await admit(flood);
    }
    expect(await admit(newId<ContactId>())).toEqual(ok);
  });

  it('count each of many turns at once, of one contact and of many', async () => {
    await set({ contactPerMinute: 10, accountPerMinute: 25, totalPerMinute: 100 });
    const contacts = Array.from({ length: 4 }, () => newId<ContactId>());
    const verdicts = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const contactId = contacts[n % 4] ?? newId<ContactId>();
        return { contactId, ...(await admit(contactId)) };
      }),
    );
    expect(verdicts.filter(({ kind }) => kind === 'ok')).toHaveLength(25);
    const tells = verdicts.filter((verdict) => 'tell' in verdict && verdict.tell);
    expect(new Set(tells.map(({ contactId }) => contactId)).size).toBe(tells.length);
    expect(tells).toHaveLength(4);
  });

  it('ask nobody where there are none, and forget what is over', async () => {
    expect(await admit(newId<ContactId>())).toEqual(ok);
    expect(await database.rows('select from limit_counters')).toEqual([]);
    await set({ contactPerMinute: 5, contactPerDay: 5 });
    await admit(newId<ContactId>());
    await passes('10 minutes');
    await database.run(`update limited_turns set at = now() - interval '2 days'`);
    await limits.purge();
    expect(await database.rows<{ subject: string }>('select subject from limit_counters')).toHaveLength(1);
    expect(await database.rows('select from limited_turns')).toEqual([]);
    await passes('3 days');
    await limits.purge();
    expect(await database.rows('select from limit_counters')).toEqual([]);
  });
});
