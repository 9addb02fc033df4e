import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** An e-mail that was accepted: its envelope and its text as it came. */
export interface ReceivedMail {
  from: string;
  to: string[];
  raw: string;
}

/** A real SMTP server on loopback, which refuses as it is told and keeps what it accepted. */
export class ScriptedMail {
  readonly mails: ReceivedMail[] = [];
  /** Refusals of the text, each used up by one e-mail: 4xx means later, 5xx never. */
  readonly nextRefusals: number[] = [];
  /** Recipients that do not exist. */
  readonly unknown = new Set<string>();
  /** Says nothing to whoever connects, until it is false again. */
  hangs = false;
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onConnect: (_session, callback) => {
        if (!this.hangs) {
          callback();
        }
      },
      onRcptTo: ({ address }, _session, callback) => {
        callback(this.unknown.has(address) ? refusal(550) : undefined);
      },
      onData: (stream, { envelope }, callback) => {
        let raw = '';
        stream.on('data', (part: Buffer) => {
          raw += part.toString('utf8');
        });
        stream.on('end', () => {
          const status = this.nextRefusals.shift();
          if (status !== undefined) {
            callback(refusal(status));
            return;
          }
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          this.mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw });
          callback();
        });
      },
    });
    this.server.on('error', () => undefined); // a client that hangs up
  }

  static async start(): Promise<ScriptedMail> {
    const mail = new ScriptedMail();
    await new Promise<void>((resolve) => {
      mail.server.listen(0, '127.0.0.1', resolve);
    });
    return mail;
  }

  get url(): string {
    const address: AddressInfo | string | null = this.server.server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error('refused as told'), { responseCode });
}
