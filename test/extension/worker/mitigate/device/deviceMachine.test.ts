import assert from 'node:assert/strict';
import { type DeviceMachine, onMachine } from '../../../../../extension/worker/mitigate/device/deviceMachine.ts';
import { exactly, expectedCounts } from '../../../../../extension/worker/mitigate/execute/exactly.ts';
import type { Executor } from '../../../../../extension/worker/mitigate/execute/executor.ts';
import { RememberingExecutor } from '../../../../../extension/worker/mitigate/execute/remember.ts';
import { simulators } from '../../../../../extension/worker/mitigate/execute/simulators.ts';
import { idealValue } from '../../../../../extension/worker/mitigate/ideal.ts';
import { mitigate } from '../../../../../extension/worker/mitigate/mitigate.ts';
import type { Stage } from '../../../../../extension/worker/mitigate/pipeline.ts';
import { measured } from '../../../../../extension/worker/mitigate/settings.ts';
import { gateAt, withStandardGates } from '../../../../../extension/worker/mitigate/standardGates.ts';
import { foldAllGates } from '../../../../../extension/worker/mitigate/zne/scaling/foldGates.ts';
import type { Circuit } from '../../../../../language/circuit/circuit.ts';
import { adjoint, multiply } from '../../../../../language/circuit/matrix.ts';
import type { Device } from '../../../../../language/device/device.ts';
import { deviceNoise } from '../../../../../language/device/deviceNoise.ts';
import { resolveDevice } from '../../../../../language/device/resolveDevice.ts';
import { unitaryOf } from '../../../../language/circuit/circuits.ts';
import { COUPLINGS, deviceOf } from '../../../../language/circuit/fit/devices.ts';
import { questionOf } from '../problems.ts';

const manila = resolveDevice('manila', () => undefined).device!;
const PROGRAM = 'qubit[3] q; h q[0]; rx(0.7) q[1]; cx q[0], q[1]; cx q[1], q[2]; t q[2]; cx q[2], q[0];';

const placed = (device: Device = manila) => onMachine(questionOf(PROGRAM, 'Z0*Z1 + X2'), { device });
/** How far two circuits are from doing the same, but for a phase. */
function infidelityOf(a: Circuit, b: Circuit): number {
  const { data, dimension } = multiply(adjoint(unitaryOf(a)), unitaryOf(b));
  let [re, im] = [0, 0];
  for (let row = 0; row < dimension; row++) {
    re += data[2 * row * (dimension + 1)]!;
    im += data[2 * row * (dimension + 1) + 1]!;
  }
  return 1 - Math.hypot(re, im) / dimension;
}

const gateNames = (machine: DeviceMachine, circuit: Circuit) => {
  const { circuit: done } = machine.scheduled(circuit);
  return done.operations.flatMap((operation) =>
    operation.kind === 'gate' ? [done.gates[operation.gate]!.name] : [operation.kind],
  );
};
const withGate = (circuit: Circuit, name: 'h' | 'y' | 'id' | 'cx', qubits: readonly number[]): Circuit => {
  const whole = withStandardGates({ ...circuit, operations: [] }, [name]);
  return { ...whole, operations: [gateAt(whole, name, qubits, [], 'test')] };
};

