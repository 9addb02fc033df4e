import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { Doctor } from './doctor.js';
import { DoctorController } from './doctor.controller.js';
import { InstallationChecks } from './installation-checks.js';

/** Checks a set-up from end to end. Beside the program that runs, a command has it too. */
@Module({})
export class DoctorModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: DoctorModule,
      controllers: config.servesHttp ? [DoctorController] : [],
      providers: [Doctor, InstallationChecks],
      exports: [Doctor],
    };
  }
}
