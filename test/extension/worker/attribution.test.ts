// Exact first-order attribution against simulations with the noise of one place only, and of all places, weakened.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Loss } from '../../../extension/worker/attribution/attribution.ts';
import { branchLosses, branchShare } from '../../../extension/worker/attribution/branchRuns.ts';
import { observableOperator } from '../../../extension/worker/attribution/finalOperator.ts';
import { localGroups } from '../../../extension/worker/attribution/localGroups.ts';
import { pureCircuit } from '../../../extension/worker/attribution/pureCircuit.ts';
import { stepsOf } from '../../../extension/worker/attribution/steps.ts';
import { JobError } from '../../../extension/worker/errors.ts';
import { attribute as attributeJob } from '../../../extension/worker/jobs/attribute.ts';
import { validate } from '../../../extension/worker/jobs/job.ts';
import { withNoise as withNoiseOf } from '../../../extension/worker/jobs/noise.ts';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import type { AttributeParameters, AttributeResult } from '../../../extension/worker/protocol.ts';
import type { ChannelSpec } from '../../../language/circuit/channelSpec.ts';
import type { Circuit, Operation } from '../../../language/circuit/circuit.ts';
import { fitCircuit } from '../../../language/circuit/fit/fitCircuit.ts';
import { scale } from '../../../language/circuit/matrix.ts';
import { type ParsedObservable, parseObservable } from '../../../language/circuit/observable.ts';
import { deviceNoise } from '../../../language/device/deviceNoise.ts';
import { genericDevice } from '../../../language/device/generic/genericDevice.ts';
import { krausChannel } from '../../../language/noise/channels.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';

const QUBITS = 3;

function attribute(circuit: Circuit, parameters: Omit<AttributeParameters, 'circuit'> = {}): AttributeResult {
  const all = validate(attributeJob.parameters, { circuit, seed: 1, ...parameters });
  return attributeJob.run(all, { report: () => {} }) as AttributeResult;
}

/** Noise behind the operation at an index. */
type Noise = { readonly behind: number; readonly channel: ChannelSpec; readonly qubits: readonly number[] };

const qubit = fc.integer({ min: 0, max: QUBITS - 1 });
const pair = fc.uniqueArray(qubit, { minLength: 2, maxLength: 2 });
const strength = fc.double({ min: 0.01, max: 0.3, noNaN: true });

const oneQubitChannel: fc.Arbitrary<ChannelSpec> = fc.oneof(
  strength.map((probability): ChannelSpec => ({ kind: 'depolarizing', qubits: 1, probability })),
  strength.map((p): ChannelSpec => ({ kind: 'pauli', probabilities: { X: p, Y: p / 2, Z: p / 3 } })),
  strength.map((probability): ChannelSpec => ({ kind: 'amplitudeDamping', probability })),
  strength.map((time): ChannelSpec => ({ kind: 'thermalRelaxation', t1: 1, t2: 1.3, time })),
  strength.map((angle): ChannelSpec => ({ kind: 'rotation', pauli: 'Y', angle })),
  strength.map((zero): ChannelSpec => ({ kind: 'reset', zero, one: zero / 2 })),
);
const twoQubitChannel: fc.Arbitrary<ChannelSpec> = fc.oneof(
  strength.map((probability): ChannelSpec => ({ kind: 'depolarizing', qubits: 2, probability })),
  strength.map((angle): ChannelSpec => ({ kind: 'rotation', pauli: 'XZ', angle })),
);
const noiseOf = (gates: number): fc.Arbitrary<readonly Noise[]> => {
  const behind = fc.integer({ min: 0, max: gates - 1 });
  return fc.array(
    fc.oneof(
      fc.record({ behind, channel: oneQubitChannel, qubits: qubit.map((q) => [q]) }),
      fc.record({ behind, channel: twoQubitChannel, qubits: pair }),
    ),
    { minLength: 3, maxLength: 6 },
  );
};

const clifford = fc.oneof(
  fc.tuple(fc.constantFrom('h', 's', 'sx', 'x', 'y', 'sdg'), qubit).map(([gate, q]) => `${gate} q[${q}];`),
  fc.tuple(fc.constantFrom('cx', 'cz', 'cy', 'swap'), pair).map(([gate, [a, b]]) => `${gate} q[${a}], q[${b}];`),
);
const anyGate = fc.oneof(
  clifford,
  fc.tuple(strength, qubit).map(([angle, q]) => `ry(${9 * angle}) q[${q}];`),
  fc.tuple(strength, pair).map(([angle, [a, b]]) => `cp(${9 * angle}) q[${a}], q[${b}];`),
);
const GATES = 10;
const textOf = (gates: readonly string[]) => `qubit[${QUBITS}] q; ${gates.join(' ')} bit[${QUBITS}] c; c = measure q;`;
const noisyCircuits = (gate: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(gate, { minLength: GATES, maxLength: GATES }), noiseOf(GATES))
    .map(([gates, noise]) => withNoise(textOf(gates), noise));

