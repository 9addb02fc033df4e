import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { type DoctorPart, doctorParts, type Words } from './doctor-checks.js';
import type { DoctorEntry, DoctorStatus } from './doctor-examination.js';

/** Of WeCom: the letters, digits and signs of a userid. */
const MEMBER_ID = /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/;

export const doctorLanguages = ['en', 'zh'] as const;
export type DoctorLanguage = (typeof doctorLanguages)[number];

/** What may be asked of every examination. */
export class ExaminationQuery {
  @ApiPropertyOptional({ description: 'The language of the answer.', enum: doctorLanguages, default: 'en' })
  @IsIn(doctorLanguages)
  lang: DoctorLanguage = 'en';

  @ApiPropertyOptional({
    description: 'The userid of a member of the enterprise: whether the apps are visible to them is checked too.',
    maxLength: 64,
    example: 'zhangsan',
  })
  @IsOptional()
  @IsString()
  @Matches(MEMBER_ID, { message: 'memberId must be a userid' })
  memberId?: string;
}

export class DoctorEntryView {
  @ApiProperty({ description: 'What was checked: `docs/doctor.md` lists them.', example: 'wecom.app' })
  id!: string;
  @ApiProperty({ description: 'What it is about.', enum: doctorParts, example: 'wecom' })
  part!: DoctorPart;
  @ApiProperty({ description: 'What was checked, in words.' })
  title!: string;
  @ApiProperty({
    description: 'Which of several was checked, such as the name of an account.',
    nullable: true,
    type: String,
    example: 'app 1000002',
  })
  subject!: string | null;
  @ApiProperty({
    description:
      '`failed`: a message will not be answered, or what was set up does not work; `warning`: somebody should look at it; `skipped`: it could not be, or need not be, checked.',
    enum: ['ok', 'warning', 'failed', 'skipped'],
  })
  status!: DoctorStatus;
  @ApiProperty({ description: 'What is wrong.', nullable: true, type: String })
  fault!: string | null;
  @ApiProperty({ description: 'What to do about it.', nullable: true, type: String })
  remedy!: string | null;
  @ApiProperty({ description: 'What else there is to say.', nullable: true, type: String })
  note!: string | null;
  @ApiProperty({
    description: 'The fault, for programs: it stays.',
    nullable: true,
    type: String,
    example: 'errcode-60020',
  })
  code!: string | null;
  @ApiProperty({ description: 'How many milliseconds the check took.' })
  ms!: number;
}

export function presentEntry(entry: DoctorEntry, lang: DoctorLanguage): DoctorEntryView {
  const say = (words: Words | null): string | null => words?.[lang] ?? null;
  const { id, part, title, subject, status, fault, remedy, note, code, ms } = entry;
  return {
    id,
    part,
    title: title[lang],
    subject,
    status,
    fault: say(fault),
    remedy: say(remedy),
    note: say(note),
    code,
    ms,
  };
}
