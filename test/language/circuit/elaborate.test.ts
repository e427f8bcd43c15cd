import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Circuit, type Operation, wireName } from '../../../language/circuit/circuit.ts';
import { compile } from '../../../language/compile.ts';
import { circuitOf } from './circuits.ts';

/** Operations in a short notation: `cx 0 1`, `rx(0.5) 2`, `measure 0 -> 1`, nested ones in braces. */
function notation(circuit: Circuit, operations: readonly Operation[] = circuit.operations): string {
  const one = (operation: Operation): string => {
    switch (operation.kind) {
      case 'gate': {
        const parameters = operation.parameters.map((value) =>
          typeof value === 'number' ? +value.toFixed(6) : value.kind,
        );
        const controls = operation.controls?.map((state) => (state === 1 ? 'ctrl ' : 'negctrl ')).join('') ?? '';
        const powers =
          operation.powers?.map((power) => `pow(${typeof power === 'number' ? power : power.kind}) `).join('') ?? '';
        const arguments_ = parameters.length > 0 ? `(${parameters.join(', ')})` : '';
        return `${controls}${powers}${circuit.gates[operation.gate]?.name}${arguments_} ${operation.qubits.join(' ')}`.trim();
      }
      case 'measure':
        return `measure ${operation.qubit}${operation.bit === undefined ? '' : ` -> ${operation.bit}`}`;
      case 'reset':
        return `reset ${operation.qubit}`;
      case 'barrier':
      case 'nop':
        return `${operation.kind} ${operation.qubits.join(' ')}`;
      case 'if': {
        const otherwise = operation.otherwise.length > 0 ? ` else { ${notation(circuit, operation.otherwise)} }` : '';
        return `if { ${notation(circuit, operation.then)} }${otherwise}`;
      }
      case 'while':
      case 'for':
      case 'box':
        return `${operation.kind} { ${notation(circuit, operation.body)} }`;
      case 'switch':
        return `switch ${operation.cases.map(({ body }) => `{ ${notation(circuit, body)} }`).join(' ')}`;
      default:
        return operation.kind;
    }
  };
  return operations.map(one).join('; ');
}

const expectOperations = (program: string, expected: string): void => {
  assert.equal(notation(circuitOf(program)), expected);
};

describe('registers', () => {
  it('are numbered in order of declaration', () => {
    const circuit = circuitOf('qubit[2] a; qubit b; bit[3] c; bit d;');
    assert.equal(circuit.qubitCount, 3);
    assert.equal(circuit.bitCount, 4);
    assert.deepEqual(
      [0, 1, 2].map((wire) => wireName(circuit.qubits, wire)),
      ['a[0]', 'a[1]', 'b'],
    );
    assert.deepEqual(
      [0, 3].map((wire) => wireName(circuit.bits, wire)),
      ['c[0]', 'd'],
    );
  });
  it('of the hardware appear where they are first used', () => {
    expectOperations('cx $5, $2; h $5;', 'cx 0 1; h 0');
  });
  it('cost nothing, however large', () => {
    const circuit = circuitOf('qubit[1000000000] q; h q[999999999];');
    assert.equal(circuit.qubitCount, 1e9);
    assert.equal(notation(circuit), 'h 999999999');
  });
});

