import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { compile } from '../../../language/compile.ts';
import { applyEdits, type FormattingOptions, format } from '../../../language/features/formatting.ts';
import { parse } from '../../../language/syntax/parser.ts';
import { TokenKind } from '../../../language/syntax/tokens.ts';
import { expectFormatted, expectUnchanged, marked } from '../markers.ts';
import { generatedProgram } from './programs.ts';

const samplesFolder = path.resolve('extension/samples');
const samples = readdirSync(samplesFolder).map((name) => ({
  name,
  text: readFileSync(path.join(samplesFolder, name), 'utf8'),
}));

function formatted(text: string, options?: FormattingOptions): string {
  return applyEdits(text, format(parse(text), options));
}

/** All tokens that are no white space, comments among them. */
function words(text: string): string[] {
  const { tokens } = parse(text);
  const found: string[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i]! === TokenKind.whitespace || tokens.kinds[i]! === TokenKind.newline) continue;
    found.push(`${tokens.kinds[i]} ${text.slice(tokens.starts[i], tokens.starts[i + 1])}`);
  }
  return found;
}

function checkLaws(text: string): void {
  const once = formatted(text);
  assert.deepEqual(words(once), words(text));
  if (parse(text).diagnostics.length === 0) assert.deepEqual(parse(once).diagnostics, []);
  assert.equal(formatted(once), once, `formatting twice is not formatting once: ${JSON.stringify(text)}`);
}

