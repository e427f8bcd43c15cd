// The noise of a device: its formulas against closed forms and its place in a circuit.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChannelSpec } from '../../../language/circuit/channelSpec.ts';
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import type { Device } from '../../../language/device/device.ts';
import { type DeviceNoiseOptions, deviceNoise } from '../../../language/device/deviceNoise.ts';
import { gateChannels } from '../../../language/device/gateNoise.ts';
import { genericDevice } from '../../../language/device/generic/genericDevice.ts';
import { relaxation, relaxationFidelity, twirledRelaxation } from '../../../language/device/relaxation.ts';
import {
  averageGateFidelity,
  compose,
  type KrausChannel,
  pauliTransferMatrix,
  pauliTwirl,
  tensor,
} from '../../../language/noise/channel.ts';
import { krausChannel, pauliProbabilities } from '../../../language/noise/channels.ts';
import { fittedOf } from './fitted.ts';

const IDENTITY: ChannelSpec = { kind: 'pauli', probabilities: { X: 0 } };

/** The whole channel behind a gate on these qubits. */
function channelOf(device: Device, name: string, qubits: readonly number[], twirled = false): KrausChannel {
  const gate = device.gates.find((candidate) => candidate.name === name && `${candidate.qubits}` === `${qubits}`)!;
  const identity = qubits.map(() => krausChannel(IDENTITY)).reduce(tensor);
  return gateChannels(gate, device, twirled).reduce((whole, { channel, operands }) => {
    if (operands.length === qubits.length) return compose(whole, krausChannel(channel));
    const parts = qubits.map((_, operand) => krausChannel(operands.includes(operand) ? channel : IDENTITY));
    return compose(whole, parts.reduce(tensor));
  }, identity);
}

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

function noisy(text: string, device: Device, options: DeviceNoiseOptions = {}): readonly string[] {
  const circuit = deviceNoise(fittedOf(text, device), device, options);
  return circuit.operations.map((operation) => describeOperation(circuit, operation));
}

function describeOperation({ gates }: Circuit, operation: Operation): string {
  switch (operation.kind) {
    case 'gate':
      return `${gates[operation.gate]?.name} ${operation.qubits}`;
    case 'channel': {
      const { channel } = operation;
      const time = channel.kind === 'thermalRelaxation' ? ` ${Math.round(channel.time * 1e9)}ns` : '';
      return `~${channel.kind}${time} ${operation.qubits}`;
    }
    case 'measure':
    case 'reset':
      return `${operation.kind} ${operation.qubit}`;
    default:
      return operation.kind;
  }
}

describe('the noise of a gate', () => {
  it('has the average infidelity that the calibration reports', () => {
    const device = genericDevice('linear(2, error1=0.002, error2=0.03)');
    near(1 - averageGateFidelity(channelOf(device, 'sx', [0])), 0.002);
    near(1 - averageGateFidelity(channelOf(device, 'cx', [0, 1])), 0.03);
  });

  it('is relaxation alone where that exceeds the reported error', () => {
    const device = genericDevice('linear(2, error2=1e-4, t1=5us, t2=5us)');
    const relaxed = 1 - relaxationFidelity(device.qubits, 300e-9);
    assert.ok(relaxed > 1e-4);
    near(1 - averageGateFidelity(channelOf(device, 'cx', [0, 1])), relaxed);
  });

  it('is at most the loss of everything', () => {
    const device = genericDevice('linear(2, error1=0.999, t1=1s, t2=1s)');
    near(averageGateFidelity(channelOf(device, 'sx', [0])), 1 / 3, 1e-6);
  });

  it('is, twirled, the Pauli twirl of itself', () => {
    const device = genericDevice('linear(2, error2=0.02, t1=20us, t2=15us)');
    const exact = pauliTransferMatrix(channelOf(device, 'cx', [0, 1]));
    const twirled = pauliTransferMatrix(channelOf(device, 'cx', [0, 1], true));
    twirled.forEach((entry, index) => {
      near(entry, index % 17 === 0 ? exact[index]! : 0);
    });
  });

  it('keeps the reported error for all times and errors that leave room for it', () => {
    const parameters = fc.record({
      t1: fc.double({ min: 1e-5, max: 1e-3, noNaN: true }),
      ratio: fc.double({ min: 0.05, max: 2, noNaN: true }),
      error: fc.double({ min: 0, max: 0.3, noNaN: true }),
    });
    const law = fc.property(parameters, ({ t1, ratio, error }) => {
      const base = genericDevice('linear(2)');
      const device: Device = {
        ...base,
        qubits: base.qubits.map((qubit) => ({ ...qubit, t1, t2: ratio * t1 })),
        gates: base.gates.map((gate) => ({ ...gate, error })),
      };
      const expected = Math.max(error, 1 - relaxationFidelity(device.qubits, 300e-9));
      near(1 - averageGateFidelity(channelOf(device, 'cx', [0, 1])), expected, 1e-10);
    });
    fc.assert(law, { seed: 5, numRuns: 30 });
  });
});