/** The noise, and a confusion of each bit, the same in no two bits. */
function withNoise(text: string, noise: readonly Noise[]): Circuit {
  const circuit = circuitOf(text);
  const operations = circuit.operations.flatMap((operation, index): Operation[] => {
    const { start, end } = operation;
    const behind = noise.filter((one) => one.behind === index);
    const channels = behind.map(({ channel, qubits }): Operation => ({ start, end, kind: 'channel', channel, qubits }));
    if (operation.kind !== 'measure') return [operation, ...channels];
    const [up, down] = [0.01 * (operation.bit! + 1), 0.03 * (operation.bit! + 1)];
    const matrix = [
      [1 - up, down],
      [up, 1 - down],
    ];
    return [operation, { start, end, kind: 'confusion', bits: [operation.bit!], matrix }, ...channels];
  });
  return { ...circuit, operations };
}

/** Only those operations, and all that are no noise. */
const keep = (circuit: Circuit, isKept: (index: number) => boolean): Circuit => ({
  ...circuit,
  operations: circuit.operations.filter(
    ({ kind }, index) => (kind !== 'channel' && kind !== 'confusion') || isKept(index),
  ),
});

const ideal = (circuit: Circuit) => keep(circuit, () => false);

function simulated(circuit: Circuit, observable?: string) {
  const parameters = { shots: 1, seed: 1, method: 'density', probabilities: true } as const;
  return simulate.run(
    { circuit, ...parameters, ...(observable !== undefined && { observable }) },
    { report: () => {} },
  );
}

/** The figures as they are defined, from density matrices. */
const figures = {
  distribution: (circuit: Circuit) => {
    const right = simulated(ideal(circuit)).probabilities!;
    const found = simulated(circuit).probabilities!;
    const purity = Object.values(right).reduce((sum, p) => sum + p * p, 0);
    return Object.entries(right).reduce((sum, [key, p]) => sum + p * (found[key] ?? 0), 0) / purity;
  },
  state: (circuit: Circuit) => {
    const undone = [...ideal(circuit).operations]
      .reverse()
      .flatMap((operation): Operation[] => (operation.kind === 'gate' ? [{ ...operation, powers: [-1] }] : []));
    const gates = circuit.operations.filter(({ kind }) => kind === 'gate' || kind === 'channel');
    const measurements = circuit.operations.filter(({ kind }) => kind === 'measure');
    const echo = { ...circuit, operations: [...gates, ...undone, ...measurements] };
    const fidelity = simulated(echo).probabilities!['0'.repeat(QUBITS)] ?? 0;
    const right = simulated(ideal(circuit)).probabilities!;
    const confusions = circuit.operations.filter((operation) => operation.kind === 'confusion');
    const readRight = Object.entries(right).reduce(
      (sum, [key, p]) =>
        sum +
        confusions.reduce((product, { bits, matrix }) => {
          const value = Number(key[QUBITS - 1 - bits[0]!]);
          return product * matrix[value]![value]!;
        }, p),
      0,
    );
    return fidelity * readRight;
  },
  observable: (circuit: Circuit) => simulated(circuit, OBSERVABLE).expectation!.value,
};
const OBSERVABLE = 'Z0*Z1 - 0.5*X2 + 0.3*Y0*X1 + 2';

function assertClose(actual: number, expected: number, what: string, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) < tolerance, `${what}: ${actual} is not ${expected}`);
}

/** Each loss against the noise of its place alone, and none where there is no loss. */
function assertExact(circuit: Circuit, figure: keyof typeof figures, result: AttributeResult): void {
  assert.equal(result.figure, figure);
  const sum = result.losses.reduce((total, { loss }) => total + loss, 0);
  assertClose(result.total, sum, 'the sum');
  assertExactLosses(circuit, figure, result);
}

