import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';

const CLIENT = { client_id: 'kefu', client_secret: 'a-secret-for-tests-of-32-letters' };

/** A real provider of OpenID Connect, which lets in whoever it is told without a question. */
export class TestOidcProvider {
  readonly client = CLIENT;
  /** Who is in front of the browser, and the groups of each. */
  account = 'olga';
  readonly groups = new Map<string, readonly string[]>();

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(redirectUri: string): Promise<TestOidcProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const self = new TestOidcProvider(server, `http://127.0.0.1:${port}`);
    const provider = new Provider(self.issuer, {
      clients: [
        { ...CLIENT, redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] },
      ],
      claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({
          sub: accountId,
          name: `Name of ${accountId}`,
          groups: [...(self.groups.get(accountId) ?? [])],
        }),
      }),
    });
    const handle = provider.callback();
    server.on('request', (request, response) => {
      if (request.url?.startsWith('/interaction/') !== true) {
        void handle(request, response);
        return;
      }
      void (async () => {
        const { params } = await provider.interactionDetails(request, response);
        const grant = new provider.Grant({ accountId: self.account, clientId: String(params['client_id']) });
        grant.addOIDCScope(String(params['scope']));
        const result = { login: { accountId: self.account }, consent: { grantId: await grant.save() } };
        await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
      })();
    });
    return self;
  }

  /** What a browser does with the link that an application sends it to. @returns where it is sent back to. */
  async open(url: string, target: string): Promise<string> {
    const cookies = new Map<string, string>();
    let next = url;
    for (let hop = 0; hop < 10 && !next.startsWith(target); hop++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      next = new URL(answer.headers.get('location') ?? '', next).href;
    }
    return next;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
  }
}
