import type { AppConfig } from '../config/app-config.js';
import type { AccessRequest } from './authenticators.js';

/** RFC 6265: what stands between two semicolons, without quotes. */
const VALUE = /^[\w!#$%&'()*+./:<=>?@[\]^`{|}~-]{0,4096}$/;

/**
 * A cookie that only the program reads. Over https it has the prefix `__Host-`, under which no other host and no other
 * path can plant one.
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis
 */
export class ProgramCookie {
  private readonly isSecure: boolean;
  readonly name: string;

  constructor(name: string, config: AppConfig) {
    this.isSecure = config.publicOrigin?.startsWith('https:') === true;
    this.name = this.isSecure ? `__Host-${name}` : name;
  }

  /** Undefined where the request has none, or more than one: somebody planted the other. */
  in({ cookie }: AccessRequest['headers']): string | undefined {
    if (typeof cookie !== 'string') {
      return undefined;
    }
    const values = cookie
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part.startsWith(`${this.name}=`))
      .map((part) => part.slice(this.name.length + 1));
    const [value] = values;
    return values.length === 1 && value !== undefined && value !== '' && VALUE.test(value) ? value : undefined;
  }

  /** The header `Set-Cookie`. Without an age it ends with the browser, or when the session does. */
  set(value: string, maxAgeSeconds?: number): string {
    const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
    return `${this.name}=${value}; Path=/; HttpOnly; SameSite=Lax${this.isSecure ? '; Secure' : ''}${age}`;
  }

  unset(): string {
    return this.set('', 0);
  }
}
