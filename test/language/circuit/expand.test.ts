// Expansion of gates into the operations of their bodies.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Circuit, GateOperation, Operation } from '../../../language/circuit/circuit.ts';
import { expandOperation, expandToPrimitives } from '../../../language/circuit/expand.ts';
import { operationMatrix } from '../../../language/circuit/matrices.ts';
import { applyToRows, distance, identity, type Matrix } from '../../../language/circuit/matrix.ts';
import { circuitOf } from './circuits.ts';

function isGate(operation: Operation): operation is GateOperation {
  return operation.kind === 'gate';
}

/** `name(parameters)^powers controls:qubits`, for short. */
function describeGate(circuit: Circuit, operation: Operation): string {
  if (!isGate(operation)) return operation.kind;
  const { gate, parameters, qubits, controls = [], powers = [] } = operation;
  const angles = parameters.length > 0 ? `(${parameters.join(',')})` : '';
  const exponents = powers.map((exponent) => `^${exponent}`).join('');
  return `${circuit.gates[gate]!.name}${angles}${exponents} ${controls.join('')}:${qubits.join(',')}`;
}

function expandLast(text: string): string[] | undefined {
  const circuit = circuitOf(text);
  const expanded = expandOperation(circuit, circuit.operations.at(-1) as GateOperation);
  return expanded?.map((operation) => describeGate(circuit, operation));
}

/** The unitary of gates on the qubits of a circuit. */
function product(circuit: Circuit, operations: Iterable<Operation>): Matrix {
  const result = identity(2 ** circuit.qubitCount);
  for (const operation of operations) {
    if (isGate(operation)) applyToRows(result, operationMatrix(circuit, operation), operation.qubits);
  }
  return result;
}

const PAIR = 'gate pair(a, b) u, v { rx(a / 2) u; cx u, v; rz(a + b) v; }';

describe('expanding a gate by one level', () => {
  it('puts its body on the qubits and parameters of the call', () => {
    assert.deepEqual(expandLast(`${PAIR} qubit[3] q; pair(1, 2) q[2], q[0];`), ['rx(0.5) :2', 'cx :2,0', 'rz(3) :0']);
  });

  it('keeps the place of the call', () => {
    const circuit = circuitOf(`${PAIR} qubit[2] q; pair(1, 2) q[0], q[1];`);
    const call = circuit.operations[0] as GateOperation;
    for (const { start, end } of expandOperation(circuit, call) ?? []) {
      assert.deepEqual({ start, end }, { start: call.start, end: call.end });
    }
  });

  it('gives every operation the controls', () => {
    const text = `${PAIR} qubit[4] q; ctrl @ negctrl @ pair(1, 2) q[3], q[2], q[1], q[0];`;
    assert.deepEqual(expandLast(text), ['rx(0.5) 10:3,2,1', 'cx 10:3,2,1,0', 'rz(3) 10:3,2,0']);
  });

  it('reverses the body of an inverse, and repeats that of a whole power', () => {
    const inverse = ['rz(3)^-1 :1', 'cx^-1 :0,1', 'rx(0.5)^-1 :0'];
    assert.deepEqual(expandLast(`${PAIR} qubit[2] q; inv @ pair(1, 2) q[0], q[1];`), inverse);
    assert.deepEqual(expandLast(`${PAIR} qubit[2] q; pow(-2) @ pair(1, 2) q[0], q[1];`), [...inverse, ...inverse]);
    assert.deepEqual(expandLast(`${PAIR} qubit[2] q; pow(0) @ pair(1, 2) q[0], q[1];`), []);
  });

  it('leaves fractional and very high powers as they are', () => {
    assert.equal(expandLast(`${PAIR} qubit[2] q; pow(0.5) @ pair(1, 2) q[0], q[1];`), undefined);
    assert.equal(expandLast(`${PAIR} qubit[2] q; pow(1000000) @ pair(1, 2) q[0], q[1];`), undefined);
  });

  it('hands any power down to a body of one operation', () => {
    assert.deepEqual(expandLast('gate one(a) u { rx(a) u; } qubit q; pow(0.5) @ one(3) q;'), ['rx(3)^0.5 :0']);
  });

  it('leaves primitives and opaque gates as they are', () => {
    assert.equal(expandLast('qubit q; U(1, 2, 3) q;'), undefined);
    assert.equal(expandLast('OPENQASM 2.0; opaque magic a; qreg q[1]; magic q[0];'), undefined);
  });

  it('keeps parameters that wait for an input as expressions', () => {
    const circuit = circuitOf(`input float theta; ${PAIR} qubit[2] q; pair(theta, 2) q[0], q[1];`);
    const [rx] = expandOperation(circuit, circuit.operations[0] as GateOperation) ?? [];
    assert.ok(rx && isGate(rx) && typeof rx.parameters[0] === 'object');
    assert.doesNotMatch(JSON.stringify(rx.parameters), /"kind":"parameter"/);
  });
});

describe('expanding to primitives', () => {
  const modifiers = fc.constantFrom('', 'inv @ ', 'pow(2) @ ', 'pow(-1) @ ', 'pow(3) @ inv @ ');
  const gates = fc.constantFrom(
    'h q[0]',
    'cswap q[0], q[1], q[2]',
    'pair(0.3, 1.1) q[2], q[1]',
    'cu(1, 2, 3, 4) q[1], q[0]',
  );

  it('does not change the unitary', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(modifiers, gates), { minLength: 1, maxLength: 6 }), (calls) => {
        const text = calls.map(([modifier, gate]) => `${modifier}${gate};`).join(' ');
        const circuit = circuitOf(`${PAIR} qubit[3] q; ${text}`);
        const primitives = [...expandToPrimitives(circuit, circuit.operations)];
        for (const operation of primitives.filter(isGate)) assert.ok(circuit.gates[operation.gate]!.primitive);
        assert.ok(distance(product(circuit, primitives), product(circuit, circuit.operations)) < 1e-11);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('is lazy: the first operation of 2^200 comes at once', () => {
    const doubled = Array.from({ length: 200 }, (_, k) => `gate g${k + 1} a { g${k} a; g${k} a; }`).join(' ');
    const circuit = circuitOf(`gate g0 a { U(1, 2, 3) a; } ${doubled} qubit q; g200 q;`);
    const [first] = expandToPrimitives(circuit, circuit.operations);
    assert.equal(first && describeGate(circuit, first), 'U(1,2,3) :0');
  });
});
