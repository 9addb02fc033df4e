import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type MediaType, mediaTypes } from '../content.js';

export class MediaQuery {
  /** As what it shall be sent: an image is JPEG or PNG, a voice message AMR, a video MP4; a file is anything. */
  @ApiProperty({ enum: mediaTypes, description: 'image: JPEG or PNG; voice: AMR; video: MP4; file: anything.' })
  @IsIn(mediaTypes)
  type!: MediaType;

  /** What the receiver sees. */
  @ApiPropertyOptional({ maxLength: 200, description: 'What the receiver sees. Left out: a name after its type.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;
}

/** A file of a message. */
export class MediaView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: mediaTypes, description: 'What kind of file it is.' })
  type!: MediaType;
  @ApiProperty({ type: String, nullable: true, description: 'What people see; null until it is fetched.' })
  name!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null until it is fetched from its channel.' })
  bytes!: number | null;
}
