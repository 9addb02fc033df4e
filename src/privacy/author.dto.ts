import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Author } from '../common/access.js';

export class AuthorView {
  @ApiProperty({ enum: ['system', 'contact', 'key', 'staff'] })
  kind!: Author['kind'];
  @ApiPropertyOptional({ description: 'Absent for the system itself.' })
  id?: string;
}
