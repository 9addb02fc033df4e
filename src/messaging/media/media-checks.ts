import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DoctorChecks, type DoctorFinding } from '../../common/doctor-checks.js';
import { type MediaId, newId } from '../../common/ids.js';
import { MediaStore } from './media-store.js';

const unwritable: DoctorFinding = {
  status: 'failed',
  code: 'files.not-kept',
  fault: { en: 'Files that people send cannot be kept and read again.', zh: '无法保存并读取客户发送的文件。' },
  remedy: {
    en: 'Let this process write to DATA_DIR/media and look at the free space; of a bucket, check MEDIA_S3_ENDPOINT, its name, its keys and their rights.',
    zh: '请确认进程可写 DATA_DIR/media 且磁盘有空间；使用对象存储时请核对 MEDIA_S3_ENDPOINT、桶名、密钥及其权限。',
  },
};

/** Whether files are kept. */
@Injectable()
export class MediaChecks implements OnModuleInit {
  private readonly logger = new Logger(MediaChecks.name);

  constructor(
    private readonly store: MediaStore,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register({
      id: 'files.media',
      part: 'files',
      remote: true,
      title: { en: 'Files are kept, read and removed', zh: '文件可保存、读取与删除' },
      examine: async () => [await this.examine()],
    });
  }

  private async examine(): Promise<DoctorFinding> {
    const id = newId<MediaId>();
    const bytes = Buffer.from(id);
    try {
      await this.store.put(id, bytes);
      const read = await this.store.get(id);
      await this.store.remove(id);
      return read?.equals(bytes) === true ? { status: 'ok' } : unwritable;
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'a file for trial was not kept');
      return unwritable;
    }
  }
}
