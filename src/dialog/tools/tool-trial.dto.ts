import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

export class ToolTrialBody {
  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: true,
    default: {},
    description: 'The arguments of the call, by name.',
  })
  @IsObject()
  arguments: Record<string, unknown> = {};

  @ApiProperty({ format: 'uuid', required: false, description: 'For which account. Left out: the first.' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiProperty({ required: false, maxLength: 200, description: "The contact's id, where the tool asks for it." })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  externalId?: string;

  @ApiProperty({ required: false, default: false, description: 'Must be true for a tool that changes something.' })
  @IsBoolean()
  mayAct: boolean = false;
}
