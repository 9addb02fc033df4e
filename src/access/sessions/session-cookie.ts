import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { ProgramCookie } from '../cookies.js';

/** Where a browser keeps the token of its session: `__Host-kefu` over https, else `kefu`. */
@Injectable()
export class SessionCookie extends ProgramCookie {
  constructor(config: AppConfig) {
    super('kefu', config);
  }
}
