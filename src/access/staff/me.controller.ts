import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type ApiCaller, Caller, type Permission, permissions, RequireCaller } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { asId, type StaffId } from '../../common/ids.js';
import { StaffGroups } from './staff-groups.js';
import { Staff } from './staff.js';

class MeView {
  @ApiProperty({ enum: ['staff', 'key'], description: 'A member of the staff, or a machine with a key.' })
  kind!: ApiCaller['kind'];
  @ApiProperty({ description: 'Of the member, or of the key.' })
  id!: string;
  @ApiProperty({ nullable: true, type: String, description: 'Of the member; null for a key.' })
  name!: string | null;
  @ApiProperty({ nullable: true, type: String, description: "WeCom's userid of the member, if he has one." })
  userId!: string | null;
  @ApiProperty({ type: [String], description: 'The ids of the roles of the member; none for a key.' })
  roles!: string[];
  @ApiProperty({ enum: permissions, enumName: 'Permission', isArray: true, description: 'What the caller may do.' })
  permissions!: Permission[];
  @ApiProperty({ enum: ['all', 'groups'], description: 'Whose conversations the caller sees.' })
  reach!: 'all' | 'groups';
  @ApiProperty({ type: [String], format: 'uuid', description: 'The groups that the caller belongs to.' })
  groups!: string[];
  @ApiProperty({ type: [String], format: 'uuid', description: 'The operators that the caller is.' })
  operators!: string[];
}

/** Who calls. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly staff: Staff,
    private readonly groups: StaffGroups,
  ) {}

  @ApiOperation({ summary: 'Say who I am', description: 'And what I may do, and whose conversations I see.' })
  @Fails('request.not-found')
  @Get()
  @RequireCaller()
  @ApiOkResponse({ type: MeView })
  async get(@Caller() caller: ApiCaller): Promise<MeView> {
    const member = caller.kind === 'staff' ? await this.staff.get(asId<StaffId>(caller.id)) : undefined;
    const own = this.groups.of(member?.userId ?? null);
    return {
      kind: caller.kind,
      id: caller.id,
      name: member?.name ?? null,
      userId: member?.userId ?? null,
      roles: [...(member?.roles ?? [])],
      permissions: [...caller.permissions],
      reach: caller.reach === 'all' ? 'all' : 'groups',
      groups: [...(caller.reach === 'all' ? own.groups : caller.reach.groups)],
      operators: [...(own.operators ?? [])],
    };
  }
}