describe('gate calls', () => {
  it('are broadcast over registers', () => {
    expectOperations('qubit[3] q; h q;', 'h 0; h 1; h 2');
    expectOperations('qubit[2] a; qubit[2] b; cx a, b;', 'cx 0 2; cx 1 3');
    expectOperations('qubit a; qubit[2] b; cx a, b;', 'cx 0 1; cx 0 2');
  });
  it('select by index, range, set and alias', () => {
    expectOperations(
      'qubit[5] q; h q[-1]; h q[1:2]; h q[0:2:4]; h q[{3, 1}];',
      'h 4; h 1; h 2; h 0; h 2; h 4; h 3; h 1',
    );
    expectOperations('qubit[2] a; qubit[2] b; let c = a[1] ++ b; h c[0]; h c[2];', 'h 1; h 3');
  });

  it('are values side by side, the first of them least significant', () => {
    const { operations } = circuitOf('bit[2] a; bit[2] b; bit[4] c; c = a ++ b;');
    const assign = operations.at(-1);
    assert.ok(assign?.kind === 'assign' && assign.value.kind === 'bits');
    assert.deepEqual(assign.value.bits, [0, 1, 2, 3]);
  });
  it('compute their parameters', () => {
    expectOperations('const float a = pi / 4; qubit q; rx(2 * a) q; rx(-sin(pi / 2)) q;', 'rx(1.570796) 0; rx(-1) 0');
  });
  it('divide integers as OpenQASM 3 does, and real numbers as OpenQASM 2 does', () => {
    expectOperations('qubit q; rx(3 / 2) q; rx(3.0 / 2) q;', 'rx(1) 0; rx(1.5) 0');
    expectOperations('OPENQASM 2.0; include "qelib1.inc"; qreg q[1]; rx(3/2) q[0];', 'rx(1.5) 0');
  });
  it('collect their modifiers: controls in order of the qubits, powers multiplied', () => {
    expectOperations('qubit[3] q; negctrl @ ctrl @ x q[2], q[1], q[0];', 'negctrl ctrl x 2 1 0');
    expectOperations('qubit[3] q; ctrl(2) @ inv @ s q[0], q[1], q[2];', 'ctrl ctrl pow(-1) s 0 1 2');
    expectOperations('qubit q; inv @ pow(0.5) @ x q; inv @ inv @ t q;', 'pow(-0.5) x 0; t 0');
  });
  it('keep powers of powers apart where they do not multiply', () => {
    // (x²)^½ is the identity, not x.
    expectOperations('qubit q; pow(0.5) @ pow(2) @ x q;', 'pow(2) pow(0.5) x 0');
  });
  it('leave inputs symbolic', () => {
    const circuit = circuitOf('input angle theta; qubit q; rx(theta / 2) q;');
    assert.equal(notation(circuit), 'rx(binary) 0');
    assert.deepEqual(
      circuit.variables.map(({ name, input }) => [name, input]),
      [['theta', true]],
    );
  });
});

describe('gate definitions', () => {
  it('come with their bodies, each after the gates it uses', () => {
    const { gates } = circuitOf('gate g(a) p, q { rx(a) p; cx p, q; } qubit[2] q; g(1) q[0], q[1];');
    const names = gates.map(({ name }) => name);
    assert.deepEqual(names.slice(0, 2).sort(), ['U', 'gphase']);
    assert.equal(names.at(-1), 'g');
    for (const [index, gate] of gates.entries()) {
      for (const operation of gate.body ?? []) if (operation.kind === 'gate') assert.ok(operation.gate < index);
    }
  });
  it('say where they come from', () => {
    const circuit = circuitOf('gate g q { h q; } qubit q; g q;');
    const source = (name: string) => circuit.sources[circuit.gates.find((gate) => gate.name === name)?.source ?? -1];
    assert.equal(source('g'), 'file:///test.qasm');
    assert.equal(source('h'), 'ketlab-library:/stdgates.inc');
  });
});

describe('measurements', () => {
  it('go bit by bit', () => {
    expectOperations('qubit[2] q; bit[2] c; c = measure q;', 'measure 0 -> 0; measure 1 -> 1');
    expectOperations('qubit[2] q; bit[2] c; measure q[0] -> c[1];', 'measure 0 -> 1');
    expectOperations('qubit q; bit c = measure q; measure q;', 'measure 0 -> 0; measure 0');
  });
  it('into other variables take a detour', () => {
    const circuit = circuitOf('qubit q; bit[2] c; int i = 0; bit b = measure q; i = 1; c[i] = measure q;');
    assert.equal(notation(circuit), 'measure 0 -> 2; measure 0 -> 1');
  });
});

