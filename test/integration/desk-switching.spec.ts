import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import type { HandoffId } from '../../src/common/ids.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

const STEPS = 120;
const CASES_MAX = 4;

interface Served {
  user: string;
  handoffId: HandoffId;
}

let desk: TestOperatorDesk;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
});
afterAll(() => desk.stop());

/** The same numbers each time: a failure can be run again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** An operator who goes by what he read last, while a console claims and ends his cases behind his back. */
class Player {
  /** To whom he believes he writes. */
  private believed: string | undefined;
  private served: Served[] = [];
  private readonly everybody: string[] = [];
  private written = 0;

  constructor(
    private readonly operator: Operator,
    private readonly roll: (sides: number) => number,
  ) {}

  get users(): readonly string[] {
    return this.everybody;
  }

  async step(): Promise<void> {
    switch (this.roll(8)) {
      case 0:
        return this.claimed();
      case 1:
        return this.endedElsewhere();
      case 2:
        return this.switched();
      case 3:
        return this.read(['/结束', '/挂起', '/列表', '/退回'][this.roll(4)] ?? '');
      default:
        return this.write();
    }
  }

  private async claimed(): Promise<void> {
    if (this.served.length < CASES_MAX) {
      const served = await desk.served(this.operator);
      this.served.push(served);
      this.everybody.push(served.user);
    }
  }

  private async endedElsewhere(): Promise<void> {
    const [ended] = this.served.splice(this.roll(CASES_MAX), 1);
    if (ended !== undefined) {
      const move = { handoffId: ended.handoffId, actor: SYSTEM, requestId: 'request' };
      await desk.get(Claims).resolve({ ...move, outcome: 'solved' });
    }
  }

  /** To one of the cases that he is shown; something may happen to it before he has written the number. */
  private async switched(): Promise<void> {
    const list = await desk.say(this.operator.memberId, '/列表');
    const numbers = [...(list?.text ?? '').matchAll(/^(\d+)\. /gmu)].map(([, number]) => number ?? '');
    if (this.roll(3) === 0) {
      await this.endedElsewhere();
    }
    if (numbers.length > 0) {
      await this.read(`/切换 ${numbers[this.roll(numbers.length)]}`);
    }
  }

  private async write(): Promise<void> {
    if (this.believed !== undefined) {
      this.written += 1;
      await this.read(`${this.written} 给 ${this.believed}。`);
    }
  }

  private async read(text: string): Promise<void> {
    const decision = await desk.say(this.operator.memberId, text);
    if (decision?.text !== undefined) {
      const [, named] = /(?:已切换到|当前会话：)【([^】]+)】/u.exec(decision.text) ?? [];
      this.believed = named ?? (/没有转|已挂起|没有当前|已没有|先用/u.test(decision.text) ? undefined : this.believed);
    }
    const open = await Promise.all(this.served.map(({ handoffId }) => desk.caseOf(handoffId)));
    this.served = this.served.filter((_, index) => open[index]?.state === 'claimed');
  }
}

describe('an operator whose cases come and go while he writes', () => {
  it.each([1, 2, 4])(
    'never writes to another contact than the one he means: game %i',
    async (seed) => {
      const player = new Player(await desk.operator(), dice(seed));
      for (let step = 0; step < STEPS; step += 1) {
        await player.step();
      }
      await desk.settled();
      const read = player.users.flatMap((user) => {
        const meant = desk.readBy(user).filter((text) => / 给 /u.test(text));
        expect(meant.filter((text) => !text.endsWith(` 给 ${user}。`))).toEqual([]);
        return meant;
      });
      expect(read.length).toBeGreaterThan(5);
    },
    120_000,
  );
});
