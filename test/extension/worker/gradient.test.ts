// Gradients by the adjoint method against finite differences and parameter shifts; the Fisher information of known states.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobError } from '../../../extension/worker/errors.ts';
import { adjointGradient, expectationCost, probabilityCost } from '../../../extension/worker/gradient/adjoint.ts';
import { gateSteps } from '../../../extension/worker/gradient/gateSteps.ts';
import { FOUR_TERMS, shiftRule } from '../../../extension/worker/gradient/shiftRule.ts';
import { gradient as gradientJob } from '../../../extension/worker/jobs/gradient.ts';
import { validate } from '../../../extension/worker/jobs/job.ts';
import type { GradientParameters } from '../../../extension/worker/protocol.ts';
import { NO_CONTEXT } from '../../../language/circuit/evaluate.ts';
import { parseObservable } from '../../../language/circuit/observable.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';

const INPUTS = ['a', 'b', 'c'] as const;
const DECLARATIONS = INPUTS.map((name) => `input float ${name};`).join(' ');

function gradientOf(text: string, parameters: Omit<GradientParameters, 'circuit'>) {
  const all = validate(gradientJob.parameters, { circuit: circuitOf(text), seed: 1, ...parameters });
  return gradientJob.run(all, { report: () => {} });
}

const valueAt = (text: string, observable: string, inputs: Record<string, number>) =>
  gradientOf(text, { observable, inputs }).value.value;

const qubit = fc.integer({ min: 0, max: 2 });
const pair = fc.uniqueArray(qubit, { minLength: 2, maxLength: 2 });
const name = fc.constantFrom(...INPUTS);
const angle = fc.oneof(
  name,
  name.map((input) => `-${input}/2`),
  fc.tuple(name, name).map(([x, y]) => `2*${x} + sin(${y})`),
  fc.tuple(name, name).map(([x, y]) => `${x}*${y}**2`),
);
const statement = fc.oneof(
  fc.tuple(fc.constantFrom('h', 't', 'sx'), qubit).map(([gate, q]) => `${gate} q[${q}];`),
  fc.tuple(fc.constantFrom('rx', 'ry', 'rz', 'p'), angle, qubit).map(([gate, by, q]) => `${gate}(${by}) q[${q}];`),
  fc.tuple(angle, angle, qubit).map(([x, y, q]) => `U(${x}, 0.3, ${y}) q[${q}];`),
  fc.tuple(fc.constantFrom('cx', 'cz'), pair).map(([gate, [x, y]]) => `${gate} q[${x}], q[${y}];`),
  fc
    .tuple(fc.constantFrom('crx', 'cry', 'crz', 'cp'), angle, pair)
    .map(([gate, by, [x, y]]) => `${gate}(${by}) q[${x}], q[${y}];`),
  fc.tuple(angle, pair).map(([by, [x, y]]) => `own(${by}) q[${x}], q[${y}];`),
  fc.tuple(angle, pair).map(([by, [x, y]]) => `inv @ own(${by}) q[${x}], q[${y}];`),
  fc.tuple(angle, pair).map(([by, [x, y]]) => `negctrl @ gphase(${by}) q[${x}]; h q[${y}];`),
);
const program = fc
  .array(statement, { minLength: 4, maxLength: 12 })
  .map(
    (all) =>
      `${DECLARATIONS} gate own(t) x, y { ry(t) x; cx x, y; rz(3*t) y; } qubit[3] q; h q; ${all.join(' ')} bit[3] m; m = measure q;`,
  );
const point = fc.record({
  a: fc.double({ min: -2, max: 2, noNaN: true }),
  b: fc.double({ min: -2, max: 2, noNaN: true }),
  c: fc.double({ min: -2, max: 2, noNaN: true }),
});
const observable = 'Z0*Z1 + 0.5*X2 - 0.7*Y0 + 2';

