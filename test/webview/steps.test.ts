// Stopping at the columns of a diagram: which part of the circuit is over by then, and where the line stands.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layoutCircuit } from '../../webview/circuit/layout.ts';
import { stepsOf } from '../../webview/circuit/steps/steps.ts';
import { describe as inWords } from '../../webview/circuit/words.ts';
import { circuitOf } from './compiled.ts';
import { programs } from './programs.ts';

describe('the steps through a circuit', () => {
  const circuit = circuitOf(
    'qubit[2] q; bit c; gphase(1); h q[0]; x q[1]; cx q[0], q[1]; if (c) { z q[0]; s q[0]; } y q[0];',
  );
  const layout = layoutCircuit(circuit);
  const steps = stepsOf(layout);
  const until = (step: number) => steps.until(step).operations.map((operation) => inWords(circuit, operation).title);

  it('go from nothing to everything, a column at a time', () => {
    assert.deepEqual(until(0), []);
    assert.deepEqual(
      until(steps.last),
      circuit.operations.map((operation) => inWords(circuit, operation).title),
    );
    const [first] = until(1);
    assert.equal(first, 'gphase(1)');
    for (let step = 1; step <= steps.last; step++) assert.ok(until(step).length >= until(step - 1).length);
  });

  it('end a block as a whole', () => {
    const [start, end] = layout.frames[0]!.columns;
    assert.equal(end - start, 2);
    assert.ok(!until(end - 1).includes('if c'));
    assert.ok(until(end).includes('if c'));
  });

  it('stand to the right of what is over, and left of what is not', () => {
    fc.assert(
      fc.property(programs, fc.constantFrom(200, 500, 5000), (program, maxWidth) => {
        const drawn = layoutCircuit(circuitOf(program), { maxWidth });
        const all = stepsOf(drawn);
        for (let step = 0; step <= all.last; step++) {
          const { x, y1 } = all.place(step);
          const line = drawn.lines.findIndex(({ y }) => y === y1);
          for (const operation of drawn.operations) {
            if (operation.line !== line) continue;
            if (operation.column < step) assert.ok(operation.x + operation.width <= x);
            else assert.ok(operation.x >= x || step === 0);
          }
        }
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('keep the order of the program, and what each operation needs before it', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const whole = circuitOf(program);
        const all = stepsOf(layoutCircuit(whole));
        for (let step = 0; step <= all.last; step++) {
          const done = all.until(step).operations;
          assert.deepEqual(
            done,
            whole.operations.filter((operation) => done.includes(operation)),
          );
          const later = whole.operations.filter((operation) => !done.includes(operation));
          for (const operation of done) {
            if (operation.kind !== 'gate') continue;
            // Nothing that is left out stands before it on one of its qubits.
            const before = later.filter(
              (other) => other.kind === 'gate' && whole.operations.indexOf(other) < whole.operations.indexOf(operation),
            );
            for (const other of before) {
              if (other.kind === 'gate') assert.ok(!other.qubits.some((qubit) => operation.qubits.includes(qubit)));
            }
          }
        }
      }),
      { numRuns: 40, seed: 2 },
    );
  });
});
