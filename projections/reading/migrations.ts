import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

/** The two colours, and which of them is live at which log number. */
class Views1790000000000 implements MigrationInterface {
  readonly name = 'Views1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema views;
      create schema views_blue authorization purse_writer;
      create schema views_green authorization purse_writer;
      grant usage on schema views to purse_writer, purse_reader;
      grant usage on schema views_blue, views_green to purse_reader;
      create table views.version (
        colour text primary key,
        state text not null check (state in ('live', 'idle')),
        number bigint not null,
        moved timestamptz not null default now());
      create unique index version_live on views.version (state) where state = 'live';
      insert into views.version values ('views_blue', 'live', 0), ('views_green', 'idle', 0);
      grant select on views.version to purse_reader;
      grant select, update on views.version to purse_writer;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema views, views_blue, views_green cascade');
  }
}

/** Of what built each version. Views from before it are of no known shape, and made anew. */
class ShapeOfViews1790200000000 implements MigrationInterface {
  readonly name = 'ShapeOfViews1790200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table views.version add column shape text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table views.version drop column shape');
  }
}

/** Brings the schemas of the read models up to date. The log's roles must exist. */
export async function migrateViews(url: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [Views1790000000000, ShapeOfViews1790200000000],
    migrationsTableName: 'purse_view_migrations',
  });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await source.destroy();
  }
}
