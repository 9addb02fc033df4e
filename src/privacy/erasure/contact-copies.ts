import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Id, newId } from '../../common/ids.js';
import { SealedColumns } from '../../common/sealed-columns.js';
import { SecretBox } from '../../common/secret-box.js';
import { Database } from '../../database/database.js';
import { Vault } from '../vault/vault.js';
import type { ContactRequest } from './contact-request-rows.js';
import { Erasers } from './erasers.js';
import { RequestProgress } from './request-progress.js';

type CopyPieceId = Id<'CopyPiece'>;

const FORMAT = 'wecom-kefu-contact-copy/1';
/** What holds more is cut: a piece is sealed and read as a whole. */
const PIECE_LENGTH = 256 * 1_024;

/** A contact's own copy: one JSON document with everything that is held of him, his originals filled in. */
@Injectable()
export class ContactCopies implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly sealedColumns: SealedColumns,
    private readonly erasers: Erasers,
    private readonly vault: Vault,
    private readonly progress: RequestProgress,
  ) {}

  onModuleInit(): void {
    this.sealedColumns.register({ table: 'contact_copies', id: 'id', column: 'sealed', context: contextOf });
  }

  /**
   * Writes it anew, whatever an earlier worker wrote of it.
   * @throws {OvertakenError}
   */
  async write(open: ContactRequest, shouldStop: () => boolean): Promise<Written | undefined> {
    const digest = createHash('sha256');
    const rows: Record<string, number> = {};
    let bytes = 0;
    let ordinal = 0;
    let waiting = '';
    const store = async (): Promise<void> => {
      digest.update(waiting);
      bytes += Buffer.byteLength(waiting);
      await this.store(open, ordinal, waiting, rows);
      ordinal += 1;
      waiting = '';
    };
    for await (const { text, name, count } of this.documentOf(open)) {
      if (shouldStop()) {
        return undefined;
      }
      if (name !== undefined) {
        rows[name] = (rows[name] ?? 0) + count;
      }
      waiting += text;
      if (waiting.length >= PIECE_LENGTH) {
        await store();
      }
    }
    await store();
    return { bytes, sha256: digest.digest('hex'), rows };
  }

  /** The document, piece by piece; nothing where it is not kept any more. */
  async *read({ id }: ContactRequest): AsyncGenerator<Buffer> {
    for (let ordinal = 0; ; ordinal += 1) {
      const [piece] = await this.database.rows<{ id: string; sealed: Buffer }>(
        'select id, sealed from contact_copies where contact_request_id = $1 and ordinal = $2',
        [id, ordinal],
      );
      if (piece === undefined) {
        return;
      }
      yield Buffer.from(this.box.open(piece.sealed, contextOf(piece.id)));
    }
  }

  private async store(
    open: ContactRequest,
    ordinal: number,
    text: string,
    rows: Record<string, number>,
  ): Promise<void> {
    await this.progress.step(open, async (tx) => {
      if (ordinal === 0) {
        await tx.run('delete from contact_copies where contact_request_id = $1', [open.id]);
      }
      const id = newId<CopyPieceId>();
      await tx.run('insert into contact_copies (id, contact_request_id, ordinal, sealed) values ($1, $2, $3, $4)', [
        id,
        open.id,
        ordinal,
        this.box.seal(text, contextOf(id)),
      ]);
      return { progress: { rows }, value: undefined };
    });
  }

  /** The document in small texts. Parts of one name, one after the other, become one list. */
  private async *documentOf({ contact_id: contactId }: ContactRequest): AsyncGenerator<Text> {
    yield { text: `{"format":"${FORMAT}","contactId":"${contactId}"`, count: 0 };
    let name: string | undefined;
    let separator = '';
    for (const eraser of this.erasers.all()) {
      for await (const part of eraser.export(contactId)) {
        if (part.name !== name) {
          yield { text: `${name === undefined ? '' : '\n]'},\n${JSON.stringify(part.name)}:[`, count: 0 };
          name = part.name;
          separator = '';
        }
        const plain: unknown = JSON.parse(JSON.stringify(part.rows)); // moments become texts
        const rows = await this.vault.fillJson(this.database, contactId, plain, isMachineName);
        for (const row of Array.isArray(rows) ? rows : []) {
          yield { text: `${separator}\n${JSON.stringify(row)}`, name, count: 1 };
          separator = ',';
        }
      }
    }
    yield { text: name === undefined ? '}\n' : '\n]}\n', count: 0 };
  }
}

interface Text {
  text: string;
  /** The part that a row is of. */
  name?: string;
  count: number;
}

/** What a copy came to. */
export interface Written {
  bytes: number;
  sha256: string;
  rows: Readonly<Record<string, number>>;
}

function contextOf(id: string): string {
  return `contact-copy/${id}`;
}

/** What names something is no text of the contact's. */
function isMachineName(key: string): boolean {
  return key === 'id' || key.endsWith('Id') || key.endsWith('At');
}