function assertExactLosses(
  circuit: Circuit,
  figure: keyof typeof figures,
  result: Pick<AttributeResult, 'ideal'> & { readonly losses: readonly Loss[] },
): void {
  const best = figures[figure](ideal(circuit));
  assertClose(result.ideal, best, 'the figure without noise');
  const losses = new Map(result.losses.map(({ operation, loss }) => [operation, loss]));
  circuit.operations.forEach(({ kind }, index) => {
    if (kind !== 'channel' && kind !== 'confusion') return;
    const alone = figures[figure](keep(circuit, (other) => other === index));
    assertClose(losses.get(index) ?? 0, best - alone, `${figure}, noise at ${index}`);
  });
}

const parameters = { seed: 7, numRuns: 12 };

describe('attribution', () => {
  it('is exact for the distribution of outcomes and the state of any circuit', () => {
    fc.assert(
      fc.property(noisyCircuits(anyGate), (circuit) => {
        for (const figure of ['distribution', 'state'] as const) {
          assertExact(circuit, figure, attribute(circuit, { figure, full: false }));
        }
      }),
      parameters,
    );
  });

  it('is exact for Clifford circuits, by stabilizers', () => {
    fc.assert(
      fc.property(noisyCircuits(clifford), (circuit) => {
        for (const figure of ['distribution', 'state'] as const) {
          const result = attribute(circuit, { figure, full: false });
          assert.match(result.method, /stabilizer/);
          assertExact(circuit, figure, result);
        }
      }),
      parameters,
    );
  });

  it('is exact for the value of an observable', () => {
    fc.assert(
      fc.property(noisyCircuits(anyGate), (circuit) => {
        assertExact(circuit, 'observable', attribute(circuit, { observable: OBSERVABLE, full: false }));
      }),
      parameters,
    );
  });

  it('finds the same of an observable by branches from each place on', () => {
    const channel: ChannelSpec = { kind: 'thermalRelaxation', t1: 1, t2: 0.8, time: 0.2 };
    const layers = (qubits: number) =>
      `qubit[${qubits}] q; ${Array.from({ length: 2 * qubits }, (_, k) => `ry(${k} + 1) q[${k % qubits}]; cx q[${k % qubits}], q[${(k + 1) % qubits}];`).join(' ')}`;
    for (const qubits of [3, 8]) {
      const noise = [1, 4, 5, 9].map((behind) => ({ behind, channel, qubits: [behind % qubits] }));
      const noisy = withNoise(layers(qubits), [
        ...noise,
        { behind: 3, channel: { kind: 'depolarizing', qubits: 2, probability: 0.1 }, qubits: [0, 1] },
      ]);
      const byTape = attribute(noisy, { observable: 'Z0*Z1 - 0.5*X2 + 2', full: false });
      assert.match(byTape.method, /Pauli propagation/);
      const pure = pureCircuit(noisy, [0, 1, 2]);
      const { observable } = parseObservable('Z0*Z1 - 0.5*X2 + 2') as Extract<ParsedObservable, { kind: 'observable' }>;
      const byRuns = branchLosses(observableOperator(observable, qubits), stepsOf(pure, [], 2), qubits, () => {});
      assertClose(byRuns.ideal, byTape.ideal, 'the value');
      assert.equal(byRuns.losses.length, 5);
      const inOrder = [...byRuns.losses].sort((a, b) => a.operation - b.operation);
      inOrder.forEach(({ operation, loss }, index) => {
        assert.equal(operation, byTape.losses[index]!.operation);
        assertClose(loss, byTape.losses[index]!.loss, `noise at ${operation}`);
      });
    }
  });

  it('is exact by branches, whatever noise lies across the gates', () => {
    fc.assert(
      fc.property(noisyCircuits(fc.oneof(anyGate, fc.constant('ccx q[2], q[0], q[1];'))), (circuit) => {
        const pure = pureCircuit(circuit, [0, 1, 2]);
        const { observable } = parseObservable(OBSERVABLE) as Extract<ParsedObservable, { kind: 'observable' }>;
        const operator = observableOperator(observable, QUBITS);
        for (const largestGate of [2, 3]) {
          const steps = stepsOf(pure, [], largestGate);
          assertExactLosses(
            circuit,
            'observable',
            branchLosses(operator, steps, QUBITS, () => {}),
          );
        }
      }),
      parameters,
    );
  });

  it('finds the same to the last bit, whoever does which branches', () => {
    const qubits = 5;
    const text = `qubit[${qubits}] q; ${Array.from({ length: 12 }, (_, k) => `ry(${k} + 1) q[${k % qubits}]; cx q[${k % qubits}], q[${(k + 2) % qubits}];`).join(' ')}`;
    const pure = pureCircuit(withNoiseOf(circuitOf(text), 'depolarizing(0.01, 0.05)'), [0, 1]);
    const steps = stepsOf(pure, [], 2);
    const { observable } = parseObservable('Z0*Y1') as Extract<ParsedObservable, { kind: 'observable' }>;
    const operator = observableOperator(observable, qubits);
    const gates = steps.filter((step) => step.kind === 'gate');
    const task = { operator, qubitCount: qubits, gates, groups: localGroups(steps) };
    const losses = (numbers: readonly number[]) => {
      const rest = [...numbers];
      return branchShare(task, () => rest.shift()).losses;
    };
    const all = task.groups.map((_, group) => group);
    assert.ok(all.length > 8);
    const shared = [0, 1, 2].flatMap((helper) => losses(all.filter((group) => group % 3 === helper)));
    const inOrder = (found: readonly Loss[]) => [...found].sort((a, b) => a.operation - b.operation);
    assert.deepEqual(inOrder(shared), inOrder(losses(all)));
  });

  it('is exact for outcomes that are spread over many basis states', () => {
    const layer = (angle: number) => `ry(${angle}) q; cx q[0], q[1]; cx q[2], q[3]; rz(${angle}) q; cx q[1], q[2]; `;
    const text = `qubit[5] q; bit[4] c; h q[4]; cx q[4], q[0]; ${layer(0.7)}${layer(1.9)}c = measure q[0:3];`;
    const noise = 'depolarizing(0.01, 0.05) readout(0.02, 0.04)';
    const circuit = withNoiseOf(circuitOf(text), noise);
    const { method, losses } = attribute(circuit, { figure: 'distribution', full: false });
    assert.match(method, /branches/);
    assert.ok(losses.length > 20);
    const best = figures.distribution(ideal(circuit));
    for (const { operation, loss } of losses.filter((_, index) => index % 4 === 0)) {
      const alone = figures.distribution(keep(circuit, (other) => other === operation));
      assertClose(loss, best - alone, `noise at ${operation}`);
    }
  });

  it('is the derivative by the strength of all noise together', () => {
    const noise: readonly Noise[] = [
      { behind: 0, channel: { kind: 'thermalRelaxation', t1: 1, t2: 1.5, time: 0.2 }, qubits: [0] },
      { behind: 1, channel: { kind: 'depolarizing', qubits: 2, probability: 0.1 }, qubits: [0, 1] },
      { behind: 3, channel: { kind: 'rotation', pauli: 'X', angle: 0.4 }, qubits: [1] },
    ];
    const circuit = keep(
      withNoise(textOf(['h q[0];', 'cx q[0], q[1];', 'ry(0.7) q[2];', 't q[1];', 'h q[1];']), noise),
      (index) => index < 8,
    );
    for (const figure of ['distribution', 'state', 'observable'] as const) {
      const { total } = attribute(circuit, { figure, observable: OBSERVABLE, full: false });
      const valueAt = (share: number) => figures[figure](weakened(circuit, share));
      const step = 1e-3;
      const slope = (4 * valueAt(step) - valueAt(2 * step) - 3 * valueAt(0)) / (2 * step);
      assertClose(-slope, total, figure, 1e-5);
    }
  });

  it('finds no loss where noise cannot reach what is measured', () => {
    const channel: ChannelSpec = { kind: 'depolarizing', qubits: 1, probability: 0.1 };
    const text = 'qubit[3] q; bit c; h q[2]; x q[0]; c = measure q[0]; x q[0]; cx q[0], q[1];';
    const everywhere = [0, 1, 2, 3].map((behind) => ({ behind, channel, qubits: [behind === 0 ? 2 : 0] }));
    const { losses } = attribute(withNoise(text, everywhere), { full: false });
    const costly = losses.filter(({ loss }) => loss > 0);
    assert.deepEqual(
      costly.map(({ kind, operation }) => [kind, operation]),
      [
        ['channel', 3],
        ['confusion', 5],
      ],
    );
    assertClose(costly[0]!.loss, (0.1 * 2) / 3, 'X and Y of three errors');
    // In a GHZ state Z errors change no outcome; X errors do.
    const ghz = 'qubit[3] q; bit[3] c; h q[0]; cx q[0], q[1]; cx q[1], q[2]; c = measure q;';
    const lossOf = (probabilities: Record<string, number>) =>
      attribute(withNoise(ghz, [{ behind: 1, channel: { kind: 'pauli', probabilities }, qubits: [0] }]), {
        full: false,
      }).losses[0]!.loss;
    assertClose(lossOf({ Z: 0.2 }), 0, 'Z');
    assertClose(lossOf({ X: 0.2 }), 0.2, 'X');
  });

  it('takes resets and measurements in the middle as what they are on new qubits', () => {
    const channel: ChannelSpec = { kind: 'amplitudeDamping', probability: 0.2 };
    const lossesOf = (text: string, places: readonly [behind: number, qubit: number][]) => {
      const noise = places.map(([behind, on]) => ({ behind, channel, qubits: [on] }));
      const { losses } = attribute(
        keep(withNoise(text, noise), (index) => index >= 0),
        { figure: 'distribution' },
      );
      return losses.filter(({ kind }) => kind === 'channel').map(({ loss }) => loss);
    };
    const reused =
      'qubit[2] q; bit[2] c; ry(1) q[0]; c[0] = measure q[0]; reset q[0]; ry(2) q[0]; cx q[0], q[1]; c[1] = measure q[1];';
    const fresh =
      'qubit[3] q; bit[2] c; ry(1) q[0]; c[0] = measure q[0]; reset q[0]; ry(2) q[2]; cx q[2], q[1]; c[1] = measure q[1];';
    // Noise between the measurement and the reset changes nothing.
    const inPlace = lossesOf(reused, [
      [0, 0],
      [1, 0],
      [3, 0],
      [4, 0],
    ]);
    const apart = lossesOf(fresh, [
      [0, 0],
      [3, 2],
      [4, 2],
    ]);
    assert.deepEqual(
      inPlace.map((loss) => loss.toFixed(9)),
      apart.map((loss) => loss.toFixed(9)),
    );
    assert.ok(Math.abs(inPlace[0]!) > 0.01);

    const goesOn =
      'qubit[2] q; bit[2] c; ry(1) q[0]; c[0] = measure q[0]; cx q[0], q[1]; ry(1) q[0]; c[1] = measure q[1];';
    const copied =
      'qubit[3] q; bit[2] c; ry(1) q[0]; cx q[0], q[2]; c[0] = measure q[2]; cx q[0], q[1]; c[1] = measure q[1];';
    const [before, between] = lossesOf(goesOn, [
      [0, 0],
      [1, 0],
      [3, 0],
    ]);
    const [beforeCopy, afterCopy] = lossesOf(copied, [
      [0, 0],
      [1, 0],
    ]);
    assertClose(before!, beforeCopy!, 'before the measurement');
    assertClose(between!, afterCopy!, 'behind it, before the cx');
  });

  it('adds the figure with all noise, and what first order misses', () => {
    const noise = 'depolarizing(0.002, 0.01) readout(0.02, 0.03)';
    const text = 'qubit[3] q; bit[3] c; h q[0]; cx q[0], q[1]; ry(0.3) q[2]; cx q[1], q[2]; c = measure q;';
    for (const figure of ['distribution', 'state', 'observable'] as const) {
      const result = attribute(circuitOf(text), { noise, figure, observable: 'Z0*Z1' });
      const { ideal: best, total, full, remainder } = result;
      assert.match(full!.method, /density matrix of 3 qubits/);
      assertClose(remainder!, best - total - full!.value, 'the remainder');
      assert.ok(Math.abs(remainder!) < 0.2 * total, `${figure}: ${remainder} of ${total}`);
    }
    const wide = 'qubit[40] q; bit[40] c; h q[0]; for uint i in [0:38] { cx q[i], q[i + 1]; } c = measure q;';
    const { full, total } = attribute(circuitOf(wide), { noise: 'depolarizing(0.001, 0.001) readout(0.001)' });
    const first = 1 - total;
    assert.match(full!.method, /4096 shots/);
    assert.ok(full!.value > first && full!.value < first + 0.01, `${full!.value} with ${first} to first order`);
  });

  it('takes the full figure of wide Clifford circuits by shots', () => {
    const ghz = 'qubit[20] q; bit[20] c; h q[0]; for uint i in [0:18] { cx q[i], q[i + 1]; } c = measure q;';
    const channel: ChannelSpec = { kind: 'pauli', probabilities: { X: 0.2, Z: 0.3 } };
    const circuit = keep(
      withNoise(
        ghz,
        [3, 8].map((behind) => ({ behind, channel, qubits: [behind] })),
      ),
      (index) => index < 22,
    );
    // Two errors leave a GHZ state only where both or neither flip; here they flip different parts of it.
    const distribution = attribute(circuit, { figure: 'distribution' });
    assert.match(distribution.full!.method, /4096 shots/);
    assertClose(distribution.full!.value, 0.8 ** 2, 'distribution', 5 * distribution.full!.standardError);
    // Two Z errors undo each other.
    const state = attribute(circuit, { figure: 'state' });
    assertClose(state.full!.value, 0.5 ** 2 + 0.3 ** 2, 'state', 5 * state.full!.standardError);
  });

  it('uses the observable that the program names', () => {
    const text = 'pragma ketlab.observable "Z1"\nqubit[2] q; x q[1]; h q[0];';
    const result = attribute(circuitOf(text), { noise: 'depolarizing(0.3)', figure: 'observable' });
    assert.equal(result.observable, 'Z1');
    assertClose(result.ideal, -1, 'the value');
    assert.deepEqual(
      result.losses.map(({ wires, loss }) => [wires, loss.toFixed(6)]),
      [[[1], '-0.400000']],
    );
  });

  it('says why it cannot be done, and what to do', () => {
    const refuses = (text: string, given: Omit<AttributeParameters, 'circuit'>, message: RegExp) =>
      assert.throws(
        () => attribute(circuitOf(text), given),
        (error) => error instanceof JobError && message.test(error.message),
      );
    refuses('qubit q; bit c; c = measure q; if (c) { x q; }', {}, /does not depend on outcomes/);
    refuses('qubit q; h q;', { figure: 'observable' }, /name one/);
    const wide = 'qubit[60] q; h q; t q; for uint i in [0:58] { cx q[i], q[i + 1]; } h q;';
    refuses(wide, {}, /60 qubits/);
    assert.throws(
      () => validate(attributeJob.parameters, { circuit: circuitOf('qubit q;'), figure: 'best' }),
      /figure/,
    );
  });
});