describe('control flow', () => {
  it('unrolls loops over ranges, sets and bits', () => {
    expectOperations('qubit[3] q; for int i in [0:2] { h q[i]; }', 'h 0; h 1; h 2');
    expectOperations('qubit[3] q; for int i in [2:-2:0] h q[i];', 'h 2; h 0');
    expectOperations('qubit[3] q; for int i in {2, 0} { h q[i]; }', 'h 2; h 0');
    expectOperations('qubit q; bit[2] c; for bit b in c { if (b) x q; }', 'if { x 0 }; if { x 0 }');
  });
  it('keeps the origin of what was unrolled', () => {
    const { operations, origins } = circuitOf('qubit[2] q; for int i in [0:1] { for int j in [0:0] { h q[i]; } }');
    const labels = operations.map(({ origin }) => {
      const inner = origins[origin ?? -1];
      return [inner?.label, origins[inner?.parent ?? -1]?.label];
    });
    assert.deepEqual(labels, [
      ['j = 0', 'i = 0'],
      ['j = 0', 'i = 1'],
    ]);
  });
  it('follows variables that are known', () => {
    expectOperations('qubit[4] q; int i = 0; while (i < 3) { h q[i]; i += 1; } h q[i];', 'h 0; h 1; h 2; h 3');
    expectOperations('qubit q; uint[4] a = 5; for int i in [0:3] { if (bool(a[i])) x q; }', 'x 0; x 0');
    expectOperations('qubit q; int i = 2; switch (i) { case 1 { x q; } case 2, 3 { y q; } default { z q; } }', 'y 0');
  });
  it('leaves what depends on measurements to the run', () => {
    expectOperations(
      'qubit q; bit c = measure q; if (c) { x q; } else { z q; }',
      'measure 0 -> 0; if { x 0 } else { z 0 }',
    );
    expectOperations(
      'qubit q; bit c = measure q; while (c) { x q; c = measure q; }',
      'measure 0 -> 0; while { x 0; measure 0 -> 0 }',
    );
    expectOperations('qubit q; bit[2] c; switch (uint[2](c)) { case 1 { x q; } default { } }', 'switch { x 0 }');
  });
  it('forgets what a branch may have changed', () => {
    expectOperations(
      'qubit q; int i = 0; bit c = measure q; if (c) { i = 1; } if (i == 1) { x q; }',
      'assign; measure 0 -> 0; if { assign }; if { x 0 }',
    );
  });
  it('keeps what both branches agree on', () => {
    expectOperations(
      'qubit q; int i = 0; bit c = measure q; if (c) { i = 1; } else { i = 1; } if (i == 1) { x q; }',
      'measure 0 -> 0; if {  }; x 0',
    );
  });
  it('leaves and continues loops', () => {
    expectOperations(
      'qubit[4] q; for int i in [0:3] { if (i == 1) { continue; } if (i == 3) { break; } h q[i]; }',
      'h 0; h 2',
    );
    expectOperations(
      'qubit q; for int i in [0:3] { bit c = measure q; if (c) { break; } h q; }',
      'for { measure 0 -> 0; if { break }; h 0 }',
    );
    expectOperations(
      'qubit q; while (true) { bit c = measure q; if (c) { break; } }',
      'while { measure 0 -> 0; if { break } }',
    );
  });
  it('leaves long loops to the run, unless an index needs the iteration', () => {
    expectOperations('qubit q; for int i in [1:1000] { h q; }', 'for { h 0 }');
    assert.equal(circuitOf('qubit[1000] q; for int i in [0:999] { h q[i]; }').operations.length, 1000);
  });
  it('leaves loops within loops to the run where they are long together', () => {
    const { operations, complete } = circuitOf(
      'qubit q; for int i in [1:100] { for int j in [1:100] { for int k in [1:100] { h q; } } }',
    );
    assert.ok(complete && operations.length <= 100);
    assert.equal(
      circuitOf('qubit[70] q; for int i in [1:70] { for int j in [0:69] { h q[j]; } }').operations.length,
      4900,
    );
  });
  it("leaves a long 'while' to the run, unless its body needs to know the iteration", () => {
    expectOperations('qubit q; while (true) { while (true) { x q; } }', 'while { while { x 0 } }');
    const program = 'qubit[1200] q; int i = 0; while (i < 1200) { h q[i]; x q[i]; y q[i]; z q[i]; i += 1; }';
    assert.equal(circuitOf(program).operations.filter(({ kind }) => kind === 'gate').length, 4800);
  });
  it('ends the program', () => {
    expectOperations('qubit q; h q; end; x q;', 'h 0');
    expectOperations('qubit q; bit c = measure q; if (c) { end; } x q;', 'measure 0 -> 0; if { end }; x 0');
  });
});

describe('subroutines', () => {
  it('are put in place of their calls', () => {
    expectOperations(
      'def pair(qubit a, qubit b, int n) { h a; for int i in [1:n] { cx a, b; } } qubit[2] q; pair(q[1], q[0], 2);',
      'h 1; cx 1 0; cx 1 0',
    );
  });
  it('return values', () => {
    expectOperations('def twice(int a) -> int { return 2 * a; } qubit[5] q; h q[twice(2)];', 'h 4');
    expectOperations(
      'def m(qubit q) -> bit { return measure q; } qubit[2] q; bit c = m(q[1]);',
      'measure 1 -> 1; assign',
    );
  });
  it('have variables of their own in each call', () => {
    const circuit = circuitOf(
      'def m(qubit q) -> bit { bit b = measure q; return b; } qubit[2] q; bit c = m(q[0]) ^ m(q[1]);',
    );
    const bits = circuit.operations.flatMap((operation) => (operation.kind === 'measure' ? [operation.bit] : []));
    assert.equal(new Set(bits).size, 2);
    assert.deepEqual(
      circuit.bits.map(({ name, output }) => [name, output]),
      [
        ['c', true],
        ['b', false],
        ['b', false],
      ],
    );
  });
});

