import type { Flow } from './flow.js';
import type { FlowRun } from './flow-state.js';
import { stepOf } from './flow-words.js';
import type { Advance, FlowInput, FlowWorld } from './flow-world.js';
import { Way } from './way.js';

export function newRun(flow: Flow): FlowRun {
  return {
    kind: 'flow',
    flow: flow.name,
    step: flow.steps[0]?.id ?? '',
    slots: {},
    failures: 0,
    asides: 0,
    moves: 0,
    confirmed: false,
    asksTool: false,
    timeoutMinutes: flow.timeoutMinutes,
  };
}

/** Goes on as far as it can: to where the contact, a tool or nobody at all has the next word. Pure. */
export function advance(flow: Flow, run: FlowRun, input: FlowInput, world: FlowWorld): Advance {
  const step = stepOf(flow, run.step);
  const way = new Way(flow, run, world);
  if (step === undefined) {
    return way.end('handoff'); // the flow was changed meanwhile
  }
  switch (input.kind) {
    case 'start':
      return way.walk(step, input.text);
    case 'tool':
      return step.kind === 'tool' ? way.afterTool(step, input.outcome) : way.walk(step);
    case 'text':
      return way.afterText(step, input.text);
  }
}
