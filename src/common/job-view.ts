import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProperty,
  getSchemaPath,
} from '@nestjs/swagger';
import { Fails } from './api-errors.js';

const WAITING = ['queued', 'running'];
export const jobStatuses = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;

/** What every long work tells of itself, one way for all kinds. */
export class JobView {
  @ApiProperty({ format: 'uuid', description: 'Of the import, the export or whatever it is.' })
  id!: string;
  @ApiProperty({ enum: jobStatuses, description: 'How far it is.', example: 'running' })
  status!: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'How much of it is done; null where nobody knows how much it is.',
    example: 0.4,
  })
  progress!: number | null;
  @ApiProperty({ format: 'date-time', description: 'When it was asked for.' })
  createdAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ended; null while it goes on.',
  })
  finishedAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it failed, a code of docs/errors.md; null: it did not.',
  })
  code!: string | null;
}

/** What the views of the kinds have of it, under the names that they have had. */
export interface JobLike {
  id: string;
  status: string;
  total?: number;
  processed?: number;
  progress?: number | object;
  failure: string | { code: string } | null;
  createdAt: string;
  updatedAt?: string;
  finishedAt?: string | null;
}

export function jobOf(work: JobLike): JobView {
  const isOver = !WAITING.includes(work.status);
  const { id, status, failure, createdAt } = work;
  return {
    id,
    status,
    progress: status === 'completed' ? 1 : progressOf(work),
    createdAt,
    finishedAt: isOver ? (work.finishedAt ?? work.updatedAt ?? createdAt) : null,
    code: typeof failure === 'string' ? failure : (failure?.code ?? null),
  };
}

function progressOf({ progress, total = 0, processed = 0 }: JobLike): number | null {
  if (typeof progress === 'number') {
    return progress;
  }
  return total === 0 ? null : Math.min(processed / total, 1);
}

/** For the API's document: the route follows long work as server-sent events. */
export const FollowsJob = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(JobView),
    ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The `id` of the last event that was seen.' }),
    ApiOkResponse({
      description:
        'An event `job` for each state that is seen, with a JobView as its data; the stream ends after the last one. ' +
        'A comment comes every 15 seconds. Whoever is cut off comes again with `Last-Event-ID`.',
      content: { 'text/event-stream': { schema: { $ref: getSchemaPath(JobView) } } },
    }),
    ApiNoContentResponse({ description: 'The event that `Last-Event-ID` names was the last one.' }),
    Fails('request.streams-full'),
  );
