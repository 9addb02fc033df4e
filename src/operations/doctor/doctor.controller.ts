import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { DoctorEntryView, ExaminationQuery, presentEntry } from '../../common/doctor-entry.dto.js';
import { Doctor, type DoctorReport } from './doctor.js';

/** What was found is given again for so long: a model and WeCom are asked each time. */
const KEPT_MS = 10_000;
/** One for each member that was asked for. */
const KEPT_MAX = 20;

export class DoctorReportView {
  @ApiProperty({
    description: 'The worst of what was found. `ok`: a message that comes in now will be answered.',
    enum: ['ok', 'warning', 'failed'],
  })
  status!: 'ok' | 'warning' | 'failed';
  @ApiProperty({ description: 'When the checks began.', format: 'date-time' })
  checkedAt!: string;
  @ApiProperty({ description: 'What was checked, in the order in which a message passes it.', type: [DoctorEntryView] })
  checks!: DoctorEntryView[];
}

@ApiTags('operations')
@ApiBearerAuth()
@Controller('api/v1/doctor')
export class DoctorController {
  private readonly kept = new Map<string, { until: number; report: Promise<DoctorReport> }>();

  constructor(private readonly doctor: Doctor) {}

  @ApiOperation({
    summary: 'Check the whole set-up',
    description: 'Names what is wrong and what to do about it. What was found is given again for ten seconds.',
  })
  @Get()
  @RequirePermission('operation.read')
  @ApiOkResponse({ type: DoctorReportView })
  async examine(@Query() { lang, memberId }: ExaminationQuery): Promise<DoctorReportView> {
    const { status, checkedAt, entries } = await this.report(memberId);
    return {
      status,
      checkedAt: checkedAt.toISOString(),
      checks: entries.map((entry) => presentEntry(entry, lang)),
    };
  }

  /** Those who ask at once wait for one examination. */
  private report(memberId: string | undefined): Promise<DoctorReport> {
    const key = memberId ?? '';
    const known = this.kept.get(key);
    if (known !== undefined && known.until > performance.now()) {
      return known.report;
    }
    if (this.kept.size >= KEPT_MAX) {
      this.kept.clear();
    }
    const report = this.doctor.examine(memberId === undefined ? {} : { memberId });
    this.kept.set(key, { until: performance.now() + KEPT_MS, report });
    return report;
  }
}
