import { Global, Module } from '@nestjs/common';
import { SealedColumns } from '../../common/sealed-columns.js';
import { contactKeyContext } from './contact-key.js';
import { Vault } from './vault.js';

/** Where the originals of personal data are kept. */
@Global()
@Module({ providers: [Vault], exports: [Vault] })
export class VaultModule {
  constructor(columns: SealedColumns) {
    columns.register({ table: 'contact_keys', id: 'contact_id', column: 'sealed', context: contactKeyContext });
  }
}
