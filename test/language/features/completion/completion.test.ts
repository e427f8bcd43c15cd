import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../../../language/compile.ts';
import { completion } from '../../../../language/features/completion/completion.ts';
import { completed, completionsAt, forBrokenSamples, labelsAt } from '../../markers.ts';

const head = 'OPENQASM 3.1;\ninclude "stdgates.inc";\nqubit[2] q;\nbit[2] c;\n';

/** The labels hold all of these, and none of those. */
function expectAmong(source: string, wanted: string, unwanted = ''): void {
  const labels = labelsAt(source);
  for (const name of wanted.split(' ').filter(Boolean)) assert.ok(labels.includes(name), `${name} is missing`);
  for (const name of unwanted.split(' ').filter(Boolean)) assert.ok(!labels.includes(name), `${name} is offered`);
}

describe('completion', () => {
  describe('of statements', () => {
    it('offers gates with their parameters and operands', () => {
      assert.equal(completed(`${head}r<|>`, 'rx'), `${head}rx(‹θ›) ‹q[0]›;`);
      assert.equal(completed(`${head}<|>`, 'cx'), `${head}cx ‹q[0]›, ‹q[1]›;`);
      assert.equal(completed(`${head}<|>`, 'ccx'), `${head}ccx ‹a›, ‹b›, ‹c›;`);
      assert.equal(completed(`${head}<|>`, 'gphase'), `${head}gphase(‹γ›);`);
      assert.equal(completed(`${head}r<|>x(1) q;`, 'ry'), `${head}ry(1) q;`);
      assert.equal(
        completed('gate mine(a) x { U(a, 0, 0) x; } qubit w; <|>', 'mine').slice(-12),
        'mine(‹a›) ‹w›;'.slice(-12),
      );
    });

    it('offers those of the library that is not included, with the include', () => {
      assert.equal(completed('qubit q;\nh<|>', 'h'), 'include "stdgates.inc";\nqubit q;\nh ‹q›;');
      assert.equal(
        completed('OPENQASM 2.0;\nqreg q[1];\nh<|>', 'h'),
        'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[1];\nh ‹q[0]›;',
      );
      const twice = labelsAt(`${head}<|>`).filter((label) => label === 'h');
      assert.equal(twice.length, 1);
    });

    it('offers the words of the place', () => {
      expectAmong(
        '<|>',
        'OPENQASM include qubit gate def if for let const input',
        'qreg opaque return break else case',
      );
      expectAmong(`${head}<|>`, 'qubit gate measure c', 'OPENQASM q return');
      expectAmong('qubit q;<|>', 'gate', 'OPENQASM');
      expectAmong('OPEN<|>', 'OPENQASM');
      expectAmong('OPENQASM 2.0;\n<|>', 'qreg creg opaque gate if measure', 'qubit for def let ctrl while');
      expectAmong(`${head}gate g a { <|> }`, 'h ctrl for', 'g measure reset if qubit gate while int c');
      expectAmong(`${head}def f(qubit r) { <|> }`, 'h return if int measure f', 'qubit gate include def break');
      expectAmong(`${head}while (true) { <|> }`, 'break continue h int', 'qubit gate return');
      expectAmong(`${head}if (c == 1) <|>`, 'h reset', 'qubit gate');
      expectAmong(`${head}if (c == 1) { } <|>`, 'else');
      expectAmong(`${head}switch (1) { <|> }`, 'case default', 'h qubit');
      expectAmong(`${head}switch (1) { case 1 { } <|> }`, 'case default', 'h qubit');
      expectAmong(`${head}switch (1) { case 1 { <|> } }`, 'h', 'case default');
    });

    it('goes on behind a statement whose end was forgotten', () => {
      expectAmong(`${head}h q[0]\n<|>`, 'cx measure');
      expectAmong(`${head}h q[0] <|>`, '', 'cx measure q');
    });

    it('fills in qubits and bits that are there', () => {
      assert.equal(completed(`${head}m<|>`, 'measure'), `${head}measure ‹q[0]› -> ‹c[0]›;`);
      assert.equal(completed(`${head}def f(qubit a, int n) { <|> }`, 'f').slice(-13), 'f(‹a›, ‹n›); }'.slice(-13));
    });
  });

  describe('of operands', () => {
    it('offers qubits only', () => {
      assert.deepEqual(labelsAt(`${head}h <|>`), ['q', 'q[0]', 'q[1]']);
      assert.deepEqual(labelsAt(`${head}rx(0.5) <|>`), ['q', 'q[0]', 'q[1]']);
      assert.deepEqual(labelsAt(`${head}reset <|>;`), ['q', 'q[0]', 'q[1]']);
      assert.deepEqual(labelsAt(`${head}measure <|>`), ['q', 'q[0]', 'q[1]']);
      assert.deepEqual(labelsAt(`${head}c = measure <|>;`), ['q', 'q[0]', 'q[1]']);
      assert.deepEqual(labelsAt(`${head}delay[1ns] <|>`), ['q', 'q[0]', 'q[1]']);
      assert.deepEqual(labelsAt(`${head}if (c == 1) h <|>`), ['q', 'q[0]', 'q[1]']);
      assert.deepEqual(labelsAt('gate g(t) x, y { h <|> }'), ['x', 'y']);
    });

    it('offers none twice', () => {
      assert.deepEqual(labelsAt(`${head}cx q[0], <|>`), ['q[1]']);
      assert.deepEqual(labelsAt('gate g x, y { cx y, <|> }'), ['x']);
    });

    it('offers bits behind an arrow, as many as are measured', () => {
      assert.deepEqual(labelsAt(`${head}measure q -> <|>`), ['c']);
      assert.deepEqual(labelsAt(`${head}bit d; measure q[0] -> <|>`), ['c[0]', 'c[1]', 'd']);
    });

    it('offers elements within brackets', () => {
      assert.deepEqual(labelsAt(`${head}h q[<|>]`).slice(0, 2), ['0', '1']);
      expectAmong(`${head}for int i in [0:1] { h q[<|>] }`, '0 i', 'q pi');
    });
  });

  describe('of values', () => {
    it('offers numbers for the angles of gates', () => {
      const text = `${head}input float w; const int n = 1; def f(int a) -> int { return a; }`;
      expectAmong(`${text} rx(<|>) q;`, 'w n pi tau euler sin f', 'q c h measure');
      expectAmong(`${text} rx(2 * <|>`, 'w n pi', 'q');
      expectAmong(`${text} rx(w <|>`, '', 'w pi');
      expectAmong(`${text} gate g(a) x { rx(<|>) x; }`, 'a n pi cos', 'w f x');
      expectAmong('OPENQASM 2.0; gate g(a) x { U(<|>', 'a pi ln sin', 'tau log');
    });

    it('offers constants where a value must be known', () => {
      const text = 'int v; const int n = 1;';
      expectAmong(`${text} qubit[<|>] q;`, 'n', 'v');
      expectAmong(`${text} const int m = <|>;`, 'n sin', 'v measure m');
    });

    it('offers a measurement where its outcome fits', () => {
      expectAmong(`${head}bit b = <|>`, 'measure c');
      expectAmong(`${head}c[0] = <|>`, 'measure');
      expectAmong(`${head}int i = <|>`, 'c', 'measure i');
      expectAmong(`${head}def f(qubit r) -> bit { return <|> }`, 'measure');
    });

    it('offers qubits for the parameters that are qubits', () => {
      assert.deepEqual(labelsAt(`${head}def f(int i, qubit r) { } f(1, <|>)`), ['q', 'q[0]', 'q[1]']);
    });

    it('offers times for durations', () => {
      assert.deepEqual(labelsAt(`${head}duration d = 1ns; int i; delay[<|>] q;`), ['d']);
    });
  });

  it('offers types where a type must stand', () => {
    expectAmong('def f(<|>', 'int qubit readonly', 'void h');
    expectAmong('def f(int i) -> <|>', 'bit int', 'qubit');
    expectAmong('const <|>', 'int float', 'qubit const');
    expectAmong('for <|>', 'int uint', 'qubit duration');
    assert.deepEqual(labelsAt('for int i <|>'), ['in']);
    assert.deepEqual(labelsAt('gate g(<|>'), []);
    assert.deepEqual(labelsAt('int <|>'), []);
  });

  it('offers gates and modifiers behind a modifier', () => {
    expectAmong(`${head}ctrl @ <|>`, 'x ctrl inv gphase', 'measure qubit q');
    assert.equal(completed(`${head}ctrl @ <|>`, 'x'), `${head}ctrl @ x ‹q[0]›, ‹q[1]›;`);
    assert.deepEqual(labelsAt(`${head}ctrl @ x q[0], <|>`), ['q[1]']);
  });

  it('offers versions and paths', () => {
    assert.deepEqual(labelsAt('OPENQASM <|>'), ['3.1', '3.0', '3', '2.0']);
    assert.deepEqual(labelsAt('include "<|>";'), ['stdgates.inc', 'qelib1.inc']);
    const listFiles = (folder: string) => (folder === '' ? ['gates/', 'a.inc'] : [`${folder.slice(0, -1)}.inc`]);
    assert.deepEqual(labelsAt('include "<|>', { listFiles }), ['stdgates.inc', 'qelib1.inc', 'a.inc', 'gates/']);
    assert.equal(completed('include "gates/<|>";', 'gates.inc', { listFiles }), 'include "gates/gates.inc";');
    assert.equal(completed('include <|>', 'stdgates.inc'), 'include "stdgates.inc";');
  });

  it('offers pragmas and annotations', () => {
    expectAmong('pragma <|>', 'ketlab.device ketlab.train', '@ketlab.weight');
    expectAmong('pragma ketlab.<|>', 'ketlab.device ketlab.train');
    expectAmong('pragma ketlab.device "<|>"', 'manila torino grid(4x5)', 'ketlab.device');
    assert.equal(completed('pragma ketlab.device "m<|>"', 'manila'), 'pragma ketlab.device "manila"');
    assert.equal(completed('pragma ketlab.device <|>', 'heavy-hex(3)'), 'pragma ketlab.device "heavy-hex(3)"');
    assert.equal(completed('pragma ketlab.d<|>', 'ketlab.device'), 'pragma ketlab.device "‹manila›"');
    assert.deepEqual(labelsAt('pragma ketlab.train t<|>'), [
      'baseline',
      'batch',
      'decode',
      'discount',
      'episodes',
      'optimizer',
      'rate',
      'task',
    ]);
    assert.equal(completed('@<|>', 'ketlab.weight'), '@ketlab.weight init=‹normal(0,0.1)›');
    assert.deepEqual(labelsAt('@ketlab.weight <|>\ninput float x;'), ['init', 'rate']);
    assert.deepEqual(labelsAt('pragma of another tool <|>'), []);
    assert.deepEqual(labelsAt('@other <|>\nqubit q;'), []);
    assert.equal(completed('@ketlab.<|>', '@ketlab.weight'), '@ketlab.weight init=‹normal(0,0.1)›');
    assert.deepEqual(labelsAt('@ketlab.f<|>\ninput float x;'), ['@ketlab.feature', '@ketlab.weight']);
  });

  it('offers nothing within comments, strings, numbers and calibrations', () => {
    const places = [
      '// h<|>',
      '/* <|> */',
      '/* <|>',
      'bit[2] c = "0<|>1";',
      'int i = 12<|>;',
      'cal { <|> }',
      'int i = 1 <|>',
    ];
    for (const place of places) assert.deepEqual(labelsAt(place), [], place);
    expectAmong('/* a */<|>', 'qubit');
  });

  it('says what an item is', () => {
    const items = completionsAt(`${head}// Turns.\ngate turn(a) x { }\n<|>`);
    const turn = items.find(({ label }) => label === 'turn');
    assert.deepEqual([turn?.kind, turn?.detail, turn?.documentation], ['gate', 'gate turn(a) x', 'Turns.']);
  });

  it('never throws, and replaces a word around the place', function () {
    this.timeout(20_000);
    const check = (text: string, step: number) => {
      const { program } = compile('file:///a.qasm', text);
      for (let offset = text.length; offset >= 0; offset -= step) {
        const { replaced } = completion(program, offset);
        assert.ok(replaced.start <= offset && offset <= replaced.end);
      }
    };
    for (const name of readdirSync('extension/samples')) check(readFileSync(`extension/samples/${name}`, 'utf8'), 1);
    forBrokenSamples((text) => check(text, 61));
  });
});