describe('the adjoint method', () => {
  it('finds what finite differences find', () => {
    const step = 1e-5;
    fc.assert(
      fc.property(program, point, (text, inputs) => {
        const { gradient } = gradientOf(text, { observable, inputs });
        for (const input of INPUTS) {
          const at = (by: number) => valueAt(text, observable, { ...inputs, [input]: inputs[input] + by });
          const difference = (at(step) - at(-step)) / (2 * step);
          assert.ok(Math.abs(gradient[input]!.value - difference) < 1e-6 * (1 + Math.abs(difference) * 10), text);
        }
      }),
      { seed: 31, numRuns: 40 },
    );
  });

  it('finds what parameter shifts find', () => {
    fc.assert(
      fc.property(program, point, (text, inputs) => {
        const exact = gradientOf(text, { observable, inputs }).gradient;
        const shifted = gradientOf(text, { observable, inputs, rule: 'shift' }).gradient;
        for (const input of INPUTS) {
          const [one, other] = [exact[input]!.value, shifted[input]!.value];
          assert.ok(Math.abs(one - other) < 1e-10 * (1 + Math.abs(one)), `${text} ${one} ${other}`);
        }
      }),
      { seed: 32, numRuns: 30 },
    );
  });

  it('finds the same on the compiled kernels, of seven qubits, gates on three of them included', () => {
    // Each layer has inputs in gates on one and on two qubits, next to gates without, and the same input twice.
    const layers = [0, 1].map(
      (layer) => `for int i in [0:6] { ry(a * i) q[i]; p(b) q[i]; } swap q[0], q[3]; ccx q[1], q[3], q[5];
        crx(c) q[${layer}], q[6]; ctrl @ ctrl @ rz(a + b) q[2], q[0], q[4]; cx q[6], q[1]; sx q[2];`,
    );
    const text = `${DECLARATIONS} qubit[7] q; h q; ${layers.join(' ')}`;
    const parameters = { observable: 'Z0*Y1 + 0.5*X2*Z6 - 0.7*Y4', inputs: { a: 0.3, b: -0.8, c: 1.4 } };
    const [exact, shifted] = [gradientOf(text, parameters), gradientOf(text, { ...parameters, rule: 'shift' })];
    for (const input of INPUTS) {
      assert.ok(Math.abs(exact.gradient[input]!.value - shifted.gradient[input]!.value) < 1e-10);
    }
  });

  it('derives functions of outcome probabilities', () => {
    // p(1) = sin²(a/2); the logarithm of it has the derivative 1/tan(a/2).
    const circuit = circuitOf('input float a; qubit q; ry(a) q;');
    const steps = gateSteps(circuit, circuit.operations, { ...NO_CONTEXT, variable: () => 0.8 });
    const { value, gradient } = adjointGradient(
      steps,
      1,
      probabilityCost((probabilities) => ({
        value: Math.log(probabilities[1]!),
        derivative: Float64Array.of(0, 1 / probabilities[1]!),
      })),
    );
    assert.ok(Math.abs(value - Math.log(Math.sin(0.4) ** 2)) < 1e-12);
    assert.ok(Math.abs(gradient.get(0)! - 1 / Math.tan(0.4)) < 1e-12);
  });

  it('gives the value of the observable beside it', () => {
    const parsed = parseObservable('X0 + 0.5*Z0');
    assert.equal(parsed.kind, 'observable');
    const circuit = circuitOf('input float a; qubit q; ry(a) q;');
    const steps = gateSteps(circuit, circuit.operations, { ...NO_CONTEXT, variable: () => 0.8 });
    if (parsed.kind !== 'observable') return;
    const { value, gradient } = adjointGradient(steps, 1, expectationCost(parsed.observable));
    assert.ok(Math.abs(value - (Math.sin(0.8) + 0.5 * Math.cos(0.8))) < 1e-12);
    assert.ok(Math.abs(gradient.get(0)! - (Math.cos(0.8) - 0.5 * Math.sin(0.8))) < 1e-12);
  });
});

