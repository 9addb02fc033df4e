import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Matches,
  ValidateIf,
} from 'class-validator';
import { PageQuery } from '../../common/paging.js';
import { ROLE_ID } from '../roles/role.dto.js';
import type { Member } from './member.js';

const ROLES_MAX = 20;

export class StaffQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only members who have this role.', example: 'operator' })
  @IsOptional()
  @Matches(ROLE_ID)
  role?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Only members who may come in, or only those who may not.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  enabled?: boolean;
}

export class MemberBody {
  @ApiProperty({
    type: [String],
    nullable: true,
    maxItems: ROLES_MAX,
    description: 'The ids of the roles that the member has, whatever the rules say. Null: those of the rules.',
    example: ['operator'],
  })
  @ValidateIf((_, value: unknown) => value !== null)
  @IsArray()
  @ArrayMaxSize(ROLES_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(ROLE_ID, { each: true })
  roles!: string[] | null;

  @ApiProperty({ description: 'Whether the member may come in.' })
  @IsBoolean()
  enabled!: boolean;
}

export class MemberView {
  @ApiProperty({ format: 'uuid', description: 'Of the member.' })
  id!: string;
  @ApiProperty({ description: 'As the directory or the provider tells it.' })
  name!: string;
  @ApiProperty({ nullable: true, type: String, description: 'As the provider tells it.' })
  email!: string | null;
  @ApiProperty({ nullable: true, type: String, description: "WeCom's userid; null for who came in another way." })
  userId!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'The OpenID provider; null for who came in by WeCom.' })
  oidcIssuer!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'By which that provider knows the member.' })
  oidcSubject!: string | null;
  @ApiProperty({ type: [String], description: 'The ids of the roles.' })
  roles!: string[];
  @ApiProperty({ enum: ['rules', 'hand'], description: 'Whether somebody gave the roles, or the rules of entry do.' })
  rolesFrom!: Member['rolesFrom'];
  @ApiProperty({ description: 'Whether the member may come in.' })
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change.' })
  version!: number;
  @ApiProperty({ format: 'date-time', description: 'When the member came in for the first time.' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When the member last signed in.' })
  lastSeenAt!: string;
}

export class StaffPage {
  @ApiProperty({ type: [MemberView], description: 'The members, oldest first.' })
  items!: MemberView[];
  @ApiProperty({ nullable: true, type: String, description: 'Of the next page; null on the last one.' })
  nextCursor!: string | null;
}

export function presentMember(member: Member): MemberView {
  return {
    id: member.id,
    name: member.name,
    email: member.email,
    userId: member.userId,
    oidcIssuer: member.oidc?.issuer ?? null,
    oidcSubject: member.oidc?.subject ?? null,
    roles: [...member.roles],
    rolesFrom: member.rolesFrom,
    enabled: member.enabled,
    version: member.version,
    createdAt: member.createdAt.toISOString(),
    lastSeenAt: member.lastSeenAt.toISOString(),
  };
}