/** A circuit without the places its parts come from. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => {
      if (key === 'span' || key === 'start' || key === 'end') return undefined;
      if (typeof part === 'bigint') return `${part}n`;
      return part instanceof Map ? [...part] : part;
    }),
  );
}

describe('formatting', () => {
  it('gives each statement a line', () => {
    expectFormatted('qubit q;h q;  x q ;\n', 'qubit q;\nh q;\nx q;\n');
  });

  it('indents blocks and keeps their brace on the line', () => {
    expectFormatted(
      'gate g(a,b) q,r\n{\nrx(a) q;\n      cx q,r;}\ndef f(int n)->bit{return 1;}\ngate e q {  }',
      'gate g(a, b) q, r {\n  rx(a) q;\n  cx q, r;\n}\ndef f(int n) -> bit {\n  return 1;\n}\ngate e q {}\n',
    );
  });

  it('lays out branches, loops and cases', () => {
    expectFormatted(
      'if(a==1){x q;}\nelse if(b) {y q;} else\n{ z q; }\nfor int i in[0:2:n-1]{x q[i];}while(!b){b=true;}',
      'if (a == 1) {\n  x q;\n} else if (b) {\n  y q;\n} else {\n  z q;\n}\nfor int i in [0:2:n - 1] {\n  x q[i];\n}\nwhile (!b) {\n  b = true;\n}\n',
    );
    expectFormatted(
      'switch(n){case 1,2{x q;}default{y q;}}',
      'switch (n) {\n  case 1, 2 {\n    x q;\n  }\n  default {\n    y q;\n  }\n}\n',
    );
    expectFormatted('if(c) x q; else y q;', 'if (c) x q; else y q;\n');
    expectFormatted('if(c) for int i in {0,1} {x q;} else y q;', 'if (c) for int i in {0, 1} {\n  x q;\n} else y q;\n');
    expectFormatted('if (c)\nx q;\nelse\ny q;', 'if (c)\n  x q;\nelse\n  y q;\n');
  });

  it('spaces operators, commas, modifiers and brackets', () => {
    expectFormatted(
      'const int n=-3+2*(1-x)**2;ctrl ( 2 )@ inv@ pow( -1/2 )  @ rx( pi/2 )q [ 0 ],r;c+=1;measure q->c;let a=q[0:1]++r[{0,1}];int[8] y=int[8] (z)<<1;',
      'const int n = -3 + 2 * (1 - x) ** 2;\nctrl(2) @ inv @ pow(-1 / 2) @ rx(pi / 2) q[0], r;\nc += 1;\nmeasure q -> c;\nlet a = q[0:1] ++ r[{0, 1}];\nint[8] y = int[8](z) << 1;\n',
    );
    expectFormatted('delay [ 100ns ] q;box[ 2us ]{x q;}', 'delay[100ns] q;\nbox[2us] {\n  x q;\n}\n');
  });

  it('keeps one blank line and none at the edges', () => {
    expectFormatted('\n\nqubit q;\n\n\n\nh q;\n\n\n', 'qubit q;\n\nh q;\n');
    expectFormatted('gate g q {\n\n\nx q;\n\n}', 'gate g q {\n  x q;\n}\n');
    expectFormatted('', '');
    expectFormatted(' \n ', '');
  });

  it('keeps comments where they are', () => {
    expectFormatted(
      '// top\nqubit q;// the qubit\ngate g a { // why\n// inside\nx a;   // aligned\n/* next */ y a; /* after */ z a;\n// last\n}',
      '// top\nqubit q; // the qubit\ngate g a { // why\n  // inside\n  x a;   // aligned\n  /* next */ y a; /* after */\n  z a;\n  // last\n}\n',
    );
    expectFormatted('cx q, // control\nr; // target', 'cx q, // control\n  r; // target\n');
    expectFormatted('h /* a */ q /* b */;', 'h /* a */ q /* b */;\n');
  });

  it('keeps the lines of long lists', () => {
    expectFormatted(
      'array[int, 2, 2] m = {\n{1,2},\n      {3,4}\n};',
      'array[int, 2, 2] m = {\n  {1, 2},\n  {3, 4}\n};\n',
    );
    expectFormatted('cx q[0],\nq[1];', 'cx q[0],\n  q[1];\n');
  });

  it('leaves pragmas, annotations and calibrations alone', () => {
    expectFormatted(
      '#pragma  a   b\n@ketlab.x   y  z\n   qubit q;\ncal{ any   thing;\n  }\ndefcal x $0{  play( 1 );}',
      '#pragma  a   b\n@ketlab.x   y  z\nqubit q;\ncal { any   thing;\n  }\ndefcal x $0 {  play( 1 );}\n',
    );
  });

  it('leaves broken statements as they are, and lays out the others', () => {
    expectFormatted('qubit   q;\nh   q[;\nx   q;', 'qubit q;\nh   q[;\nx q;\n');
    expectFormatted('h   q[; x   q;\nx   q;', 'h   q[; x   q;\nx q;\n');
    expectUnchanged('h   q[');
    expectUnchanged('gate g a {   x   a;');
    expectUnchanged('/* open');
  });

  it('can be asked for a range alone', () => {
    const { text, ranges } = marked('qubit   a;\n<|qubit   b;|>\nqubit   c;\n');
    assert.equal(applyEdits(text, format(parse(text), {}, ranges[0])), 'qubit   a;\nqubit b;\nqubit   c;\n');
  });

  it('takes the width of the indentation, tabs and line ends as they are', () => {
    expectFormatted('gate g q{x q;}', 'gate g q {\n    x q;\n}\n', { indentSize: 4 });
    expectFormatted('gate g q{x q;}', 'gate g q {\n\tx q;\n}\n', { useTabs: true });
    expectFormatted('qubit q;\r\nh  q;', 'qubit q;\r\nh q;\r\n');
  });

  it('changes white space alone, and nothing the second time', () => {
    for (const { text } of samples) checkLaws(text);
    fc.assert(fc.property(generatedProgram, checkLaws), { seed: 1, numRuns: 500 });
  });

  it('holds to its laws in broken programs', () => {
    for (const { text } of samples) {
      for (let end = 0; end < text.length; end += 7) checkLaws(text.slice(0, end));
      const { count, starts } = parse(text).tokens;
      for (let i = 0; i < count; i += 3) checkLaws(text.slice(0, starts[i]) + text.slice(starts[i + 1]));
    }
  }).timeout(20_000);

  it('bears any depth and any number', () => {
    for (const text of ['{'.repeat(1e5), 'if (a) x q; else '.repeat(1e4), '(['.repeat(1e4), '@a\n'.repeat(1e4)]) {
      const once = formatted(text);
      assert.equal(once.replace(/\s/g, ''), text.replace(/\s/g, ''));
    }
  });

  for (const { name, text } of samples) {
    it(`has nothing to change in ${name}`, () => assert.equal(formatted(text), text));

    it(`leaves the circuit of ${name} as it is`, () => {
      const [before, after] = [text, formatted(text)].map((each) => compile('file:///a.qasm', each));
      assert.deepEqual(withoutPlaces(after!.circuit), withoutPlaces(before!.circuit));
    });
  }
});