describe('attribution on a device', () => {
  const program = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;';

  it('is that of the fitted circuit with the noise of its device', () => {
    const device = genericDevice('linear(3, error2=0.02)');
    const circuit = circuitOf(program);
    const noisy = deviceNoise(fitCircuit(circuit, device), device);
    const { losses, total, full, provenance } = attribute(circuit, { device: { device } });
    const expected = attribute(noisy);
    assert.deepEqual(losses, expected.losses);
    assert.deepEqual([total, full], [expected.total, expected.full]);
    assert.ok(total > 0.02);
    assert.equal(provenance.noise, `device ${device.name}`);
  });

  it('takes the observable that the program names, on the qubits of the program', () => {
    const device = {
      device: genericDevice('linear(3, error1=0, error2=0, readout=0, t1=1000s, t2=1000s)'),
      layout: [2, 1],
    };
    const { figure, observable, ideal } = attribute(circuitOf(`pragma ketlab.observable "Z0*Z1"\n${program}`), {
      device,
    });
    assert.deepEqual([figure, observable], ['observable', 'Z0*Z1']);
    assert.ok(Math.abs(ideal - 1) < 1e-12);
  });

  it('has no other noise beside that of the device', () => {
    const device = { device: genericDevice('linear(3)') };
    assert.throws(() => attribute(circuitOf(program), { device, noise: 'readout(0.1)' }), /Leave one of them out/);
  });
});

/** All noise at a share of its strength: (1 - share)·identity + share·channel. */
function weakened(circuit: Circuit, share: number): Circuit {
  const operations = circuit.operations.map((operation): Operation => {
    if (operation.kind !== 'channel') return operation;
    const { operators } = krausChannel(operation.channel);
    const { dimension } = operators[0]!;
    const identity = Array.from({ length: dimension }, (_, row) =>
      Array.from({ length: dimension }, (_, column) => [row === column ? Math.sqrt(1 - share) : 0, 0] as const),
    );
    const rest = operators.map((operator) => {
      const { data } = scale([Math.sqrt(share), 0], operator);
      return Array.from({ length: dimension }, (_, row) =>
        Array.from({ length: dimension }, (_, column) => {
          const at = 2 * (row * dimension + column);
          return [data[at]!, data[at + 1]!] as const;
        }),
      );
    });
    return { ...operation, channel: { kind: 'kraus', operators: [identity, ...rest] } };
  });
  return { ...circuit, operations };
}
