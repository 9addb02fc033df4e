import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { type KeyProgress, MasterKeys } from './master-keys.js';

class MasterKeyUseView {
  @ApiProperty({ description: 'Eight hexadecimal digits, which tell nothing of the key.' })
  keyId!: string;
  @ApiProperty({ description: 'Whether this process has it.' })
  isHere!: boolean;
  @ApiProperty({ description: 'Whether this process seals with it: it is MASTER_KEY.' })
  isCurrent!: boolean;
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'When it was used first.' })
  createdAt!: string | null;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'Since when nothing is sealed under it: it need not be kept any more, except for old backups.',
  })
  retiredAt!: string | null;
  @ApiProperty({ description: 'How many secrets are sealed under it.' })
  sealed!: number;
}

class MasterKeyView {
  @ApiProperty({ description: 'The key that this process seals with.' })
  keyId!: string;
  @ApiProperty({ type: [MasterKeyUseView], description: 'The newest first.' })
  keys!: MasterKeyUseView[];
  @ApiProperty({ description: 'How many secrets were sealed by the first releases, which named no key.' })
  nameless!: number;
  @ApiProperty({ description: 'How many secrets are still to be sealed again, under the current key and suite.' })
  waiting!: number;
}

@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/privacy/master-key')
export class MasterKeyController {
  constructor(private readonly masterKeys: MasterKeys) {}

  @ApiOperation({
    summary: 'Read how far the master key is changed',
    description: 'Which master keys there are, and how far a change of the key has come.',
  })
  @Get()
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: MasterKeyView })
  async get(): Promise<MasterKeyView> {
    return presentProgress(await this.masterKeys.progress());
  }
}

function presentProgress({ keyId, keys, nameless, waiting }: KeyProgress): MasterKeyView {
  return {
    keyId,
    keys: keys.map((key) => ({
      keyId: key.keyId,
      isHere: key.isHere,
      isCurrent: key.isCurrent,
      createdAt: key.createdAt?.toISOString() ?? null,
      retiredAt: key.retiredAt?.toISOString() ?? null,
      sealed: key.sealed,
    })),
    nameless,
    waiting,
  };
}
