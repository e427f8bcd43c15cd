/** Programs that use all that generated code must get right: each standard gate, modifiers, random and dynamic circuits. */
import { type Random, randomStreams } from '../../../extension/worker/simulate/random.ts';
import { libraryText } from '../../../language/semantics/libraries.ts';

export interface NamedProgram {
  readonly name: string;
  readonly text: string;
}

interface Gate {
  readonly name: string;
  readonly parameters: number;
  readonly qubits: number;
}

/** The gates that a library defines. */
function gatesOf(library: string): Gate[] {
  const text = libraryText(`ketlab-library:/${library}`) ?? '';
  return [...text.matchAll(/^gate (\w+)(?:\(([^)]*)\))? ([^{]*)\{/gm)].map(
    ([, name = '', parameters = '', qubits = '']) => ({
      name,
      parameters: parameters === '' ? 0 : parameters.split(',').length,
      qubits: qubits.split(',').length,
    }),
  );
}

const STDGATES = gatesOf('stdgates.inc');
const QELIB1 = gatesOf('qelib1.inc');
const HEADS = {
  stdgates: 'OPENQASM 3.0;\ninclude "stdgates.inc";\n',
  qelib1: 'OPENQASM 2.0;\ninclude "qelib1.inc";\n',
  mixed: 'OPENQASM 3.0;\ninclude "qelib1.inc";\n',
};
const MODIFIERS = [
  '',
  'ctrl @ ',
  'negctrl @ ',
  'inv @ ',
  'pow(2) @ ',
  'pow(-3) @ ',
  'pow(0.5) @ ',
  'ctrl @ inv @ ',
  'ctrl(2) @ ',
];

function call({ name, parameters, qubits }: Gate, first: number): string {
  // Qiskit wants whole numbers of `u0`.
  const angles = Array.from({ length: parameters }, (_, index) =>
    name === 'u0' ? '1' : (0.4 + 0.9 * index).toFixed(1),
  );
  const wires = Array.from({ length: qubits }, (_, index) => `q[${first + index}]`);
  return `${name}${parameters > 0 ? `(${angles.join(', ')})` : ''} ${wires.join(', ')};`;
}

/** Every standard gate by itself; in version 3 under every modifier, on superpositions that show relative phases. */
export function gatePrograms(): NamedProgram[] {
  const version2 = QELIB1.map((gate) => ({
    name: `qelib1 ${gate.name}`,
    text: `${HEADS.qelib1}qreg q[5];\n${call(gate, 0)}\n`,
  }));
  const version3 = (['stdgates', 'mixed'] as const).flatMap((library) =>
    (library === 'stdgates' ? [...STDGATES, { name: 'U', parameters: 3, qubits: 1 }] : QELIB1).flatMap((gate) =>
      MODIFIERS.map((modifier) => {
        const controls =
          modifier.includes('(2) @') && modifier.startsWith('ctrl') ? 2 : Number(modifier.includes('ctrl'));
        const wires = Array.from({ length: controls }, (_, index) => `q[${gate.qubits + index}], `).join('');
        const width = Math.max(2, gate.qubits + controls);
        const [head = '', tail = ''] = call(gate, 0).split(/ (?=q\[0\])/);
        return {
          name: `${library} ${modifier}${gate.name}`,
          text: `${HEADS[library]}qubit[${width}] q;\n${modifier}${head} ${wires}${tail}\n`,
        };
      }),
    ),
  );
  return [...version2, ...version3];
}

/** Random circuits of standard gates, user gates and modifiers. */
export function randomPrograms(count: number): NamedProgram[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomStreams(1)(index);
    const isVersion2 = index % 3 === 0;
    return {
      name: `random ${index}`,
      text: isVersion2 ? randomVersion2(random) : randomVersion3(random),
    };
  });
}

const below = (random: Random, bound: number): number => Math.floor(random() * bound);

function shuffled(random: Random, count: number): number[] {
  const wires = Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index--) {
    const other = below(random, index + 1);
    [wires[index], wires[other]] = [wires[other]!, wires[index]!];
  }
  return wires;
}

