import assert from 'node:assert/strict';
import {
  type SequenceName,
  type SequenceOptions,
  timedSequenceOf,
} from '../../../../../extension/worker/mitigate/ddd/sequences.ts';
import { decoupledInTime } from '../../../../../extension/worker/mitigate/ddd/timed.ts';
import { onMachine } from '../../../../../extension/worker/mitigate/device/deviceMachine.ts';
import { exactly } from '../../../../../extension/worker/mitigate/execute/exactly.ts';
import { RememberingExecutor } from '../../../../../extension/worker/mitigate/execute/remember.ts';
import { mitigate } from '../../../../../extension/worker/mitigate/mitigate.ts';
import type { Device } from '../../../../../language/device/device.ts';
import { idleWindows } from '../../../../../language/device/idleWindows.ts';
import { COUPLINGS, deviceOf } from '../../../../language/circuit/fit/devices.ts';
import { questionOf } from '../problems.ts';

const sequence = (options: Partial<SequenceOptions>, grid = 0) =>
  timedSequenceOf({ sequence: 'xx', repeated: false, order: 4, ...options }, grid);
const starts = (options: Partial<SequenceOptions>, length: number, pulse: number, grid = 0) =>
  sequence(options, grid)(length, pulse)?.map(({ at }) => at);

/** Without noise but for a detuning of the first qubit: 30 ns for gates on one qubit, 300 ns for two. */
const detuned = (detuning: number): Device => {
  const device = deviceOf({ qubits: 3, couplings: COUPLINGS.line(3) });
  return {
    ...device,
    gates: device.gates.map(({ error, ...gate }) => gate),
    qubits: device.qubits.map(({ working }, qubit) => ({ working, ...(qubit === 0 && { detuning }) })),
  };
};

/** The first qubit waits, in a superposition, for what happens to the others. */
const WAITING = `qubit[3] q; h q[0]; cx q[0], q[1]; ry(0.3) q[1];
  ${'cx q[1], q[2]; ry(0.3) q[1]; rx(0.2) q[2];'.repeat(3)} cx q[0], q[1]; rx(1) q[0];`;

/** Turns by 2π·detuning·time between two quarter turns. */
const RAMSEY = 'qubit q; h q; delay[2us] q; h q;';

async function find(device: Device, technique: 'none' | 'ddd', options: Record<string, unknown> = {}) {
  const { question, machine } = onMachine(questionOf(RAMSEY, 'Z0'), { device, layout: [0] });
  const settings = { stages: [{ technique, options }], seed: 1, noise: undefined, device: machine, predicting: true };
  return (await mitigate(question, settings, new RememberingExecutor(exactly(machine)), () => {})).value;
}

describe('sequences in time', () => {
  it('leave half a pause at each end', () => {
    assert.deepEqual(starts({}, 100, 10), [20, 70]);
    assert.deepEqual(starts({ sequence: 'cpmg' }, 100, 10), [20, 70]);
    assert.deepEqual(starts({ sequence: 'xyxy' }, 120, 10), [10, 40, 70, 100]);
    assert.deepEqual(starts({ sequence: 'custom', pulses: ['y', 'y'] }, 24, 10), [1, 13]);
  });

  it('of Uhrig have their middles at the squares of sines', () => {
    const places = starts({ sequence: 'uhrig', order: 2 }, 800, 10)!;
    assert.ok(Math.abs(places[0]! - 195) < 1e-9 && Math.abs(places[1]! - 595) < 1e-9);
  });

  it('are repeated as often as they fit', () => {
    assert.equal(starts({ repeated: true }, 100, 10)?.length, 10);
    assert.equal(starts({ repeated: true, sequence: 'xyxy' }, 100, 10)?.length, 8);
  });

  it('start on the grid, and only where there is time', () => {
    assert.deepEqual(starts({}, 103, 10, 4), [20, 72]);
    assert.equal(starts({}, 19, 10), undefined);
    assert.equal(starts({ sequence: 'kdd' }, 199, 10), undefined);
  });
});

describe('decoupling in the time of a schedule', () => {
  it('fills each time of waiting, and takes no time more', () => {
    const { question, machine } = onMachine(questionOf(WAITING, 'Z0'), { device: detuned(1e5), layout: [0, 1, 2] });
    const before = machine.scheduled(question.circuit);
    const longest = Math.max(...idleWindows(before).map(({ start, end }) => end - start));
    const { circuit, windows } = decoupledInTime(question.circuit, machine, sequence({ sequence: 'xyxy' }));
    assert.ok(windows > 0);
    const after = machine.scheduled(circuit);
    assert.ok(Math.abs(after.starts.at(-1)! - before.starts.at(-1)!) < 1e-15);
    const parts = idleWindows(after).map(({ start, end }) => end - start);
    assert.ok(Math.max(...parts) < longest / 3.9, `${Math.max(...parts)} of ${longest}`);
  });

  it('undoes a detuning, with every sequence', async () => {
    const device = detuned(1e5);
    const none = await find(device, 'none');
    assert.ok(Math.abs(none - Math.cos(2 * Math.PI * 1e5 * 2e-6)) < 1e-9, `${none}`);
    for (const name of ['xx', 'yy', 'xyxy', 'kdd', 'cpmg', 'uhrig'] as const satisfies readonly SequenceName[]) {
      const value = await find(device, 'ddd', { sequence: name });
      assert.ok(Math.abs(value - 1) < 1e-9, `${name}: ${value}`);
    }
  });

  it('needs a device', async () => {
    const settings = {
      stages: [{ technique: 'ddd' as const, options: { unit: 'nanoseconds' } }],
      seed: 1,
      noise: undefined,
    };
    await assert.rejects(
      mitigate(questionOf(WAITING, 'Z0'), settings, new RememberingExecutor(exactly(undefined)), () => {}),
      /needs the times of a device/,
    );
  });
});
