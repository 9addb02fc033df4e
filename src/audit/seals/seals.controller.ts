import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Idempotent } from '../../common/idempotency.js';
import { numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { Database } from '../../database/database.js';
import { presentKey } from '../verification/audit-packages.js';
import { Anchoring, type AnchorRow } from './anchors/anchoring.js';
import { presentSeal } from './seal.js';
import {
  type AnchorStateDto,
  AnchorStateList,
  SealPage,
  SigningKeyDto,
  SigningKeyList,
  type StoredKeyDto,
} from './seal.dto.js';
import { SEAL_COLUMNS, type SealRow, toSeal } from './seal-rows.js';
import { type KeyRow, SigningKeys } from './signing-keys.js';

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit')
export class SealsController {
  constructor(
    private readonly database: Database,
    private readonly keys: SigningKeys,
    private readonly anchoring: Anchoring,
  ) {}

  @ApiOperation({
    summary: 'List the seals',
    description: 'The seals, newest first: each signs so many events, and the seal before it.',
  })
  @Get('seals')
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: SealPage })
  async seals(@Query() { limit, cursor }: PageQuery): Promise<SealPage> {
    const rows = await this.database.rows<SealRow>(
      `select ${SEAL_COLUMNS} from audit_seals where ($1::bigint is null or number < $1) order by number desc limit $2`,
      [numberOfCursor(cursor) ?? null, limit + 1],
    );
    const { items, nextCursor } = toPage(rows, limit, ({ number }) => number);
    return { items: items.map(toSeal).map(presentSeal), nextCursor };
  }

  @ApiOperation({
    summary: 'List the signing keys',
    description:
      'The keys that seals are signed with, oldest first. Whoever verifies keeps the fingerprint of the first outside.',
  })
  @Get('keys')
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: SigningKeyList })
  async list(): Promise<SigningKeyList> {
    return { items: (await this.keys.list()).map(presentStored) };
  }

  @ApiOperation({
    summary: 'Make a new signing key',
    description: 'A new key, which the one before vouches for, signs from now on.',
  })
  @Post('keys')
  @Idempotent()
  @HttpCode(201)
  @RequirePermission('audit.manage')
  @ApiCreatedResponse({ type: SigningKeyDto })
  async rotate(@Caller() caller: Principal): Promise<SigningKeyDto> {
    const { id } = await this.keys.rotate(caller);
    const rows = await this.keys.list();
    const row = rows.find((key) => key.id === id);
    if (row === undefined) {
      throw new TypeError('the key was just made');
    }
    return presentKey(row);
  }

  @ApiOperation({
    summary: 'List the anchors',
    description: 'How far each place outside the database is, and what keeps one from going on.',
  })
  @Get('anchors')
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: AnchorStateList })
  async anchors(): Promise<AnchorStateList> {
    return { items: (await this.anchoring.rows()).map(presentAnchors) };
  }
}

function presentStored(row: KeyRow): StoredKeyDto {
  return {
    ...presentKey(row),
    createdAt: row.created_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
  };
}

function presentAnchors(row: AnchorRow): AnchorStateDto {
  return {
    sink: row.sink,
    seal: Number(row.seal_number),
    anchoredAt: row.anchored_at?.toISOString() ?? null,
    failures: row.failures,
    failedSince: row.failed_since?.toISOString() ?? null,
    reason: row.reason,
  };
}
