import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import type { FlowEntry } from './flow-library.js';

/** The parameter of the route. */
export class FlowName {
  @ApiProperty({ pattern: '^[a-z][a-z0-9-]{0,63}$' })
  @Matches(/^[a-z][a-z0-9-]{0,63}$/, { message: 'name must be small letters, digits and hyphens' })
  name!: string;
}

export class FlowBody {
  @ApiProperty({ maxLength: 64_000, description: 'The flow in YAML or JSON; flows/flow.schema.json says its form.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(64_000)
  @IsStorable()
  source!: string;

  @ApiProperty({ required: false, default: true, description: 'False puts out a flow, one from a file too.' })
  @IsBoolean()
  enabled: boolean = true;
}

export class FlowView {
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: [String], description: 'The intents that begin it.' })
  intents!: readonly string[];
  @ApiProperty({ description: 'How many steps it has.' })
  steps!: number;
  @ApiProperty({ enum: ['shipped', 'folder', 'stored'], description: 'Who wrote what is in force.' })
  origin!: FlowEntry['origin'];
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'YAML.' })
  source!: string;
  @ApiProperty({ description: 'Grows with each change, its ETag; 0 while it comes from a file.' })
  version!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updatedAt!: string | null;
}

export class FlowPage {
  @ApiProperty({ type: [FlowView] })
  items!: FlowView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentFlow({ name, flow, source, origin, enabled, version, updatedAt }: FlowEntry): FlowView {
  return {
    name,
    intents: flow.intents,
    steps: flow.steps.length,
    origin,
    enabled,
    source,
    version,
    updatedAt: updatedAt?.toISOString() ?? null,
  };
}
