/**
 * Definitions of gates that are in wide use but not in a standard library: those of the long `qelib1.inc` for OpenQASM 3,
 * and others under the names that Qiskit gave them, for both versions.
 */

interface Definition {
  /** For OpenQASM 3, over `stdgates.inc`. */
  readonly version3?: string;
  /** For OpenQASM 2, over the long `qelib1.inc`, and for OpenQASM 3 where that has none of its own. */
  readonly both?: string;
  /** The gates that the definition is made of. */
  readonly uses: readonly string[];
}

const DEFINITIONS: Readonly<Record<string, Definition>> = {
  // Of the long qelib1.inc.
  u: { version3: 'gate u(theta, phi, lambda) q { gphase(-theta / 2); U(theta, phi, lambda) q; }', uses: [] },
  u0: { version3: 'gate u0(gamma) q { U(0, 0, 0) q; }', uses: [] },
  sxdg: { version3: 'gate sxdg a { inv @ sx a; }', uses: ['sx'] },
  cu1: { version3: 'gate cu1(lambda) a, b { cp(lambda) a, b; }', uses: ['cp'] },
  cu3: { version3: 'gate cu3(theta, phi, lambda) c, t { cu(theta, phi, lambda, 0) c, t; }', uses: ['cu'] },
  csx: { version3: 'gate csx a, b { ctrl @ sx a, b; }', uses: ['sx'] },
  rzz: { version3: 'gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }', uses: ['cx', 'rz'] },
  rxx: {
    version3: 'gate rxx(theta) a, b { h a; h b; cx a, b; rz(theta) b; cx a, b; h a; h b; }',
    uses: ['h', 'cx', 'rz'],
  },
  rccx: {
    version3: 'gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }',
    uses: ['h', 't', 'tdg', 'cx'],
  },
  rc3x: {
    version3:
      'gate rc3x a, b, c, d { h d; t d; cx c, d; tdg d; h d; cx a, d; t d; cx b, d; tdg d; ' +
      'cx a, d; t d; cx b, d; tdg d; h d; t d; cx c, d; tdg d; h d; }',
    uses: ['h', 't', 'tdg', 'cx'],
  },
  c3x: { version3: 'gate c3x a, b, c, d { ctrl(3) @ x a, b, c, d; }', uses: ['x'] },
  c3sqrtx: { version3: 'gate c3sqrtx a, b, c, d { ctrl(3) @ sx a, b, c, d; }', uses: ['sx'] },
  c4x: { version3: 'gate c4x a, b, c, d, e { ctrl(4) @ x a, b, c, d, e; }', uses: ['x'] },
  // Of no standard library.
  r: {
    both: 'gate r(theta, phi) q { rz(-phi) q; rx(theta) q; rz(phi) q; }',
    uses: ['rx', 'rz'],
  },
  ryy: {
    both:
      'gate ryy(theta) a, b { rx(pi / 2) a; rx(pi / 2) b; cx a, b; rz(theta) b; cx a, b; ' +
      'rx(-pi / 2) a; rx(-pi / 2) b; }',
    uses: ['rx', 'cx', 'rz'],
  },
  rzx: { both: 'gate rzx(theta) a, b { h b; cx a, b; rz(theta) b; cx a, b; h b; }', uses: ['h', 'cx', 'rz'] },
  ccz: { both: 'gate ccz a, b, c { h c; ccx a, b, c; h c; }', uses: ['h', 'ccx'] },
  dcx: { both: 'gate dcx a, b { cx a, b; cx b, a; }', uses: ['cx'] },
  iswap: { both: 'gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }', uses: ['s', 'h', 'cx'] },
};

export interface GateDefinitionText {
  readonly text: string;
  readonly uses: readonly string[];
}

/** How a program of this version can define the gate itself, over the standard library; `undefined` for others. */
export function gateDefinitionText(name: string, version: 2 | 3): GateDefinitionText | undefined {
  const definition = Object.hasOwn(DEFINITIONS, name) ? DEFINITIONS[name] : undefined;
  const text = (version === 3 ? definition?.version3 : undefined) ?? definition?.both;
  return definition && text !== undefined ? { text, uses: definition.uses } : undefined;
}
