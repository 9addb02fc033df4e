import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { NotIdempotent } from '../../common/idempotency.js';
import { FilterTrialBody, FilterTrialView } from './filter-trial.dto.js';
import { Filters } from './filters.js';

@ApiTags('filters')
@ApiBearerAuth()
@Controller('api/v1/filters/trials')
export class FilterTrialsController {
  constructor(private readonly filters: Filters) {}

  @ApiOperation({
    summary: 'Try the filters on a text',
    description: 'What the lists and rules that are in force would do with a text. Nothing is stored or sent.',
  })
  @Post()
  @NotIdempotent('it tries words and changes nothing')
  @HttpCode(200)
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: FilterTrialView })
  try(@Body() { text, ...scope }: FilterTrialBody): FilterTrialView {
    const verdict = this.filters.look(text, scope);
    return { action: verdict.action, text: verdict.text, hits: verdict.hits };
  }
}
