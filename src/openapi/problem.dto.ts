import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { type ErrorCode, errorCatalogue } from '../common/error-catalogue.js';
import type { Problem } from '../common/problem-filter.js';

export const PROBLEM_NAME = 'Problem';

/** What every error is answered as. */
@ApiSchema({ name: PROBLEM_NAME, description: 'An error, as RFC 9457 has it.' })
export class ProblemView implements Problem {
  @ApiProperty({ description: 'A name of the error.', example: 'urn:wecom-kefu:error:request.not-found' })
  type!: string;

  @ApiProperty({ description: 'What the error means, in general.', example: 'There is no such resource' })
  title!: string;

  @ApiProperty({ type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status.', example: 404 })
  status!: number;

  @ApiProperty({
    enum: Object.keys(errorCatalogue).toSorted(),
    description: 'Which error it is. It stays: programs go by it.',
    example: 'request.not-found',
  })
  code!: ErrorCode;

  @ApiProperty({ description: 'What is wrong this time, for people.', example: 'the document was not found' })
  detail!: string;

  @ApiProperty({ format: 'uuid', description: 'Under which the log knows the request.' })
  requestId!: string;

  @ApiPropertyOptional({ type: [String], description: 'What is wrong with which field.' })
  faults?: readonly string[];
}
