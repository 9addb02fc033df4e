import { ApiProperty } from '@nestjs/swagger';
import type { AccountVersion } from './account-versions.js';

export class AccountVersionView {
  @ApiProperty({ description: 'The version that the change made.', example: 2 })
  version!: number;
  @ApiProperty({ description: 'Its name from then on.' })
  name!: string;
  @ApiProperty({ description: 'Whether it was received for and sent by from then on.' })
  enabled!: boolean;
  @ApiProperty({ description: 'Whether its secrets were replaced. They themselves are shown to nobody.' })
  secretsChanged!: boolean;
  @ApiProperty({
    description: 'Who changed it: `system`, or the id of a caller; null where that is not known.',
    nullable: true,
    type: String,
  })
  changedBy!: string | null;
  @ApiProperty({ description: 'When.', format: 'date-time' })
  changedAt!: string;
}

export class AccountVersionPage {
  @ApiProperty({ description: 'Newest first.', type: [AccountVersionView] })
  items!: AccountVersionView[];
  @ApiProperty({ description: 'The cursor of the next page; null on the last.', nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentAccountVersion({ changedAt, ...version }: AccountVersion): AccountVersionView {
  return { ...version, changedAt: changedAt.toISOString() };
}
