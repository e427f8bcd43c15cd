// What the editor shows of a device: above the program, at its lines, in hovers, and what is wrong.
import assert from 'node:assert/strict';
import { compile } from '../../../../language/compile.ts';
import { codeActions } from '../../../../language/features/codeActions.ts';
import { lensPlaces } from '../../../../language/features/noise/lensPlaces.ts';
import { lineCosts } from '../../../../language/features/noise/lineCosts.ts';
import { noiseHints } from '../../../../language/features/noise/noiseHints.ts';
import { noiseHover } from '../../../../language/features/noise/noiseHover.ts';
import { noiseLenses } from '../../../../language/features/noise/noiseLenses.ts';
import { analyzed, problemsOf, program } from './analyses.ts';

const BELL = 'qubit[2] q;\nbit[2] c;\nh q[0];\ncx q[0], q[1];\nc = measure q;';
/** Without T1 and T2; a native gate on two qubits fails in 4 %, a readout in 10 % of all cases. */
const LINE = 'linear(3, error1=0, error2=0.032, readout=0.1, t1=1000s, t2=1000s)';

const hintsOf = (text: string, style: 'off' | 'compact' | 'full'): readonly string[] =>
  noiseHints(text, lineCosts(text, analyzed(text).analysis.budget), style).map(
    ({ offset, label }) => `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)} ${label}`,
  );

const hoverAt = (text: string, word: string): string | undefined => {
  const { compilation, analysis } = analyzed(text);
  const start = text.indexOf(word);
  return noiseHover(analysis, compilation.program, { start, end: start + word.length });
};

describe('noise in the editor', () => {
  it('stands over the statement that names the device, and leaves the next line to the exact losses', () => {
    const over = (text: string) => {
      const { estimate, exact } = lensPlaces(compile('file:///test.qasm', text).tree)!;
      return [estimate, exact].map(({ start, end }) => text.slice(start, end));
    };
    const [estimate, exact] = over(program('manila', BELL));
    assert.deepEqual([estimate, exact], ['pragma ketlab.device "manila"', BELL.slice(0, exact!.length)]);
    const moved = `OPENQASM 3.0; ${BELL.replaceAll('\n', ' ')}\npragma ketlab.device "manila"`;
    assert.deepEqual(new Set(over(`${moved}\n`)), new Set(['pragma ketlab.device "manila"']));
  });

  it('says above the program how likely it succeeds, and how large it is on the device', () => {
    const { compilation, analysis } = analyzed(program('manila', BELL));
    const [success, size] = noiseLenses(compilation.tree, analysis).map(({ title }) => title);
    assert.match(success!, /^manila: 9\d(\.\d)? % success$/);
    assert.match(size!, /^1 two-qubit gate · depth \d+ · 5\.7\d µs$/);
  });

  it('shows at the lines that cost something how likely nothing has gone wrong by then', () => {
    // A process infidelity of 0.04; Z on the control alone, Z on the target and both change nothing that is measured.
    const gate = 1 - (0.04 * 12) / 15;
    const text = program(LINE, BELL);
    const shown = (value: number) => `${Number((value * 100).toFixed(1))} %`;
    assert.deepEqual(hintsOf(text, 'compact'), [
      `cx q[0], q[1]; ${shown(gate)}`,
      `c = measure q; ${shown(gate * 0.81)}`,
    ]);
    assert.match(hintsOf(text, 'full')[1]!, /^c = measure q; 78\.\d % \(−19 %: readout 19 %\)$/);
    assert.deepEqual(hintsOf(text, 'off'), []);
  });

  it('offers a fix once that helps against several problems', () => {
    const text = program('manila', `pragma ketlab.layout [0, 3]\n${BELL}`);
    const problems = problemsOf(text);
    const { compilation } = analyzed(text);
    const place = text.indexOf('cx');
    const actions = codeActions(compilation, compilation.diagnostics, { start: place, end: place + 2 }, problems);
    const fixes = actions.filter(({ title }) => title.startsWith('Place the qubits on'));
    assert.deepEqual(
      fixes.map((fix) => fix.fixes?.map(({ code }) => code)),
      [['poor-coupler', 'avoidable-swaps']],
    );
  });

  it('tells of a gate what it becomes, on which qubits, what that costs, and by which channel', () => {
    const hover = hoverAt(program('manila', `pragma ketlab.layout [3, 4]\n${BELL}`), 'cx')!;
    assert.match(hover, /^\*\*On manila\*\*: \d\.\d+ % error, \d+(\.\d)? % of the loss, estimated\./);
    assert.match(hover, /\| `cx` \| 3, 4 \|&emsp;0\.\d+ % \|&emsp;334 ns \|/);
    assert.match(hover, /Channel: depolarizing and relaxation \(qubit 3: T1 179 µs, T2 54\.4 µs; qubit 4: /);
    assert.match(hoverAt(program('manila', BELL), 'measure')!, /reads 1 for \|0⟩ in 0\.\d+ %/);
  });

  it('says of a gate that reaches no measurement that it costs nothing', () => {
    const text = program('manila', 'qubit[2] q;\nbit c;\nh q[0];\nx q[1];\nc = measure q[0];');
    assert.match(hoverAt(text, 'x q') ?? hoverAt(text, 'x')!, /costs nothing/);
  });

  it('says nothing of words that do not run', () => {
    assert.equal(hoverAt(program('manila', BELL), 'qubit'), undefined);
  });

  it('reports where a circuit does not fit, once, as the rules and comments want it', () => {
    const text = (comment = '') => program('manila', `x $7;${comment}\nbit c = measure $7;`);
    const codes = (...parameters: Parameters<typeof problemsOf>) =>
      problemsOf(...parameters).map(({ diagnostic: { code, severity } }) => `${code} ${severity}`);
    assert.deepEqual(codes(text()), ['does-not-fit warning']);
    assert.deepEqual(codes(text(), undefined, { 'does-not-fit': 'error' }), ['does-not-fit error']);
    assert.deepEqual(codes(text(), undefined, { 'does-not-fit': 'off' }), []);
    assert.deepEqual(codes(text(' // ketlab-ignore does-not-fit')), []);
  });

  it('leaves a program alone that is too wide: that is said already', () => {
    assert.deepEqual(problemsOf(program('manila', 'qubit[6] q;\nh q;')), []);
  });
});
