import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key still says whose it was when that member is gone: it ends with him, until somebody renews it. */
export class KeyOwners1700000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table api_keys drop constraint api_keys_owner_id_fkey');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update api_keys set owner_id = null where owner_id not in (select id from staff);
      alter table api_keys add foreign key (owner_id) references staff (id) on delete set null;
    `);
  }
}
