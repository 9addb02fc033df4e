import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { type Permission, permissions } from '../../common/access.js';
import { IsStorable } from '../../common/storable.js';
import type { Role } from './role.js';
import type { RoleFields } from './roles.js';

const reaches = ['all', 'groups'] as const;
const NAME = /^[^\s\p{C}](?:[^\p{C}]{0,48}[^\s\p{C}])?$/u;

export const ROLE_ID = /^[a-z][a-z0-9-]{0,49}$/;

export class RoleBody {
  @ApiProperty({ minLength: 1, maxLength: 50, description: 'What people call it. No two roles have one name.' })
  @IsString()
  @Matches(NAME, { message: 'name must be one line of 50 characters at most, without spaces around it' })
  @IsStorable()
  name!: string;

  @ApiPropertyOptional({ maxLength: 500, default: '', description: 'Whom it is for.' })
  @IsString()
  @MaxLength(500)
  @IsStorable()
  description: string = '';

  @ApiProperty({
    enum: permissions,
    enumName: 'Permission',
    isArray: true,
    maxItems: permissions.length,
    description: 'What it gives: nothing that its maker does not hold.',
    example: ['conversation.read', 'ticket.read'],
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(permissions.length)
  @ArrayUnique()
  @IsIn(permissions, { each: true })
  permissions!: Permission[];

  @ApiPropertyOptional({
    enum: reaches,
    default: 'groups',
    description: 'Whose conversations: those of all, or those that the groups of the member had to do with.',
  })
  @IsIn(reaches)
  reach: Role['reach'] = 'groups';
}

export class NewRoleBody extends RoleBody {
  @ApiProperty({
    minLength: 1,
    maxLength: 50,
    pattern: ROLE_ID.source,
    description: 'By which it is given: small letters, digits and hyphens. It never changes.',
    example: 'night-shift',
  })
  @IsString()
  @Length(1, 50)
  @Matches(ROLE_ID)
  id!: string;
}

export class RoleView {
  @ApiProperty({ description: 'By which it is given.', example: 'operator' })
  id!: string;
  @ApiProperty({ description: 'What people call it.' })
  name!: string;
  @ApiProperty({ description: 'Whom it is for.' })
  description!: string;
  @ApiProperty({ enum: permissions, enumName: 'Permission', isArray: true, description: 'What it gives.' })
  permissions!: Permission[];
  @ApiProperty({
    enum: reaches,
    description: 'Whose conversations: those of all, or those that the groups of the member had to do with.',
  })
  reach!: Role['reach'];
  @ApiProperty({ description: 'Whether it comes with the program: nobody changes or deletes it then.' })
  isBuiltIn!: boolean;
  @ApiProperty({ description: 'Grows with each change; 0 of one that comes with the program.' })
  version!: number;
}

export class RolePage {
  @ApiProperty({ type: [RoleView], description: 'The roles, those that come with the program first.' })
  items!: RoleView[];
  @ApiProperty({ nullable: true, type: String, description: 'Null: there is one page.' })
  nextCursor!: string | null;
}

export function toRoleFields({ name, description, permissions: given, reach }: RoleBody): RoleFields {
  return { name, description, permissions: given, reach };
}

export function presentRole(role: Role): RoleView {
  return { ...role, permissions: [...role.permissions] };
}
