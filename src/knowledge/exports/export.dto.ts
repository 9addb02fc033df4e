import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { type DocumentState, documentStates } from '../documents/document-states.js';
import { type ExportFormat, exportFormats } from './export-lines.js';

export class ExportQuery {
  @ApiProperty({ enum: exportFormats })
  @IsIn(exportFormats)
  format!: ExportFormat;

  @ApiPropertyOptional({ enum: documentStates, description: 'Only documents in this state.' })
  @IsOptional()
  @IsIn(documentStates)
  state?: DocumentState;

  @ApiPropertyOptional({ maxLength: 100, description: 'Only documents of this category.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @IsStorable()
  category?: string;
}