function randomCall(random: Random, gates: readonly Gate[], wires: readonly string[], parameter?: string): string {
  // Qiskit wants whole numbers of `u0`.
  const fitting = gates.filter(({ name, qubits }) => qubits <= wires.length && name !== 'u0');
  const gate = fitting[below(random, fitting.length)]!;
  const order = shuffled(random, wires.length);
  const angle = () => {
    if (parameter && random() < 0.5) return `${parameter} / 2 - ${(random() * 3).toFixed(2)}`;
    return random() < 0.5 ? `pi / ${1 + below(random, 8)}` : (random() * 12 - 6).toFixed(3);
  };
  const angles = Array.from({ length: gate.parameters }, angle);
  const own = order.slice(0, gate.qubits).map((wire) => wires[wire]!);
  return `${gate.name}${angles.length > 0 ? `(${angles.join(', ')})` : ''} ${own.join(', ')};`;
}

function randomVersion2(random: Random): string {
  const body = Array.from({ length: 4 }, () => randomCall(random, QELIB1, ['a', 'b', 'c'], 'amount'));
  const wires = ['q[0]', 'q[1]', 'r[0]', 'r[1]', 'r[2]'];
  const own: Gate = { name: 'mine', parameters: 1, qubits: 3 };
  const calls = Array.from({ length: 8 }, () => randomCall(random, [...QELIB1, own, own, own], wires));
  return `${HEADS.qelib1}gate mine(amount) a, b, c { ${body.join(' ')} }\nqreg q[2];\nqreg r[3];\n${calls.join('\n')}\n`;
}

