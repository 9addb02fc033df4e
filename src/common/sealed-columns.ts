import { Injectable } from '@nestjs/common';

/** A column that holds what `SecretBox` sealed. Its names go into SQL: constants, never what somebody sent. */
export interface SealedColumn {
  table: string;
  /** The column that names a row: unique, and cast to text. */
  id: string;
  column: string;
  /** What a row's secret is sealed for. */
  context: (id: string) => string;
  /** Which rows can have one, in SQL that an index serves; for big tables. */
  where?: string;
}

/** Where modules say what they seal: a master key that is replaced is replaced in all of them. */
@Injectable()
export class SealedColumns {
  private readonly columns: SealedColumn[] = [];

  register(column: SealedColumn): void {
    this.columns.push(column);
  }

  all(): readonly SealedColumn[] {
    return this.columns;
  }
}
