import { Injectable } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import { SecretBox } from '../../common/secret-box.js';
import { AppConfig } from '../../config/app-config.js';
import type { Sql, Tx } from '../../database/database.js';
import { replaceSpans } from '../detection/masking.js';
import { PersonalData } from '../detection/personal-data.js';
import { formatPlaceholder, type Placeholder, placeholdersOf, replacePlaceholders } from '../detection/placeholder.js';
import { ContactKeys, type LockedKey } from './contact-keys.js';
import { type IsMachineName, stringsOf, withStrings } from './json-strings.js';
import { plainForm } from './plain-form.js';
import { type Entry, type EntryName, type Finding, VaultEntries } from './vault-entries.js';

/** What a contact writes beyond is masked without a number, and nobody has its original. */
const ENTRIES_MAX = 10_000;

type Numbers = ReadonlyMap<string, number | undefined>;

/**
 * The originals of what contacts wrote of themselves, each contact's sealed under a key of his own. Texts carry
 * placeholders (`〔手机号·1〕`) in their place; the same value of the same contact always has the same one, in whatever way
 * it is written, and stands for what was written first.
 */
@Injectable()
export class Vault {
  private readonly keys: ContactKeys;
  private readonly entries: VaultEntries;

  constructor(
    private readonly personalData: PersonalData,
    box: SecretBox,
    config: AppConfig,
  ) {
    this.keys = new ContactKeys(box, config.environment.VAULT_SUITE);
    this.entries = new VaultEntries(box);
  }

  /**
   * The texts with placeholders; what is new of the contact is stored, for which the row of his key is locked. Nothing
   * found: no statement runs. The contact's row must be there when the transaction commits.
   */
  async protect(tx: Tx, contactId: ContactId, texts: readonly string[]): Promise<string[]> {
    const found = texts.map((text) => ({ text, spans: this.personalData.find(text) }));
    const findings = new Map<string, Finding>();
    for (const { text, spans } of found) {
      for (const { start, end, label } of spans) {
        const original = text.slice(start, end);
        const name = nameOf(label, original);
        findings.set(name, findings.get(name) ?? { label, original });
      }
    }
    if (findings.size === 0) {
      return [...texts];
    }
    const numbers = await this.numbersOf(tx, contactId, findings);
    return found.map(({ text, spans }) =>
      replaceSpans(text, spans, ({ label }, written) => formatPlaceholder(label, numbers.get(nameOf(label, written)))),
    );
  }

  /**
   * The texts with this contact's originals; a placeholder that is not, or no longer, in his vault loses its number.
   * Where there is none to fill, no statement runs.
   */
  async fill(sql: Sql, contactId: ContactId, texts: readonly string[]): Promise<string[]> {
    const wanted = numbered(texts.flatMap(placeholdersOf));
    if (wanted.length === 0) {
      return [...texts];
    }
    const originals = new Map<string, string>();
    for (const { label, number, original } of await this.entries.open(sql, contactId, wanted)) {
      originals.set(formatPlaceholder(label, number), original);
    }
    const fill = ({ label, number }: Placeholder): string =>
      originals.get(formatPlaceholder(label, number)) ?? formatPlaceholder(label);
    return texts.map((text) => replacePlaceholders(text, fill));
  }

  /**
   * `protect` for all strings of a JSON value.
   * @param isMachineName of the key of an object: its value is left as it is.
   */
  async protectJson<Value>(
    tx: Tx,
    contactId: ContactId,
    value: Value,
    isMachineName: IsMachineName = () => false,
  ): Promise<Value> {
    return withStrings(value, isMachineName, await this.protect(tx, contactId, stringsOf(value, isMachineName)));
  }

  /** `fill` for all strings of a JSON value. */
  async fillJson<Value>(
    sql: Sql,
    contactId: ContactId,
    value: Value,
    isMachineName: IsMachineName = () => false,
  ): Promise<Value> {
    return withStrings(value, isMachineName, await this.fill(sql, contactId, stringsOf(value, isMachineName)));
  }

  /** Those of the placeholders whose originals are there. */
  originals(sql: Sql, contactId: ContactId, placeholders: readonly Placeholder[]): Promise<Entry[]> {
    const wanted = numbered(placeholders);
    return wanted.length === 0 ? Promise.resolve([]) : this.entries.open(sql, contactId, wanted);
  }

  /** Everything that is there of a contact, up to a limit; by kind, the oldest first. */
  allOriginals(sql: Sql, contactId: ContactId, limit: number): Promise<Entry[]> {
    return this.entries.openAll(sql, contactId, limit);
  }

  /**
   * Destroys the contact's key and entries: from the commit on, no placeholder of his can be filled, by no process. What
   * he writes later gets a new key and new numbers.
   */
  async forget(tx: Tx, contactId: ContactId): Promise<void> {
    if (await this.keys.destroy(tx, contactId)) {
      await this.entries.delete(tx, contactId);
    }
  }

  /** By name. What is known needs no lock; what seems new is looked for again under the lock. */
  private async numbersOf(tx: Tx, contactId: ContactId, findings: ReadonlyMap<string, Finding>): Promise<Numbers> {
    const key = await this.keys.read(tx, contactId);
    const known = key && (await this.entries.numbersOf(tx, contactId, key, [...findings.values()]));
    if (known?.every((number) => number !== undefined) === true) {
      return new Map([...findings.keys()].map((name, index) => [name, known[index]]));
    }
    return this.store(tx, contactId, await this.keys.lock(tx, contactId), findings);
  }

  private async store(
    tx: Tx,
    contactId: ContactId,
    { key, highest, entries }: LockedKey,
    findings: ReadonlyMap<string, Finding>,
  ): Promise<Numbers> {
    const known = await this.entries.numbersOf(tx, contactId, key, [...findings.values()]);
    const room =
      ENTRIES_MAX - (entries + findings.size > ENTRIES_MAX ? await this.entries.count(tx, contactId) : entries);
    const numbers = new Map<string, number | undefined>();
    const added: Entry[] = [];
    const risen: Record<string, number> = {};
    for (const [index, [name, { label, original }]] of [...findings].entries()) {
      let number = known[index];
      if (number === undefined && added.length < room) {
        number = (risen[label] ?? highest[label] ?? 0) + 1;
        risen[label] = number;
        added.push({ label, number, original });
      }
      numbers.set(name, number);
    }
    if (added.length > 0) {
      await Promise.all([
        this.entries.insert(tx, contactId, key, added),
        this.keys.count(tx, contactId, added.length, risen),
      ]);
    }
    return numbers;
  }
}

/** Two ways to write one value are one finding. */
function nameOf(label: string, written: string): string {
  return `${label}/${plainForm(label, written)}`;
}

/** Each once; those without a number are in no vault. */
function numbered(placeholders: readonly Placeholder[]): EntryName[] {
  const names = new Map<string, EntryName>();
  for (const { label, number } of placeholders) {
    if (number !== undefined) {
      names.set(formatPlaceholder(label, number), { label, number });
    }
  }
  return [...names.values()];
}
