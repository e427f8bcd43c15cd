// The error budget: closed forms, the light cone, and what adds up to what.
import assert from 'node:assert/strict';
import { type Budget, errorBudget } from '../../../language/noise/budget.ts';
import { processInfidelity, relaxationError } from '../../../language/noise/budgetErrors.ts';
import { averageGateFidelity, processFidelity } from '../../../language/noise/channel.ts';
import { krausChannel } from '../../../language/noise/channels.ts';
import { circuitOf } from '../circuit/circuits.ts';
import { deviceOf, fittedOf } from './fitted.ts';

const ERROR = 0.01;
/** Without T1 and T2, so that gates and readouts are all there is. */
const timeless = deviceOf({ t1: Number.POSITIVE_INFINITY, t2: Number.POSITIVE_INFINITY }, ERROR);
const CX = processInfidelity(ERROR, 2);
const H = processInfidelity(ERROR / 10, 1);
const READOUT = 0.02;

const budgetOf = (text: string, device = timeless): Budget => errorBudget(fittedOf(circuitOf(text), device), device);

/** Such as `gate 0,1 0.0125`: kind, qubits and error. */
const summary = ({ contributions }: Budget): readonly string[] =>
  contributions.map(({ kind, qubits, error }) => `${kind} ${qubits} ${error.toPrecision(6)}`);

const line = (kind: string, qubits: string, error: number) => `${kind} ${qubits} ${error.toPrecision(6)}`;

function assertClose(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
}

