import {
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Reads } from '../../audit/readings/reads.js';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { Idempotent } from '../../common/idempotency.js';
import { asId, type MediaId } from '../../common/ids.js';
import { BeyondReach, WithinReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { MediaLibrary } from './media-library.js';
import { MediaQuery, MediaView } from './media.dto.js';

@ApiTags('media')
@ApiBearerAuth()
@Controller('api/v1/media')
export class MediaController {
  constructor(private readonly library: MediaLibrary) {}

  @ApiOperation({
    summary: 'Add a file',
    description: 'Keeps a file so that an operator can send it. The body is the file, whatever its content type says.',
  })
  @Fails('request.not-found')
  @Post()
  @Idempotent()
  @HttpCode(201)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @RequirePermission('handoff.work')
  @BeyondReach()
  @ApiCreatedResponse({ type: MediaView })
  async add(
    @Caller() actor: Principal,
    @RequestId() requestId: string,
    @Query() { type, name = '' }: MediaQuery,
    @Req() { body }: { body: unknown },
  ): Promise<MediaView> {
    if (!Buffer.isBuffer(body)) {
      throw new InvalidRequestError('the body must be the file');
    }
    const mime = 'application/octet-stream';
    const id = await this.library.add(body, { type, name, mime }, { actor, requestId });
    const { name: shown, bytes } = await this.library.known(id);
    return { id, type, name: shown, bytes };
  }

  @ApiOperation({
    summary: 'Download a file',
    description: 'The file. 409 while it is being fetched from its channel, 410 when it is gone.',
  })
  @Fails('media.gone', 'media.waiting')
  @Get(':id')
  @Reads('media')
  @RequirePermission('conversation.read')
  @WithinReach('media')
  @Header('x-content-type-options', 'nosniff')
  @Header('cache-control', 'private, max-age=3600')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    const { bytes, name, mime } = await this.library.read(asId<MediaId>(id));
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    return new StreamableFile(bytes, { type: mime, disposition, length: bytes.length });
  }
}
