import { type Example, idOf } from '../../src/openapi/examples/example.js';
import type { ApiDocument } from './api-document.js';
import type { TestProgram } from './test-program.js';

/** Sends what the examples say, one behind the other, with real ids in place of theirs. */
export class ExampleRun {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly desk: TestProgram,
    private readonly api: ApiDocument,
  ) {}

  /** From now on, this is what an example means by the name. */
  name(name: string, id: string): void {
    this.ids.set(idOf(name), id);
  }

  /** What is wrong with the answer; a success of another status than the document says is wrong too. */
  async send(example: Example): Promise<string[]> {
    const route = this.api.route(example.operation);
    const path = Object.entries(example.path ?? {}).reduce(
      (whole, [name, value]) => whole.replace(`{${name}}`, encodeURIComponent(this.real(value))),
      route.path,
    );
    const query = new URLSearchParams(example.query);
    const body: unknown = JSON.parse(this.real(JSON.stringify(example.body)));
    const answer = await this.desk.api(route.method, `${path}${query.size > 0 ? `?${query.toString()}` : ''}`, body);
    if (example.makes !== undefined) {
      this.name(example.makes, answer.body.id ?? answer.body.messageId ?? answer.body.version);
    }
    const story = `${example.operation} ${answer.status}`;
    return answer.status < 300
      ? this.api.faultsOf(route, answer.status, answer.body)
      : [`${story}: ${JSON.stringify(answer.body)}`];
  }

  private real(text: string): string {
    return [...this.ids].reduce((whole, [made, id]) => whole.replaceAll(made, id), text);
  }
}