describe('errorBudget', () => {
  it('takes gates by their process infidelity, and readouts by the mean of their two errors', () => {
    const budget = budgetOf('qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; h q[0]; h q[1]; c = measure q;');
    assert.deepEqual(summary(budget), [
      line('gate', '0', H),
      line('gate', '0,1', CX),
      // Z directly before a measurement costs nothing: two of three errors count.
      line('gate', '0', (H * 2) / 3),
      line('gate', '1', (H * 2) / 3),
      line('readout', '0', READOUT),
      line('readout', '1', READOUT),
    ]);
    assertClose(budget.success, (1 - H) * (1 - CX) * (1 - (H * 2) / 3) ** 2 * (1 - READOUT) ** 2);
  });

  it('lets errors that reach nothing measured cost nothing', () => {
    const behind = 'qubit[3] q; bit c; cx q[0], q[1]; c = measure q[0]; h q[0]; cx q[1], q[2];';
    // X and Y of qubit 0 count, whatever happens on qubit 1: 8 of 15 errors.
    assert.deepEqual(summary(budgetOf(behind)), [line('gate', '0,1', (CX * 8) / 15), line('readout', '0', READOUT)]);
    const before = 'qubit[2] q; bit c; h q[0]; reset q[0]; h q[1]; h q[1]; c = measure q[1];';
    assert.deepEqual(summary(budgetOf(before)), [
      line('gate', '1', H),
      line('gate', '1', (H * 2) / 3),
      line('readout', '1', READOUT),
    ]);
  });

  it('knows gates that keep Z errors what they are', () => {
    const text = (gate: string) => `qubit[2] q; bit[2] c; h q[0]; ${gate}; c = measure q;`;
    const first = (gate: string) => budgetOf(text(gate)).contributions[0]!.error;
    for (const gate of ['rz(0.3) q[0]', 'x q[0]', 'cx q[0], q[1]', 'cz q[0], q[1]', 'swap q[0], q[1]']) {
      assertClose(first(gate), (H * 2) / 3);
    }
    for (const gate of ['h q[0]', 'sx q[0]', 'inv @ h q[0]', 'ctrl @ x q[0], q[1]']) {
      assertClose(first(gate), H);
    }
  });

  it('counts only the last of two readouts into a bit, unless the first is used', () => {
    const readouts = (text: string) => budgetOf(text).contributions.filter(({ kind }) => kind === 'readout').length;
    assert.equal(readouts('qubit q; bit c; c = measure q; c = measure q;'), 1);
    assert.equal(readouts('qubit q; bit c; c = measure q; if (c) { x q; } c = measure q;'), 2);
    assert.equal(readouts('qubit q; measure q; h q;'), 0);
  });

  it('takes waiting by T1 and T2, and by T1 alone directly before a measurement', () => {
    const device = deviceOf();
    const { t1, t2 } = device.qubits[0] as { t1: number; t2: number };
    const text = 'qubit q; bit c; x q; delay[1us] q; h q; delay[2us] q; c = measure q;';
    const idle = budgetOf(text, device).contributions.filter(({ kind }) => kind === 'idle');
    assert.equal(idle.length, 2);
    assertClose(idle[0]!.error, (3 - 2 * Math.exp(-1e-6 / t2) - Math.exp(-1e-6 / t1)) / 4);
    assertClose(idle[1]!.error, (1 - Math.exp(-2e-6 / t1)) / 2);
  });

  it('lets a qubit in |0⟩ wait for free, and others from one operation to the next', () => {
    const text =
      'qubit[2] q; bit[2] c; delay[1us] q[1]; reset q[1]; h q[0]; cx q[0], q[1]; x q[0]; x q[0]; c = measure q;';
    const idle = budgetOf(text, deviceOf()).contributions.filter(({ kind }) => kind === 'idle');
    assert.deepEqual(
      idle.map(({ operation, qubits }) => [operation, qubits]),
      [[3, [0]]],
      'qubit 0 waits for the delay of qubit 1, before the cx',
    );
  });

  it('takes a gate at least as bad as T1 and T2 make it', () => {
    const device = deviceOf({ t1: 1e-6, t2: 1e-6 }, 1e-5);
    const [gate] = budgetOf('qubit q; bit c; h q; h q; c = measure q;', device).contributions;
    assertClose(gate!.error, relaxationError(device.qubits[0]!, 40e-9, 2));
    const broken = { ...device, gates: device.gates.map((native) => ({ ...native, working: false })) };
    const { success, contributions } = budgetOf('qubit q; bit c; h q; h q; c = measure q;', broken);
    assertClose(contributions[0]!.error, 3 / 4);
    assert.ok(success > 0);
  });

  it('has closed forms that are those of the channels', () => {
    const spec = { kind: 'thermalRelaxation', t1: 5e-5, t2: 7e-5, time: 3e-6 } as const;
    assertClose(relaxationError(spec, spec.time, 2), 1 - processFidelity(krausChannel(spec)));
    const channel = krausChannel({ kind: 'depolarizing', qubits: 2, probability: 0.02 });
    assertClose(processInfidelity(1 - averageGateFidelity(channel), 2), 1 - processFidelity(channel));
    assertClose(relaxationError({}, 1, 2), 0);
    assertClose(relaxationError({ t1: 1e-4 }, 1e-5, 2), relaxationError({ t1: 1e-4, t2: 2e-4 }, 1e-5, 2));
  });

  it('counts what is in a block once, and its branches with equal shares', () => {
    const text =
      'qubit[2] q; bit c; bit[2] d; c = measure q[0]; if (c) { h q[1]; } else { cx q[0], q[1]; } d = measure q;';
    const budget = budgetOf(text);
    assert.deepEqual(summary(budget).slice(0, 3), [
      line('readout', '0', READOUT),
      line('gate', '1', H / 2),
      line('gate', '0,1', CX / 2),
    ]);
    assert.deepEqual(budget.contributions[1]!.operation, 1);
    assert.equal(budget.twoQubitGates, 1);
    assert.equal(budgetOf('qubit q; bit c; for int i in [0:9] { h q; } c = measure q;').contributions.length, 11);
  });

  it('adds up to the whole by places and by qubits, the worst first', () => {
    const text = 'qubit[3] q; bit[3] c; h q; cx q[0], q[1]; cx q[1], q[2]; h q; delay[3us] q[2]; c = measure q;';
    const budget = budgetOf(text, deviceOf());
    for (const parts of [budget.contributions, budget.places, budget.qubits]) {
      assertClose(
        parts.reduce((sum, { share }) => sum + share, 0),
        1,
      );
      assertClose(
        parts.reduce((product, { error }) => product * (1 - error), 1),
        budget.success,
      );
    }
    for (const parts of [budget.places, budget.qubits]) {
      assert.deepEqual(
        parts,
        [...parts].sort((a, b) => b.share - a.share),
      );
    }
    assert.equal(budget.places.length, 6, 'a broadcast gate is one place');
    assert.equal(budget.depth, 6);
    assert.equal(budget.twoQubitGates, 2);
    assertClose(budget.duration, 40e-9 + 2 * 400e-9 + 40e-9 + 3e-6 + 1e-6);
  });

  it('takes a circuit without measurements as measured at its end', () => {
    const budget = budgetOf('qubit[2] q; h q[0]; cx q[0], q[1];');
    assert.deepEqual(summary(budget), [line('gate', '0', (H * 2) / 3), line('gate', '0,1', (CX * 12) / 15)]);
    assert.equal(budgetOf('qubit q; rz(1) q;').success, 1);
  });
});