describe('pragmas', () => {
  it('come with the circuit: name, content without quotes, and its place', () => {
    const text =
      'OPENQASM 3.0;\npragma ketlab.observable "Z0 * Z1"\nqubit[2] q;\n#pragma other some words  \npragma bare\n';
    const { pragmas = [] } = circuitOf(text);
    assert.deepEqual(
      pragmas.map(({ name, content, start, end }) => [name, content, text.slice(start, end)]),
      [
        ['ketlab.observable', 'Z0 * Z1', 'Z0 * Z1'],
        ['other', 'some words', 'some words'],
        ['bare', '', ''],
      ],
    );
  });
});

describe('what cannot be elaborated', () => {
  it('leaves the rest as it is', () => {
    const { circuit } = compile(
      'file:///test.qasm',
      'include "stdgates.inc"; qubit[2] q; h q[0]; nonsense q[1]; x q[7]; cx q[0], q[1];',
    );
    assert.equal(notation(circuit), 'h 0; cx 0 1');
    assert.equal(circuit.complete, false);
  });
  it('is shown, with the reason, where it is valid', () => {
    const { circuit, diagnostics } = compile(
      'file:///test.qasm',
      'OPENQASM 3.0; include "stdgates.inc"; qubit[2] q; input int i; h q[i]; x q[0];',
    );
    assert.equal(notation(circuit), 'unsupported; x 0');
    assert.deepEqual(
      diagnostics.map(({ severity, code }) => [severity, code]),
      [['hint', 'not-simulated']],
    );
  });
  it('is reported where values do not fit their types', () => {
    const { diagnostics } = compile('file:///test.qasm', 'OPENQASM 3.0; for duration i in [0:1] { }');
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['type-mismatch'],
    );
  });
  it('leaves nothing of the attempt to unroll a loop without end', () => {
    const { circuit } = compile('file:///test.qasm', 'OPENQASM 3.0; int i = 1; while (i > 0) { i |= 2; }');
    assert.deepEqual(
      circuit.operations.map(({ kind }) => kind),
      ['assign', 'while'],
    );
    assert.deepEqual(circuit.origins, []);
  });
  it('ends at a limit, which is said', () => {
    for (const body of [
      'for int i in [1:200] { for int j in [1:200] { for int k in [0:199] { h q[k]; } } }',
      'while (true) { }',
    ]) {
      const { circuit, diagnostics } = compile(
        'file:///test.qasm',
        `OPENQASM 3.0; include "stdgates.inc"; qubit[200] q; ${body}`,
        {
          maxOperations: 1000,
        },
      );
      assert.ok(circuit.operations.length <= 1000);
      if (body.startsWith('for'))
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          ['too-large'],
        );
    }
    const { diagnostics } = compile(
      'file:///test.qasm',
      'OPENQASM 3.0; include "stdgates.inc"; qubit[1000000000] q; h q;',
    );
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['too-large'],
    );
  });
});

describe('compilation', () => {
  const words = [
    'qubit',
    '[2]',
    ' q',
    ';',
    'bit',
    ' c',
    '=',
    'measure',
    'if',
    '(',
    ')',
    '{',
    '}',
    'for',
    ' int',
    ' i',
    ' in',
    '[0:2]',
    'h',
    'cx',
    ',',
    'gate',
    ' g',
    'def',
    ' f',
    'return',
    'while',
    'true',
    '1',
    '-',
    'ctrl',
    '@',
    'inv',
    'let',
    '++',
    'switch',
    'case',
    'box',
    'delay',
    'include "stdgates.inc";',
    'OPENQASM 3.0;',
    'const',
    'array[int, 2]',
    'end',
    'break',
    'reset',
    'barrier',
    'rx(pi)',
    'duration',
    'complex',
    '100ns',
    '2im',
    '<<',
    '/',
    '0',
    '[0]',
    'sizeof(',
    '$0',
    '\n',
    'q[0]',
  ] as const;

  it('never throws, whatever the text', () => {
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(soup, (text) => {
        const { circuit } = compile('file:///test.qasm', text);
        assert.doesNotThrow(() => JSON.stringify(circuit));
        for (const { start, end } of circuit.operations) assert.ok(0 <= start && start < end && end <= text.length);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
  it('gives a circuit that is plain data', () => {
    const circuit = circuitOf(
      'input float a; qubit[2] q; bit c; gate g(t) p { rx(t) p; } g(a) q[0]; c = measure q[0]; if (c) { x q[1]; }',
    );
    assert.deepEqual(JSON.parse(JSON.stringify(circuit)), circuit);
  });
});
