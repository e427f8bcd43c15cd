// Channels are channels, their forms agree with each other, and known ones have their known figures.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ChannelSpec, qubitsOf } from '../../../language/circuit/channelSpec.ts';
import {
  type ComplexPair,
  distance,
  identity,
  type Matrix,
  matrix,
  multiply,
} from '../../../language/circuit/matrix.ts';
import { hermitianEigen } from '../../../language/linearAlgebra/hermitian.ts';
import {
  apply,
  averageGateFidelity,
  ChannelError,
  channelFault,
  choiMatrix,
  compose,
  dimensionOf,
  fromChoi,
  type KrausChannel,
  mixedUnitary,
  pauliTransferMatrix,
  pauliTwirl,
  superoperator,
  tensor,
} from '../../../language/noise/channel.ts';
import { krausChannel, pauliSpec } from '../../../language/noise/channels.ts';

const EXACT = 1e-12;
const seeded = { seed: 1, numRuns: 100 };
const part = fc.double({ min: 0, max: 1, noNaN: true });

const spec: fc.Arbitrary<ChannelSpec> = fc.oneof(
  fc.record({ kind: fc.constant('depolarizing' as const), qubits: fc.constantFrom(1, 2), probability: part }),
  fc.tuple(part, part, part).map(
    ([x, y, z]): ChannelSpec => ({
      kind: 'pauli',
      probabilities: { X: x / 3, Y: y / 3, Z: z / 3 },
    }),
  ),
  fc.record({ kind: fc.constant('amplitudeDamping' as const), probability: part, excited: part }),
  fc.record({ kind: fc.constant('phaseDamping' as const), probability: part }),
  fc.tuple(part, part, part, part).map(
    ([t1, ratio, time, excited]): ChannelSpec => ({
      kind: 'thermalRelaxation',
      t1: (t1 + 0.1) * 1e-4,
      t2: (t1 + 0.1) * 2e-4 * (ratio * 0.99 + 0.01),
      time: time * 1e-4,
      excited,
    }),
  ),
  fc.record({
    kind: fc.constant('rotation' as const),
    pauli: fc.constantFrom('X', 'Y', 'Z', 'ZZ', 'XY'),
    angle: fc.double({ min: -7, max: 7, noNaN: true }),
  }),
  fc.tuple(part, part).map(([zero, one]): ChannelSpec => ({ kind: 'reset', zero: zero / 2, one: one / 2 })),
);

/** |+⟩⟨+| and friends: a state with all kinds of entries. */
const tilted: Matrix = matrix([
  [
    [0.7, 0],
    [0.2, -0.3],
  ],
  [
    [0.2, 0.3],
    [0.3, 0],
  ],
]);

const entry = ({ dimension, data }: Matrix, row: number, column: number): ComplexPair => {
  const at = 2 * (row * dimension + column);
  return [data[at]!, data[at + 1]!];
};

function assertClose(actual: number, expected: number, what = ''): void {
  assert.ok(Math.abs(actual - expected) < EXACT, `${what} ${actual} instead of ${expected}`);
}

describe('a channel', () => {
  it('preserves the trace and is positive, whatever its parameters', () => {
    fc.assert(
      fc.property(spec, (some) => {
        const channel = krausChannel(some);
        assert.equal(channelFault(channel), undefined);
        assert.equal(dimensionOf(channel), 2 ** qubitsOf(some));
        assert.ok(hermitianEigen(choiMatrix(channel)).values.every((value) => value > -EXACT));
      }),
      seeded,
    );
  });

  it('comes back from its Choi matrix', () => {
    fc.assert(
      fc.property(spec, (some) => {
        const channel = krausChannel(some);
        const back = fromChoi(choiMatrix(channel));
        assert.ok(back.operators.length <= dimensionOf(channel) ** 2);
        assert.ok(distance(superoperator(back), superoperator(channel)) < 1e-9);
      }),
      seeded,
    );
  });

  it('composes as superoperators and as Pauli transfer matrices multiply', () => {
    fc.assert(
      fc.property(spec, spec, (one, other) => {
        if (qubitsOf(one) !== qubitsOf(other)) return;
        const [first, second] = [krausChannel(one), krausChannel(other)];
        const both = compose(first, second);
        assert.ok(distance(superoperator(both), multiply(superoperator(second), superoperator(first))) < EXACT);
        const size = dimensionOf(both) ** 2;
        const [early, late, all] = [first, second, both].map(pauliTransferMatrix) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            let sum = 0;
            for (let k = 0; k < size; k++) sum += late[i * size + k]! * early[k * size + j]!;
            assertClose(all[i * size + j]!, sum);
          }
        }
      }),
      seeded,
    );
  });

  it('has the average fidelity that its Pauli transfer matrix says: (tr R + d) / (d² + d)', () => {
    fc.assert(
      fc.property(spec, (some) => {
        const channel = krausChannel(some);
        const d = dimensionOf(channel);
        const transfer = pauliTransferMatrix(channel);
        let trace = 0;
        for (let k = 0; k < d * d; k++) trace += transfer[k * (d * d + 1)]!;
        assertClose(averageGateFidelity(channel), (trace + d) / (d * d + d));
      }),
      seeded,
    );
  });

  it('keeps the diagonal of its Pauli transfer matrix when it is twirled, and nothing else', () => {
    fc.assert(
      fc.property(spec, (some) => {
        const channel = krausChannel(some);
        const twirled = krausChannel(pauliSpec(pauliTwirl(channel)));
        const [before, after] = [pauliTransferMatrix(channel), pauliTransferMatrix(twirled)];
        const size = dimensionOf(channel) ** 2;
        after.forEach((value, at) => {
          assertClose(value, Math.floor(at / size) === at % size ? before[at]! : 0);
        });
      }),
      seeded,
    );
  });

  it('acts on each part of a tensor product for itself', () => {
    const low = krausChannel({ kind: 'amplitudeDamping', probability: 0.3 });
    const high = krausChannel({ kind: 'phaseDamping', probability: 0.4 });
    const both = pauliTransferMatrix(tensor(low, high));
    const [lowOnly, highOnly] = [pauliTransferMatrix(low), pauliTransferMatrix(high)];
    both.forEach((value, at) => {
      const [row, column] = [Math.floor(at / 16), at % 16];
      const [lowAt, highAt] = [4 * (row % 4) + (column % 4), 4 * (row >> 2) + (column >> 2)];
      assertClose(value, lowOnly[lowAt]! * highOnly[highAt]!);
    });
  });
});