describe('relaxation', () => {
  const qubit = { t1: 50e-6, t2: 30e-6 };

  it('has the fidelity (1 + e^(-t/T1) + 2e^(-t/T2)) / 4 of a process', () => {
    const channel = krausChannel(relaxation(qubit, 2e-6)!);
    near(relaxationFidelity([qubit], 2e-6), averageGateFidelity(channel));
    near(relaxationFidelity([qubit, qubit], 2e-6), averageGateFidelity(tensor(channel, channel)));
  });

  it('is, twirled, its Pauli twirl', () => {
    const spec = twirledRelaxation(qubit, 2e-6);
    assert.ok(spec?.kind === 'pauli');
    const expected = pauliTwirl(krausChannel(relaxation(qubit, 2e-6)!));
    pauliProbabilities(spec).forEach((probability, index) => {
      near(probability, expected[index]!);
    });
  });

  it('is dephasing alone without a T1, and decay alone without a T2', () => {
    near(pauliTransferMatrix(krausChannel(relaxation({ t2: 30e-6 }, 2e-6)!))[5]!, Math.exp(-2 / 30));
    assert.deepEqual(relaxation({ t1: 50e-6 }, 1e-6), { kind: 'thermalRelaxation', t1: 50e-6, t2: 1e-4, time: 1e-6 });
    assert.equal(relaxation({}, 1e-6), undefined);
    assert.equal(relaxation(qubit, 0), undefined);
  });
});

