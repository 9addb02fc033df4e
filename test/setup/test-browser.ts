import type { NestFastifyApplication } from '@nestjs/platform-fastify';

interface Visit {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  on?: NestFastifyApplication;
}

/** A browser in front of an app: it keeps cookies, and does not follow redirects by itself. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly address = '127.0.0.1',
  ) {}

  async visit(url: string, { method = 'GET', body, headers = {}, on = this.app }: Visit = {}) {
    const answer = await on.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        ...(this.cookies.size > 0 && {
          cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    const set = [answer.headers['set-cookie'] ?? []].flat();
    for (const cookie of set) {
      this.keep(cookie);
    }
    const { statusCode: status, headers: got, body: text } = answer;
    return { status, headers: got, text, set, location: got.location ?? '', json: () => answer.json() };
  }

  /** As a page of ours that changes something would. */
  async change(method: 'POST' | 'PUT' | 'DELETE', url: string, visit: Visit = {}) {
    const session = await this.visit('/api/v1/session', visit.on === undefined ? {} : { on: visit.on });
    const headers = { 'x-csrf-token': String(session.json().csrfToken), ...visit.headers };
    return this.visit(url, { ...visit, method, headers });
  }

  private keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (name === undefined || value === undefined) {
      return;
    }
    if (value === '') {
      this.cookies.delete(name);
    } else {
      this.cookies.set(name, value);
    }
  }
}
