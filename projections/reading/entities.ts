import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { JsonObject } from '#contracts/envelope.js';

// Rows of the read models; the tables are made by the runner, in the colour that it builds.

@Entity({ name: 'series' })
export class SeriesRow {
  @PrimaryColumn('int') id!: number;
  @Column('text') key!: string;
  @Column('text') month!: string;
  @Column('text') fund!: string;
  @Column('text') account!: string;
  @Column('text') year!: string;
  @Column('text') period!: string;
  @Column('text', { name: 'relates_to' }) relatesTo!: string;
  @Column('text') nature!: string;
  @Column('text') source!: string;
  @Column('text') scheme!: string;
  @Column('text') award!: string;
  @Column('text') provider!: string;
  @Column('text') area!: string;
}

@Entity({ name: 'posting' })
export class PostingRow {
  @PrimaryColumn('bigint') number!: string;
  @PrimaryColumn('int') line!: number;
  @Column('date') effective!: string;
  @Column('bigint') pence!: string;
  @Column('bigint') running!: string;
  @ManyToOne(() => SeriesRow, { nullable: false })
  @JoinColumn({ name: 'series' })
  series!: Relation<SeriesRow>;
}

@Entity({ name: 'fact' })
export class FactRow {
  @PrimaryColumn('text') entity!: string;
  @PrimaryColumn('text') id!: string;
  @PrimaryColumn('bigint') number!: string;
  @PrimaryColumn('int') line!: number;
  @Column('text') fund!: string;
  @Column('text') provider!: string;
  @Column('date') effective!: string;
  @Column('jsonb') attributes!: JsonObject;
}

@Entity({ name: 'version', schema: 'views' })
export class VersionRow {
  @PrimaryColumn('text') colour!: string;
  @Column('text') state!: 'live' | 'idle';
  @Column('bigint') number!: string;
  @Column('timestamptz') moved!: Date;
}
