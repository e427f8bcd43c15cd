import assert from 'node:assert/strict';
import { Twirler } from '../../../../extension/worker/mitigate/twirl/twirl.ts';
import { randomStreams } from '../../../../extension/worker/simulate/random.ts';
import { adjoint, distance, type Matrix, multiply } from '../../../../language/circuit/matrix.ts';
import { circuitOf, unitaryOf } from '../../../language/circuit/circuits.ts';
import { expected } from './problems.ts';

/** Up to a global phase. */
function assertSame(one: Matrix, other: Matrix): void {
  const { data, dimension } = multiply(adjoint(one), other);
  const scaled = data.map((_, at) => {
    const [re, im] = [data[at - (at % 2)]!, data[at - (at % 2) + 1]!];
    const phase = [data[0]!, -data[1]!] as const;
    return at % 2 === 0 ? re * phase[0] - im * phase[1] : re * phase[1] + im * phase[0];
  });
  const identity = Float64Array.from(scaled, (_, at) => (at % (2 * (dimension + 1)) === 0 ? 1 : 0));
  assert.ok(distance({ data: scaled, dimension }, { data: identity, dimension }) < 1e-9);
}

const CLIFFORDS = [
  'cx',
  'cz',
  'cy',
  'swap',
  'ctrl @ x',
  'negctrl @ x',
  'inv @ cy',
  'crx(pi)',
  'cp(pi)',
  'ctrl @ pow(2) @ s',
];

describe('Pauli twirling', () => {
  for (const gate of CLIFFORDS) {
    it(`keeps what ${gate} does, with each of its sixteen pairs`, () => {
      const circuit = circuitOf(`qubit[2] q; ${gate} q[0], q[1];`);
      const twirler = new Twirler(circuit);
      const wanted = unitaryOf(circuit);
      const keys = new Set<string>();
      for (let stream = 0; keys.size < 16 && stream < 400; stream++) {
        const drawn = twirler.draw(randomStreams(1)(stream));
        if (keys.has(drawn.key)) continue;
        keys.add(drawn.key);
        assertSame(unitaryOf(drawn.circuit), wanted);
      }
      assert.equal(keys.size, 16);
    });
  }

  it('leaves other gates as they are, and says so', () => {
    const twirler = new Twirler(circuitOf('qubit[2] q; cp(0.3) q[0], q[1]; cx q[0], q[1];'));
    assert.match(twirler.warnings.join(), /A gate on several qubits cannot be twirled/);
    assert.equal(twirler.draw(randomStreams(1)(1)).key.length, 1);
  });

  it('turns coherent errors into mixtures, which grow less', async () => {
    const program = `qubit[2] q; h q; ${'cz q[0], q[1];'.repeat(8)} h q;`;
    const noise = 'crosstalk(0.1)';
    const raw = await expected(program, 'Z0', [{ technique: 'none' }], { noise });
    const { value } = await expected(program, 'Z0', [{ technique: 'twirl', options: { variants: 60 } }], { noise });
    // (cos 0.1)^8 where the errors are a mixture, cos 0.8 where they add up.
    assert.ok(Math.abs(raw.value - Math.cos(0.8)) < 1e-9);
    assert.ok(Math.abs(value - Math.cos(0.1) ** 8) < 0.08, `${value}`);
  });
});
