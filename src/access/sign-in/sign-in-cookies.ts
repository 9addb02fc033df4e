import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { ProgramCookie } from '../cookies.js';

/** What a browser keeps while its member is at the provider, and while he looks for the code of the first administrator. */
@Injectable()
export class SignInCookies {
  /** The secret that a sign-in is bound to. */
  readonly begun: ProgramCookie;
  /** Whom the provider vouched for, and nobody admits. */
  readonly waiting: ProgramCookie;

  constructor(config: AppConfig) {
    this.begun = new ProgramCookie('kefu-sign-in', config);
    this.waiting = new ProgramCookie('kefu-waiting', config);
  }
}
