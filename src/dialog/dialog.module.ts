import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { DialogProcessor } from './dialog.processor.js';
import { ExplanationsController } from './explanations.controller.js';
import { Patience } from './patience.js';
import { PreviousTurns } from './previous-turn.js';
import { Thinking } from './thinking.js';
import { TurnEnding } from './turn-ending.js';

/** The turn: what a burst of messages gets as an answer. */
@Module({})
export class DialogModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: DialogModule,
      controllers: config.servesHttp ? [ExplanationsController] : [],
      providers: config.runsJobs ? [PreviousTurns, Thinking, TurnEnding, Patience, DialogProcessor] : [],
    };
  }
}
