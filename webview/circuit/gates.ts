/**
 * How each gate of the standard libraries is drawn: its symbol, the family that gives its colour, and how many of
 * its qubits are controls. Knows nothing of circuits or positions.
 */

/** A text with an index and an exponent: R with z, S with †. */
export interface Label {
  readonly text: string;
  readonly sub?: string;
  readonly sup?: string;
}

/** Gates that belong together have one colour. */
export type Family = 'pauli' | 'hadamard' | 'phase' | 'rotation' | 'swap' | 'user' | 'measure' | 'classical' | 'other';

export interface GateSymbol {
  /** How many of the gate's qubits, the first ones, are controls. */
  readonly controls: number;
  /** `not`, `z` and `swap` have a sign of their own where they are controlled or, for `swap`, always. */
  readonly sign: 'box' | 'not' | 'z' | 'swap';
  readonly label: Label;
  readonly family: Family;
  /** Its inverse needs no dagger. */
  readonly selfInverse?: boolean;
}

const label = (text: string, sub?: string, sup?: string): Label => ({
  text,
  ...(sub === undefined ? {} : { sub }),
  ...(sup === undefined ? {} : { sup }),
});

const box = (family: Family, name: Label): GateSymbol => ({ controls: 0, sign: 'box', label: name, family });
const controlled = (controls: number, base: GateSymbol): GateSymbol => ({ ...base, controls });

const X: GateSymbol = { controls: 0, sign: 'not', label: label('X'), family: 'pauli', selfInverse: true };
const Y: GateSymbol = { ...box('pauli', label('Y')), selfInverse: true };
const Z: GateSymbol = { controls: 0, sign: 'z', label: label('Z'), family: 'pauli', selfInverse: true };
const H: GateSymbol = { ...box('hadamard', label('H')), selfInverse: true };
const SX = box('pauli', label('√X'));
const P = box('phase', label('P'));
const RX = box('rotation', label('R', 'x'));
const RY = box('rotation', label('R', 'y'));
const RZ = box('rotation', label('R', 'z'));
const U = box('rotation', label('U'));
const U3 = box('rotation', label('U', '3'));
const SWAP: GateSymbol = { controls: 0, sign: 'swap', label: label('SWAP'), family: 'swap', selfInverse: true };

const SYMBOLS: ReadonlyMap<string, GateSymbol> = new Map(
  Object.entries({
    x: X,
    y: Y,
    z: Z,
    h: H,
    s: box('phase', label('S')),
    sdg: box('phase', label('S', undefined, '†')),
    t: box('phase', label('T')),
    tdg: box('phase', label('T', undefined, '†')),
    sx: SX,
    sxdg: box('pauli', label('√X', undefined, '†')),
    id: box('other', label('I')),
    p: P,
    phase: P,
    rx: RX,
    ry: RY,
    rz: RZ,
    r: box('rotation', label('R')),
    rxx: box('rotation', label('R', 'xx')),
    ryy: box('rotation', label('R', 'yy')),
    rzz: box('rotation', label('R', 'zz')),
    rzx: box('rotation', label('R', 'zx')),
    u: U,
    U,
    u0: box('rotation', label('U', '0')),
    u1: box('phase', label('U', '1')),
    u2: box('rotation', label('U', '2')),
    u3: U3,
    swap: SWAP,
    iswap: box('swap', label('iSWAP')),
    cx: controlled(1, X),
    CX: controlled(1, X),
    cy: controlled(1, Y),
    cz: controlled(1, Z),
    ch: controlled(1, H),
    csx: controlled(1, SX),
    cs: controlled(1, box('phase', label('S'))),
    csdg: controlled(1, box('phase', label('S', undefined, '†'))),
    cp: controlled(1, P),
    cphase: controlled(1, P),
    cu1: controlled(1, box('phase', label('U', '1'))),
    crx: controlled(1, RX),
    cry: controlled(1, RY),
    crz: controlled(1, RZ),
    cu: controlled(1, U),
    cu3: controlled(1, U3),
    ccx: controlled(2, X),
    ccz: controlled(2, Z),
    cswap: controlled(1, SWAP),
    c3x: controlled(3, X),
    c3sqrtx: controlled(3, SX),
    c3sx: controlled(3, SX),
    c4x: controlled(4, X),
    rccx: box('other', label('RCCX')),
    rc3x: box('other', label('RC3X')),
    rcccx: box('other', label('RC3X')),
    ecr: box('other', label('ECR')),
    dcx: box('other', label('DCX')),
  }),
);

/** The symbol of a gate of a standard library, or `undefined` where the name is all there is. */
export function standardSymbol(name: string): GateSymbol | undefined {
  return SYMBOLS.get(name);
}