describe('deviceNoise', () => {
  const device = genericDevice('linear(3, time1=40ns, time2=300ns, time_readout=1us)');

  it('follows each gate with depolarizing noise and the relaxation of its qubits', () => {
    assert.deepEqual(noisy('qubit[2] q; sx q[0]; cx q[0], q[1];', device), [
      'sx 0',
      '~depolarizing 0',
      '~thermalRelaxation 40ns 0',
      'cx 0,1',
      '~depolarizing 0,1',
      '~thermalRelaxation 300ns 0',
      '~thermalRelaxation 300ns 1',
    ]);
  });

  it('relaxes a qubit that waits, before the operation that ends the waiting, but none that is still in |0⟩', () => {
    const lines = noisy('qubit[3] q; x q[2]; cx q[0], q[1]; cx q[1], q[2];', device);
    const at = lines.indexOf('~thermalRelaxation 260ns 2');
    assert.equal(lines[at + 1], 'cx 1,2');
    assert.equal(lines.filter((line) => line.includes('260ns')).length, 1);
  });

  it('adds nothing after what takes no time and has no error, and lets a qubit wait on through it', () => {
    const lines = noisy('qubit[2] q; x q[0]; rz(0.1) q[0]; delay[100ns] q[0]; x q[0];', device);
    assert.deepEqual(lines.slice(0, 6), [
      'x 0',
      '~depolarizing 0',
      '~thermalRelaxation 40ns 0',
      'rz 0',
      '~thermalRelaxation 100ns 0',
      'delay',
    ]);
  });

  it('does not relax what was just reset', () => {
    const lines = noisy('qubit[2] q; x q[0]; reset q[0]; cx q[0], q[1]; reset q[0]; delay[1us] q[0]; x q[0];', device);
    assert.equal(lines.filter((line) => line.includes('1000ns')).length, 0);
  });

  it('confuses what is read, and lets the others wait for it', () => {
    const text = 'qubit[2] q; bit[1] c; x q; c[0] = measure q[0]; cx q[0], q[1];';
    const lines = noisy(text, device);
    assert.deepEqual(lines.slice(lines.indexOf('measure 0'), lines.indexOf('cx 0,1')), [
      'measure 0',
      'confusion',
      '~thermalRelaxation 1000ns 1',
    ]);
  });

  it('reads wrong by the probabilities of the qubit that is read', () => {
    const [qubit] = device.qubits;
    const readout = { oneGivenZero: 0.1, zeroGivenOne: 0.2 };
    const asymmetric: Device = { ...device, qubits: [qubit!, { ...qubit!, readout }, qubit!] };
    const text = 'qubit[2] q; bit c; c = measure q[1];';
    const { operations } = deviceNoise(fittedOf(text, asymmetric), asymmetric);
    const [confusion] = operations.filter((operation) => operation.kind === 'confusion');
    assert.deepEqual(confusion?.matrix, [
      [0.9, 0.2],
      [0.1, 0.8],
    ]);
  });

  it('follows the qubits of the device, wherever the circuit uses them', () => {
    const [qubit] = device.qubits;
    const silent = { working: true };
    const uneven: Device = { ...device, qubits: [silent, silent, qubit!] };
    const fitted = { ...fittedOf('qubit q; x q;', device), physical: [2] };
    const { operations } = deviceNoise(fitted, uneven);
    assert.equal(operations.filter((operation) => operation.kind === 'channel').length, 2);
    assert.equal(deviceNoise({ ...fitted, physical: [1] }, uneven).operations.length, 2);
  });

  it('puts the noise of gates into blocks', () => {
    const text = 'qubit[2] q; bit c; c = measure q[0]; if (c) { x q[1]; }';
    const { operations } = deviceNoise(fittedOf(text, device), device);
    const block = operations.find((operation) => operation.kind === 'if');
    assert.deepEqual(
      block?.then.map(({ kind }) => kind),
      ['gate', 'channel', 'channel'],
    );
  });

  it('gives noise the place of its gate, and waiting that of what ends it', () => {
    const text = 'OPENQASM 3.0; include "stdgates.inc"; qubit[2] q; x q[0]; delay[1us] q[1]; x q[1]; cx q[0], q[1];';
    const { operations } = deviceNoise(fittedOf(text, device), device);
    const written = operations.flatMap(({ kind, start, end }) => (kind === 'channel' ? [text.slice(start, end)] : []));
    assert.deepEqual([...new Set(written)], ['x q[0];', 'x q[1];', 'cx q[0], q[1];']);
    assert.equal(written.filter((place) => place === 'cx q[0], q[1];').length, 4);
  });

  it('turns coupled qubits about ZZ while both wait, where it is asked to', () => {
    const coupled: Device = { ...device, crosstalk: [{ qubits: [0, 1], rate: 50e3 }] };
    const text = 'qubit[2] q; x q[0]; x q[1]; delay[2us] q[0]; delay[1us] q[1]; x q[0]; x q[1];';
    const turns = (options: DeviceNoiseOptions) =>
      deviceNoise(fittedOf(text, coupled), coupled, options).operations.flatMap((operation) =>
        operation.kind === 'channel' && operation.qubits.length === 2 ? [operation.channel] : [],
      );
    assert.deepEqual(turns({}), []);
    const [turn, ...others] = turns({ crosstalk: true });
    assert.deepEqual(others, []);
    assert.ok(turn?.kind === 'rotation' && turn.pauli === 'ZZ');
    near(turn.angle, Math.PI * 50e3 * 1e-6);
    const [flip] = turns({ crosstalk: true, twirled: true });
    assert.ok(flip?.kind === 'pauli');
    near(flip.probabilities['ZZ']!, Math.sin((Math.PI * 50e3 * 1e-6) / 2) ** 2);
  });
});