function randomVersion3(random: Random): string {
  const body = Array.from({ length: 4 }, () => randomCall(random, STDGATES, ['a', 'b'], 'amount'));
  const modified = `gate outer(amount) a, b, c { ctrl @ mine(amount) a, b, c; U(amount, 1, 2) b; gphase(amount / 3); inv @ s c; }`;
  const own: Gate[] = [
    { name: 'mine', parameters: 1, qubits: 2 },
    { name: 'outer', parameters: 1, qubits: 3 },
  ];
  const wires = ['q[0]', 'q[1]', 'q[2]', 'lone'];
  const calls = Array.from({ length: 8 }, () => {
    const kind = below(random, 8);
    if (kind > 3) return randomCall(random, [...STDGATES, ...own, ...own], wires);
    const [control = '', ...rest] = shuffled(random, 4).map((wire) => wires[wire]!);
    const text = randomCall(random, [...STDGATES, ...own], rest);
    const at = text.search(/ (?:q\[|lone)/);
    const head = text.slice(0, at);
    const others = text.slice(at);
    return [
      `ctrl @ ${head} ${control},${others}`,
      `negctrl @ inv @ ${head} ${control},${others}`,
      `inv @ ${head}${others}`,
      `pow(3) @ ${head}${others}`,
    ][kind]!;
  });
  return `${HEADS.stdgates}gate mine(amount) a, b { ${body.join(' ')} }\n${modified}\nqubit[3] q;\nqubit lone;\n${calls.join('\n')}\n`;
}

/** Measurement, reset, branches and loops. */
export function dynamicPrograms(): NamedProgram[] {
  const setup = 'qubit[3] q; bit[3] c; ry(0.8) q[0]; ry(1.1) q[1]; ry(2.0) q[2];';
  const programs: Readonly<Record<string, string>> = {
    'measure in other places': `${setup} c[2] = measure q[0]; c[0] = measure q[1]; c[1] = measure q[2];`,
    'one bit': `${setup} c[0] = measure q[0]; if (c[0]) x q[1]; c[1] = measure q[1];`,
    'one bit or else': `${setup} c[0] = measure q[0]; if (!c[0]) { ry(0.5) q[1]; h q[2]; } else { x q[1]; } c[1:2] = measure q[1:2];`,
    'a register': `${setup} bit[2] d; d = measure q[0:1]; if (d == 2) x q[2]; c[2] = measure q[2];`,
    'not a register': `${setup} bit[2] d; d = measure q[0:1]; if (d != 1) x q[2]; else ry(0.3) q[2]; c[2] = measure q[2];`,
    'two bits': `${setup} bit a; bit b; a = measure q[0]; b = measure q[1]; if (a && !b) x q[2]; if (a || b) z q[2]; c[2] = measure q[2];`,
    parity: `${setup} c[0] = measure q[0]; c[1] = measure q[1]; if ((c[0] ^ c[1]) == 1) x q[2]; c[2] = measure q[2];`,
    order: `${setup} c[0:1] = measure q[0:1]; if (uint[3](c) < 2) x q[2]; c[2] = measure q[2];`,
    nested: `${setup} c[0] = measure q[0]; c[1] = measure q[1]; if (c[0]) { if (c[1]) x q[2]; else h q[2]; } c[2] = measure q[2];`,
    reset: `${setup} reset q[0]; cx q[1], q[0]; c = measure q;`,
    'measured twice': `${setup} c[0] = measure q[0]; h q[0]; c[1] = measure q[0]; if (c[1]) x q[1]; c[2] = measure q[1];`,
    'dropped outcome': `${setup} measure q[0]; c[1:2] = measure q[1:2];`,
    while: `${setup} c[0] = measure q[0]; while (c[0]) { h q[0]; c[0] = measure q[0]; } c[1] = measure q[1];`,
    break: `${setup} c[0] = measure q[0]; while (c[0]) { h q[0]; c[1] = measure q[0]; if (c[1]) break; c[0] = measure q[0]; }`,
    switch: `${setup} bit[2] d; d = measure q[0:1]; switch (uint[2](d)) { case 0, 3 { x q[2]; } case 1 { ry(0.7) q[2]; } default { h q[2]; } } c[2] = measure q[2];`,
    'unset bits': `${setup} if (c[2]) x q[0]; c[0] = measure q[0];`,
    'assigned bits': `${setup} c = "101"; c[0] = measure q[0]; if (c[2]) x q[1]; c[1] = measure q[1];`,
    'copied bit': `${setup} c[0] = measure q[0]; c[1] = c[0]; if (c[1]) x q[2]; c[2] = measure q[2];`,
    'conditioned user gate': `gate flip(t) a, b { cx a, b; ry(t) b; } ${setup} c[0] = measure q[0]; if (c[0]) flip(0.4) q[1], q[2]; c[1:2] = measure q[1:2];`,
    barrier: `${setup} barrier q; h q[0]; barrier q[0], q[1]; c = measure q;`,
    delay: `${setup} delay[100ns] q[0]; c = measure q;`,
    box: `${setup} box { x q[0]; cx q[0], q[1]; } c = measure q;`,
    input: `input float theta; ${setup} rx(theta / 2 + 1) q[0]; ctrl @ p(-theta) q[0], q[1]; rz(sin(theta)) q[2]; h q; c = measure q;`,
    'input in a gate': `input float theta; gate tilt(t) a { rx(t) a; rz(-2 * t) a; h a; } ${setup} tilt(theta) q[0]; ctrl @ tilt(theta / 3) q[1], q[2]; c = measure q;`,
    clifford:
      'qubit[3] q; bit[3] c; h q[0]; cx q[0], q[1]; sx q[2]; cz q[1], q[2]; ry(pi / 2) q[2]; crz(pi) q[0], q[1]; c = measure q;',
    feedback:
      'qubit[3] q; bit[3] c; h q[0]; h q[1]; c[0] = measure q[0]; c[1] = measure q[1]; if (c[0] == c[1]) y q[2]; c[2] = measure q[2];',
  };
  return Object.entries(programs).map(([name, body]) => ({
    name: `dynamic ${name}`,
    text: `${HEADS.stdgates.replace('3.0', '3.1')}${body}\n`,
  }));
}
