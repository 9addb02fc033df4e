import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class ExplainedRouteView {
  @ApiPropertyOptional({ format: 'uuid', description: 'Absent where no route is meant for the question.' })
  id?: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The arm that the contact is on.' })
  arm!: string;
  @ApiProperty({ type: [String], description: 'In the order in which they are tried.' })
  modelIds!: readonly string[];
  @ApiProperty()
  promptVersion!: string;
  @ApiPropertyOptional({ description: 'The temperature of the request.' })
  temperature?: number;
  @ApiPropertyOptional({ description: 'How many tokens the answer could have.' })
  maxTokens?: number;
  @ApiPropertyOptional({ type: [String], description: 'Where the model was told to stop.' })
  stop?: readonly string[];
}

export class ExplainedModelView {
  @ApiPropertyOptional({ format: 'uuid' })
  id?: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: ['accepted', 'tools', 'rejected', 'failed'], description: 'What became of its last reply.' })
  outcome!: string;
  @ApiPropertyOptional({ description: 'Why it was not accepted.' })
  reason?: string;
  @ApiProperty()
  promptVersion!: string;
}

export class AttemptView {
  @ApiPropertyOptional({ format: 'uuid', description: 'The id of the model.' })
  modelId?: string;
  @ApiProperty({ description: 'The name of the model at its provider.' })
  model!: string;
  @ApiProperty({ enum: ['accepted', 'tools', 'rejected', 'failed'], description: 'What became of the reply.' })
  outcome!: string;
  @ApiPropertyOptional({ description: 'Why the reply was not taken.' })
  reason?: string;
  @ApiProperty()
  milliseconds!: number;
  @ApiPropertyOptional({ description: 'Milliseconds to the first word.' })
  firstTokenMs?: number;
  @ApiPropertyOptional({ description: 'Tokens of what the model was told.' })
  promptTokens?: number;
  @ApiPropertyOptional({ description: 'Tokens of what the model said.' })
  completionTokens?: number;
  @ApiProperty({ description: 'What it cost, in the currency of the prices.' })
  cost!: number;
}

export class ExplainedUsageView {
  @ApiProperty({ description: 'Tokens of what the models were told.' })
  promptTokens!: number;
  @ApiProperty({ description: 'Tokens of what the models said.' })
  completionTokens!: number;
  @ApiProperty({ description: 'In the currency of the models’ prices.' })
  cost!: number;
}

export class CalledToolView {
  @ApiProperty({ description: 'The name of the tool.' })
  tool!: string;
  @ApiProperty({ description: 'Whether it answered.' })
  ok!: boolean;
  @ApiPropertyOptional({ description: 'Why it did not.' })
  reason?: string;
  @ApiProperty()
  milliseconds!: number;
}