describe('parameter shifts', () => {
  it('know the derivative under noise: damping shrinks it', () => {
    const text = 'input float a; qubit q; ry(a) q;';
    const { gradient } = gradientOf(text, { observable: 'X0', inputs: { a: 0.6 }, noise: 'phase_damping(0.36)' });
    assert.ok(Math.abs(gradient['a']!.value - 0.8 * Math.cos(0.6)) < 1e-12);
  });

  it('estimate it from shots, with a standard error', () => {
    const text = 'input float a; input float b; qubit[2] q; ry(a) q[0]; crx(b) q[0], q[1];';
    const parameters = { observable: 'Z0 + Z1', inputs: { a: 0.6, b: 0.9 } };
    const exact = gradientOf(text, parameters).gradient;
    const estimated = gradientOf(text, { ...parameters, shots: 4000 }).gradient;
    for (const input of ['a', 'b']) {
      const { value, standardError } = estimated[input]!;
      assert.ok(standardError > 0.005 && standardError < 0.05);
      // Five standard errors: fails by chance once in two million seeds.
      assert.ok(Math.abs(value - exact[input]!.value) < 5 * standardError);
    }
  });

  it('are exact for all frequencies of a rule', () => {
    const f = (x: number) => 0.3 + Math.cos(0.5 * x + 1) - 2 * Math.sin(x);
    const found = FOUR_TERMS.reduce((sum, { by, factor }) => sum + factor * f(0.7 + by), 0);
    assert.ok(Math.abs(found - (-0.5 * Math.sin(1.35) - 2 * Math.cos(0.7))) < 1e-12);
    assert.equal(shiftRule(1, 1).length, 2);
  });
});

describe('the quantum Fisher information', () => {
  const fisherOf = (text: string, inputs: Record<string, number>) =>
    gradientOf(text, { observable: 'Z0', inputs, fisher: true }).fisher!;

  it('is 1 for a rotation of a qubit, and sin² of its latitude for its phase', () => {
    const fisher = fisherOf('input float a; input float b; qubit q; ry(a) q; rz(b) q;', { a: 0.7, b: 0.3 });
    const expected = [
      [1, 0],
      [0, Math.sin(0.7) ** 2],
    ];
    for (const [i, row] of fisher.entries()) {
      for (const [j, entry] of row.entries()) assert.ok(Math.abs(entry - expected[i]![j]!) < 1e-12);
    }
  });

  it('grows with the square of the number of entangled qubits', () => {
    const text = 'input float a; qubit[4] q; h q[0]; for int i in [0:2] { cx q[i], q[i + 1]; } rz(a) q;';
    assert.ok(Math.abs(fisherOf(text, { a: 0.2 })[0]![0]! - 16) < 1e-10);
  });
});

describe('the job gradient', () => {
  const wrong: readonly (readonly [string, Omit<GradientParameters, 'circuit'>, RegExp])[] = [
    ['qubit q; h q;', { observable: 'Z0' }, /no input of type float or angle/],
    ['input float a; qubit q; rx(a) q;', { observable: 'Z0' }, /needs a value for its input a/],
    ['input float a; qubit q; rx(a) q;', { inputs: { a: 1 } }, /name one, such as Z0\*Z1/],
    ['input float a; qubit q; rx(a) q;', { observable: 'Q', inputs: { a: 1 } }, /observable 'Q' is wrong/],
    ['input float a; qubit q; rx(floor(a)) q;', { observable: 'Z0', inputs: { a: 1 } }, /'floor', which has no deriv/],
    ['input float a; qubit q; rx(a) q; reset q;', { observable: 'Z0', inputs: { a: 1 } }, /'reset' has no gradient/],
    ['input float a; qubit q; rx(a) q;', { observable: 'Z0', inputs: { a: 1 }, rule: 'adjoint', shots: 5 }, /neither/],
    ['input float a; qubit[40] q; rx(a) q;', { observable: 'Z0', inputs: { a: 1 } }, /needs 96 TiB for 40 qubits/],
  ];
  for (const [text, parameters, message] of wrong) {
    it(`refuses ${text} ${JSON.stringify(parameters)}`, () => {
      assert.throws(
        () => gradientOf(text, parameters),
        (error) => error instanceof JobError && message.test(error.message),
      );
    });
  }

  it('takes the observable that the program names', () => {
    const text = 'input float a;\npragma ketlab.observable "2*Z0"\nqubit q;\nrx(a) q;';
    const { gradient } = gradientOf(text, { inputs: { a: 1 } });
    assert.ok(Math.abs(gradient['a']!.value + 2 * Math.sin(1)) < 1e-12);
  });

  it('gives 0 for an input that makes no difference', () => {
    const { gradient } = gradientOf('input float a; input float b; qubit q; rx(a) q;', {
      observable: 'Z0',
      inputs: { a: 1, b: 1 },
    });
    assert.deepEqual(gradient['b'], { value: 0, standardError: 0 });
  });
});
