import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptedMail } from '../../setup/scripted-mail.js';
import { TcpProxy } from '../../setup/tcp-proxy.js';

/** A real SMTP server that fails in phases: nobody listens, it says nothing, it refuses for now. */
export class FailingMail {
  private constructor(
    private readonly mail: ScriptedMail,
    private readonly proxy: TcpProxy,
  ) {}

  static async start(): Promise<FailingMail> {
    const mail = await ScriptedMail.start();
    return new FailingMail(mail, await TcpProxy.start(mail.url));
  }

  get url(): string {
    return this.proxy.url;
  }

  /** As they came, headers included. */
  get accepted(): string[] {
    return this.mail.mails.map(({ raw }) => raw);
  }

  async failInPhases(seconds: number, random: () => number): Promise<void> {
    const end = Date.now() + seconds * 1_000;
    for (let phase = 0; Date.now() < end; phase += 1) {
      await sleep(2_000 + random() * 4_000);
      await this.failFor(1_000 + random() * 3_000, phase % 3);
    }
  }

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.mail.stop();
  }

  private async failFor(milliseconds: number, how: number): Promise<void> {
    if (how === 0) {
      await this.proxy.stop();
      await sleep(milliseconds);
      await this.proxy.listen();
    } else if (how === 1) {
      this.mail.hangs = true;
      await sleep(milliseconds);
      this.mail.hangs = false;
    } else {
      this.mail.nextRefusals.push(...Array.from({ length: 1_000 }, () => 451));
      await sleep(milliseconds);
      this.mail.nextRefusals.length = 0;
    }
  }
}