describe('krausChannel', () => {
  const fidelity = (some: ChannelSpec) => averageGateFidelity(krausChannel(some));

  it('depolarizes: on one qubit 1 - F = 2p/3, on two 1 - F = 4p/5', () => {
    assertClose(fidelity({ kind: 'depolarizing', qubits: 1, probability: 0.03 }), 1 - 0.02);
    assertClose(fidelity({ kind: 'depolarizing', qubits: 2, probability: 0.05 }), 1 - 0.04);
  });

  it('damps amplitudes: populations by 1 - γ, coherences by √(1 - γ)', () => {
    const output = apply(krausChannel({ kind: 'amplitudeDamping', probability: 0.36 }), tilted);
    assertClose(entry(output, 1, 1)[0], 0.3 * 0.64);
    assertClose(entry(output, 0, 1)[1], -0.3 * 0.8);
  });

  it('relaxes: populations by exp(-t/T1) towards the bath, coherences by exp(-t/T2)', () => {
    const [t1, t2, time, excited] = [50e-6, 70e-6, 20e-6, 0.1];
    const output = apply(krausChannel({ kind: 'thermalRelaxation', t1, t2, time, excited }), tilted);
    assertClose(entry(output, 1, 1)[0], excited + (0.3 - excited) * Math.exp(-time / t1));
    assertClose(entry(output, 1, 0)[0], 0.2 * Math.exp(-time / t2));
  });

  it('has the same relaxation in two steps as in one', () => {
    const step = (time: number) => krausChannel({ kind: 'thermalRelaxation', t1: 3, t2: 4, time });
    assert.ok(distance(superoperator(compose(step(1), step(2))), superoperator(step(3))) < EXACT);
  });

  it('rotates too far', () => {
    const angle = 0.2;
    assertClose(fidelity({ kind: 'rotation', pauli: 'X', angle }), (2 * Math.cos(angle / 2) ** 2 + 1) / 3);
    assertClose(fidelity({ kind: 'rotation', pauli: 'ZZ', angle }), (4 * Math.cos(angle / 2) ** 2 + 1) / 5);
  });

  it('resets: the output is the mixture asked for', () => {
    const output = apply(krausChannel({ kind: 'reset', zero: 0.5, one: 0.2 }), tilted);
    assertClose(entry(output, 1, 1)[0], 0.3 * 0.3 + 0.2);
    assertClose(entry(output, 0, 1)[0], 0.3 * 0.2);
  });

  const wrong: readonly (readonly [string, ChannelSpec, RegExp])[] = [
    ['a probability above 1', { kind: 'depolarizing', qubits: 1, probability: 1.5 }, /not between 0 and 1/],
    ['a probability that is no number', { kind: 'phaseDamping', probability: Number.NaN }, /not between 0 and 1/],
    ['errors that add up to more than 1', { kind: 'pauli', probabilities: { X: 0.7, Z: 0.7 } }, /more than 1/],
    ['labels of different lengths', { kind: 'pauli', probabilities: { X: 0.1, ZZ: 0.1 } }, /'ZZ' is no Pauli/],
    ['T2 above 2·T1', { kind: 'thermalRelaxation', t1: 1, t2: 2.5, time: 1 }, /twice T1/],
    ['a label that is none', { kind: 'rotation', pauli: 'XQ', angle: 1 }, /'XQ' is no Pauli/],
    ['no operators', { kind: 'kraus', operators: [] }, /at least one/],
    [
      'operators that lose the trace',
      {
        kind: 'kraus',
        operators: [
          [
            [
              [0.5, 0],
              [0, 0],
            ],
            [
              [0, 0],
              [0.5, 0],
            ],
          ],
        ],
      },
      /trace/,
    ],
    ['operators that are not square', { kind: 'kraus', operators: [[[[1, 0]], [[0, 0]]]] }, /as many columns/],
  ];
  for (const [what, some, message] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => krausChannel(some),
        (error) => error instanceof ChannelError && message.test(error.message),
      );
    });
  }
});

describe('mixedUnitary', () => {
  const total = (channel: KrausChannel) =>
    mixedUnitary(channel)?.reduce((sum, { probability }) => sum + probability, 0);

  it('knows the channels that choose a unitary by chance alone', () => {
    assertClose(total(krausChannel({ kind: 'depolarizing', qubits: 2, probability: 0.3 })) ?? 0, 1);
    assertClose(total(krausChannel({ kind: 'rotation', pauli: 'Z', angle: 0.3 })) ?? 0, 1);
    assertClose(total({ operators: [identity(2)] }) ?? 0, 1);
  });

  it('knows the channels whose choice depends on the state', () => {
    assert.equal(mixedUnitary(krausChannel({ kind: 'amplitudeDamping', probability: 0.3 })), undefined);
  });
});