describe('a device that circuits of a mitigation run on', () => {
  it('leaves a circuit that is fitted as it is, with the noise of a run', () => {
    const { question, machine } = placed();
    const circuit = measured(question.circuit, [0, 1, 2]);
    const fitted = machine.scheduled(circuit);
    assert.deepEqual(fitted.circuit.operations, circuit.operations);
    const counts = expectedCounts({ circuit, shots: 1 }, machine);
    assert.deepEqual(counts, expectedCounts({ circuit: deviceNoise(fitted, manila), shots: 1 }, undefined));
  });

  it('does all that folding put in', () => {
    const { question, machine } = placed();
    const { circuit } = foldAllGates({ exclude: [] })(question.circuit, 3, () => 0);
    const count = (names: readonly string[], name: string) => names.filter((other) => other === name).length;
    const before = gateNames(machine, question.circuit);
    const after = gateNames(machine, circuit);
    for (const name of ['cx', 'sx']) assert.equal(count(after, name), 3 * count(before, name), name);
    assert.ok(infidelityOf(machine.scheduled(circuit).circuit, question.circuit) < 1e-9);
    assert.ok(machine.scheduled(circuit).starts.at(-1)! > 2.5 * machine.scheduled(question.circuit).starts.at(-1)!);
  });

  it('makes gates native, each by itself', () => {
    const { question, machine } = placed();
    for (const name of ['h', 'y'] as const) {
      const circuit = withGate(question.circuit, name, [1]);
      assert.ok(infidelityOf(machine.scheduled(circuit).circuit, circuit) < 1e-9, name);
    }
    assert.deepEqual(
      gateNames(machine, withGate(question.circuit, 'y', [1])).filter((name) => name !== 'rz'),
      ['x'],
    );
    assert.deepEqual(gateNames(machine, withGate(question.circuit, 'id', [1])), ['id']);
  });

  it('turns gates around that work one way, and waits where there is no identity', () => {
    const device = deviceOf({ qubits: 3, couplings: COUPLINGS.line(3), oneWay: true });
    const { question, machine } = placed(device);
    for (const qubits of [
      [1, 0],
      [0, 1],
    ]) {
      const circuit = withGate(question.circuit, 'cx', qubits);
      assert.ok(infidelityOf(machine.scheduled(circuit).circuit, circuit) < 1e-9);
    }
    const { circuit, durations } = machine.scheduled(withGate(question.circuit, 'id', [0]));
    assert.deepEqual([circuit.operations.map(({ kind }) => kind), durations], [['delay'], [30e-9]]);
  });

  it('says which qubits are not coupled', () => {
    const { question, machine } = placed(deviceOf({ qubits: 3, couplings: COUPLINGS.line(3) }));
    assert.throws(
      () => machine.scheduled(withGate(question.circuit, 'cx', [0, 2])),
      /makes circuits that the device '.*' cannot do.*qubits 0 and 2 .*not coupled/,
    );
  });

  it('counts the time that circuits take', async () => {
    const { question, machine } = placed(deviceOf({ qubits: 3, couplings: COUPLINGS.line(3) }));
    const circuit = measured({ ...question.circuit, operations: [] }, [0, 1]);
    const executor = new RememberingExecutor(exactly(machine), undefined, machine);
    await executor.run([{ circuit, shots: 1000 }], () => {});
    // A readout of 1 µs.
    assert.ok(Math.abs(executor.cost.seconds! - 1e-3) < 1e-12);
  });

  it('lets extrapolation and readout mitigation come nearer to the truth', async () => {
    const { question, machine } = onMachine(questionOf(PROGRAM, 'Z0'), { device: manila });
    const ideal = idealValue(question)!;
    // Z1 Z2 before the gates on two qubits.
    assert.ok(Math.abs(ideal - Math.cos(0.7)) < 1e-12);
    const find = async (executor: Executor, ...stages: readonly Stage[]) => {
      const settings = { stages, seed: 1, noise: undefined, predicting: executor.name === 'exact' };
      return mitigate(question, settings, new RememberingExecutor(executor), () => {});
    };
    const none = await find(exactly(machine), { technique: 'none' });
    const both = await find(exactly(machine), { technique: 'zne' }, { technique: 'readout' });
    assert.ok(
      Math.abs(both.value - ideal) < 0.25 * Math.abs(none.value - ideal),
      `${none.value} ${both.value} ${ideal}`,
    );
    const drawn = await find(simulators(machine, 1), { technique: 'none' });
    assert.ok(Math.abs(drawn.value - none.value) < 4 * drawn.standardError);
  });
});
