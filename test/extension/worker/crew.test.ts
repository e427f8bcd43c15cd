// Work shared among threads, with the helpers played by this one.
import assert from 'node:assert/strict';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { Crew, type HelpReport, type HelpRequest, help } from '../../../extension/worker/crew.ts';
import { JobError } from '../../../extension/worker/errors.ts';
import { doShare } from '../../../extension/worker/sharedTasks.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';

const runs = Array.from({ length: 6 }, (_, index) => ({
  circuit: circuitOf(`qubit[3] q; ${'x q[1]; '.repeat(index % 2)}`),
  shots: 10 + index,
  seed: 1,
  variables: [],
}));
const task = { kind: 'circuits', runs } as const;

describe('a crew', () => {
  let ports: MessagePort[];
  let ended: Int32Array;
  let crew: Crew;

  beforeEach(() => {
    ports = [];
    crew = new Crew((port, state) => {
      ports.push(port);
      ended = state;
    });
  });
  afterEach(() => {
    for (const port of ports) port.close();
  });

  /** What a helper does once it has started. */
  function play(helper: number, work: Parameters<typeof help>[1]): void {
    const request: HelpRequest = receiveMessageOnPort(ports[helper]!)?.message;
    help(request, work, (report) => ports[helper]!.postMessage(report));
  }

  it('does each piece once, whoever takes it, and does not wait for helpers that come too late', () => {
    const work = crew.share(task, runs.length, 3);
    assert.equal(work.take(), 0);
    play(1, (given, take): HelpReport => {
      let pieces = 2;
      return { kind: 'found', found: doShare(given, () => (pieces-- > 0 ? take() : undefined)) };
    });
    assert.equal(work.take(), 3);
    play(0, (given, take) => ({ kind: 'found', found: doShare(given, take) }));
    assert.equal(work.take(), undefined);
    const found = work.found().flat();
    assert.deepEqual(
      [...found].sort(([a], [b]) => a - b),
      [
        [1, { '010': 11 }],
        [2, { '000': 12 }],
        [4, { '000': 14 }],
        [5, { '010': 15 }],
      ],
    );
    play(2, () => assert.fail('there is nothing left to do'));
  });

  it('fails as its helpers do', () => {
    const failing = crew.share(task, 1, 1);
    const failure = { span: { start: 3, end: 5 }, source: 0 };
    play(0, () => ({ kind: 'failed', message: 'It cannot be done.', failure }));
    assert.throws(
      () => failing.found(),
      (error) => error instanceof JobError && error.message === 'It cannot be done.' && error.span?.start === 3,
    );
  });

  it('does not wait for a helper that has ended', () => {
    const work = crew.share(task, 1, 1);
    const request: HelpRequest = receiveMessageOnPort(ports[0]!)?.message;
    // Busy with a piece, then gone.
    Atomics.add(request.state, 1, 1);
    ended[0] = 1;
    assert.throws(() => work.found(), /a helping thread ended/);
  });
});
