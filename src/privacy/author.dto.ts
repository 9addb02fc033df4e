import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Author } from '../common/access.js';

export class AuthorView {
  @ApiProperty({
    enum: ['system', 'contact', 'key', 'staff'],
    description: 'What it is: the program itself, a contact, something with a key, or a member of the staff.',
  })
  kind!: Author['kind'];
  @ApiPropertyOptional({ description: 'Absent for the system itself.' })
  id?: string;
}
