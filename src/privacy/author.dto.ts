import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Author } from './author.js';

export class AuthorView implements Author {
  @ApiProperty({ enum: ['system', 'contact', 'key'] })
  kind!: Author['kind'];
  @ApiPropertyOptional({ description: 'Absent for the system itself.' })
  id?: string;
}
