// The command line, as a user starts it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import packageJson from '../../../package.json';
import { buildPrograms, type Programs } from '../programs.ts';

const BELL = `OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
bit[2] c;
h q[0];
cx q[0], q[1];
c = measure q;
`;
const WRONG = 'OPENQASM 3.0;\nqubit q;\n  nosuchgate q;\n';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('ketlab', function () {
  // Processes start slowly on a busy machine.
  this.timeout(20_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'ketlab-cli-'));
  let programs: Programs;

  before(async () => {
    programs = await buildPrograms();
    writeFileSync(path.join(folder, 'bell.qasm'), BELL);
    writeFileSync(path.join(folder, 'wrong.qasm'), WRONG);
    writeFileSync(path.join(folder, 'binary.qasm'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0xfe]));
    writeFileSync(path.join(folder, 'gates.inc'), 'gate flip a { U(3.141592653589793, 0, 3.141592653589793) a; }\n');
    writeFileSync(path.join(folder, 'including.qasm'), 'OPENQASM 3.0;\ninclude "gates.inc";\nqubit q;\nflip q;\n');
    writeFileSync(path.join(folder, 'ansatz.qasm'), 'input float theta;\nqubit q;\nU(theta, 0, 0) q;\n');
  });
  after(() => {
    programs?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function ketlab(
    args: readonly string[],
    { input = '', killAfterMs = 0, signal = 'SIGINT' as const, node = [] as readonly string[] } = {},
  ): Promise<Ended> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [...node, programs.cli, ...args], { cwd: folder });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.stdin.end(input);
      if (killAfterMs > 0) setTimeout(() => child.kill(signal), killAfterMs);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  describe('on a machine whose WebAssembly lacks SIMD', () => {
    const text = `OPENQASM 3.0;\ninclude "stdgates.inc";\ninput float a;\nqubit[10] q;\nh q;
for int i in [0:8] { rz(0.3 * i) q[i]; cx q[i], q[i + 1]; ry(a) q[i]; }\n`;
    const inputs = ['--bind', 'a=0.2', '--observable', 'X0*Z4 + 0.5*Y2*Y3', '--json'];
    const ways: readonly (readonly [string, readonly string[]])[] = [
      ['state vectors', ['run', 'layers.qasm', '--method', 'statevector', '--shots', '1', '--seed', '1']],
      [
        'density matrices',
        [
          'run',
          'few.qasm',
          '--method',
          'density',
          '--noise',
          'relaxation(10us, 12us, 1us)',
          '--shots',
          '1',
          '--seed',
          '1',
        ],
      ],
      ['gradients', ['gradient', 'layers.qasm']],
    ];
    for (const [name, args] of ways) {
      it(`finds the same ${name} in plain TypeScript`, async () => {
        writeFileSync(path.join(folder, 'layers.qasm'), text);
        writeFileSync(path.join(folder, 'few.qasm'), text.replace('[10]', '[6]').replace('[0:8]', '[0:4]'));
        const [compiled, plain] = await Promise.all([
          ketlab([...args, ...inputs]),
          ketlab([...args, ...inputs], { node: ['--no-enable-sse4-1'] }),
        ]);
        assert.deepEqual([compiled.stderr, compiled.code, plain.stderr, plain.code], ['', 0, '', 0]);
        const numbers = ({ stdout }: Ended) =>
          [...stdout.matchAll(/"value": ?(-?[\d.e-]+)/g)].map(([, value]) => Number(value));
        const [own, others] = [numbers(compiled), numbers(plain)];
        assert.ok(own.length > 0 && own.length === others.length, compiled.stdout);
        own.forEach((value, index) => {
          assert.ok(Math.abs(value - others[index]!) < 1e-12, `${value} ${others[index]}`);
        });
      });
    }
  });

  describe('explain', () => {
    it('prints the page of a code', async () => {
      const { code, stdout } = await ketlab(['explain', 'unknown-gate']);
      assert.equal(code, 0);
      assert.equal(stdout, readFileSync('extension/docs/diagnostics/unknown-gate.md', 'utf8'));
    });

    it('lists all codes without one, and suggests the nearest for one that is not there', async () => {
      assert.match((await ketlab(['explain'])).stdout, /^unused-qubit +hint +Unused qubits$/m);
      const { code, stderr } = await ketlab(['explain', 'unknown-gaet']);
      assert.equal(code, 2);
      assert.match(stderr, /^There is no diagnostic 'unknown-gaet'. Did you mean 'unknown-gate'\?/);
    });
  });

  describe('check', () => {
    it('takes rules for what is no error of the language', async () => {
      const input = 'OPENQASM 3.0; qubit q;';
      const { code, stdout } = await ketlab(['check', '-', '--rule', 'unused-qubit=error'], { input });
      assert.equal(code, 1);
      assert.match(stdout, /^<stdin>:1:21: error: The qubit 'q' is never used. \[unused-qubit\]$/m);
      const wrong = ['unused-qubit=loud', 'unused-qbit=off', 'unknown-gate=off'].map((rule) =>
        ketlab(['check', 'bell.qasm', '--rule', rule]),
      );
      const [level, unknown, fixed] = await Promise.all(wrong);
      assert.match(level?.stderr ?? '', /^A rule is CODE=off\|hint\|info\|warning\|error, not/);
      assert.match(unknown?.stderr ?? '', /^There is no diagnostic 'unused-qbit'/);
      assert.match(fixed?.stderr ?? '', /^'unknown-gate' makes a program illegal/);
    });

    it('says nothing but the sum of a file without errors', async () => {
      const ended = await ketlab(['check', 'bell.qasm']);
      assert.deepEqual(ended, { code: 0, stdout: '1 file: 0 errors, 0 warnings\n', stderr: '' });
    });

    it('prints file, line, column, severity, message and code, and exits with 1', async () => {
      const { code, stdout } = await ketlab(['check', 'bell.qasm', 'wrong.qasm']);
      assert.equal(code, 1);
      assert.match(stdout, /^wrong\.qasm:3:3: error: .*nosuchgate.* \[unknown-gate\]\n2 files: 1 error, 0 warnings\n$/);
    });

    it('reads standard input', async () => {
      const { code, stdout } = await ketlab(['check', '-'], { input: WRONG });
      assert.equal(code, 1);
      assert.match(stdout, /^<stdin>:3:3: error:/);
    });

    it('finds included files beside the file', async () => {
      assert.equal((await ketlab(['check', 'including.qasm'])).code, 0);
    });

    it('says which file is missing or binary, and checks the others', async () => {
      const { code, stdout } = await ketlab(['check', 'missing.qasm', 'binary.qasm', 'bell.qasm']);
      assert.equal(code, 1);
      assert.deepEqual(stdout.split('\n').slice(0, 3), [
        'missing.qasm: there is no such file.',
        'binary.qasm: this is not a text file in UTF-8.',
        '3 files: 2 errors, 0 warnings',
      ]);
    });

    it('checks the circuits of a folder and of those below it', async () => {
      mkdirSync(path.join(folder, 'circuits', 'inner'), { recursive: true });
      writeFileSync(path.join(folder, 'circuits', 'inner', 'wrong.qasm'), WRONG);
      writeFileSync(path.join(folder, 'circuits', 'bell.qasm3'), BELL);
      writeFileSync(path.join(folder, 'circuits', 'notes.txt'), 'no circuit');
      const { code, stdout } = await ketlab(['check', 'circuits']);
      assert.equal(code, 1);
      assert.match(stdout, /^circuits.inner.wrong\.qasm:3:3: error: .*\n2 files: 1 error, 0 warnings\n$/);
    });

    it('prints JSON, SARIF or GitHub workflow commands on demand', async () => {
      const [json, sarif, github] = await Promise.all(
        ['json', 'sarif', 'github'].map((format) => ketlab(['check', 'wrong.qasm', '--format', format])),
      );
      assert.deepEqual([json?.code, sarif?.code, github?.code], [1, 1, 1]);
      assert.equal(JSON.parse(json?.stdout ?? '').files[0].diagnostics[0].code, 'unknown-gate');
      assert.equal(JSON.parse(sarif?.stdout ?? '').runs[0].results[0].ruleId, 'unknown-gate');
      assert.match(
        github?.stdout ?? '',
        /^::error file=wrong\.qasm,line=3,endLine=3,col=3,endColumn=13,title=unknown-gate::/,
      );
    });

    it('takes an empty file', async () => {
      assert.equal((await ketlab(['check', '-'])).code, 0);
    });
  });

  describe('format', () => {
    const untidy = 'qubit   q;\nU(0,0,0)q;\n';
    const tidy = 'qubit q;\nU(0, 0, 0) q;\n';
    const file = path.join(folder, 'untidy.qasm');
    beforeEach(() => writeFileSync(file, untidy));

    it('writes files', async () => {
      assert.deepEqual(await ketlab(['format', 'untidy.qasm']), { code: 0, stdout: '', stderr: '' });
      assert.equal(readFileSync(file, 'utf8'), tidy);
      assert.equal((await ketlab(['format', '--check', 'untidy.qasm'])).code, 0);
    });

    it('names with --check the files that differ, and leaves them', async () => {
      const ended = await ketlab(['format', '--check', 'untidy.qasm', 'bell.qasm']);
      assert.deepEqual(ended, { code: 1, stdout: 'untidy.qasm\n', stderr: '' });
      assert.equal(readFileSync(file, 'utf8'), untidy);
    });

    it('takes standard input to standard output', async () => {
      assert.deepEqual(await ketlab(['format', '-'], { input: untidy }), { code: 0, stdout: tidy, stderr: '' });
    });

    it('keeps a byte-order mark', async () => {
      writeFileSync(file, `\uFEFF\n${untidy}`);
      assert.equal((await ketlab(['format', 'untidy.qasm'])).code, 0);
      assert.equal(readFileSync(file, 'utf8'), `\uFEFF${tidy}`);
    });

    it('says which file it cannot read, and formats the others', async () => {
      const { code, stderr } = await ketlab(['format', 'missing.qasm', 'untidy.qasm']);
      assert.deepEqual([code, stderr], [1, 'missing.qasm: there is no such file.\n']);
      assert.equal(readFileSync(file, 'utf8'), tidy);
      assert.equal((await ketlab(['format'])).code, 2);
    });
  });

  describe('convert', () => {
    it('writes a circuit in another language', async () => {
      const { code, stdout, stderr } = await ketlab(['convert', 'bell.qasm', '--to', 'quirk']);
      assert.deepEqual([code, stderr], [0, '']);
      assert.deepEqual(JSON.parse(stdout), { cols: [['H'], ['•', 'X'], ['Measure', 'Measure']] });
    });

    it('writes to a file', async () => {
      assert.equal((await ketlab(['convert', 'bell.qasm', '--to', 'qasm2', '-o', 'bell2.qasm'])).code, 0);
      assert.match(readFileSync(path.join(folder, 'bell2.qasm'), 'utf8'), /^OPENQASM 2\.0;/);
    });

    it('says where the circuit has what the language cannot express', async () => {
      const { code, stdout, stderr } = await ketlab(['convert', 'ansatz.qasm', '--to', 'stim']);
      assert.deepEqual([code, stdout], [1, '']);
      assert.equal(stderr, "ansatz.qasm:1:13: error: Stim cannot express the input 'theta'.\n");
    });

    it('refuses a program with errors', async () => {
      const { code, stderr } = await ketlab(['convert', 'wrong.qasm', '--to', 'qiskit']);
      assert.equal(code, 1);
      assert.match(stderr, /^wrong\.qasm:3:3: error:/);
    });
  });

  describe('draw', () => {
    it('draws text by default', async () => {
      const { code, stdout } = await ketlab(['draw', 'bell.qasm']);
      assert.equal(code, 0);
      assert.match(stdout, /q\[0\].*H/s);
    });

    it('writes SVG to a file', async () => {
      const { code, stdout } = await ketlab(['draw', 'bell.qasm', '--format', 'svg', '-o', 'bell.svg']);
      assert.deepEqual([code, stdout], [0, '']);
      assert.match(readFileSync(path.join(folder, 'bell.svg'), 'utf8'), /^<svg [\s\S]*<\/svg>\n$/);
    });

    it('draws along time on a device', async () => {
      const list = await ketlab(['draw', 'bell.qasm', '--timeline', '--device', 'manila']);
      assert.equal(list.code, 0);
      assert.match(list.stdout, /^ +0 ns .* sx \$\d$/m);
      assert.match(list.stdout, /in all\n$/);
      const drawing = await ketlab(['draw', 'bell.qasm', '--timeline', '--device', 'manila', '--format', 'svg']);
      assert.match(drawing.stdout, /class="axis"/);
    });

    it('reports errors instead, and folders it cannot write to', async () => {
      const wrong = await ketlab(['draw', 'wrong.qasm']);
      assert.deepEqual([wrong.code, wrong.stdout], [1, '']);
      assert.match(wrong.stderr, /^wrong\.qasm:3:3: error:/);
      const { code, stderr } = await ketlab(['draw', 'bell.qasm', '-o', 'no/such/folder.svg']);
      assert.equal(code, 1);
      assert.match(stderr, /cannot be written/);
    });
  });

  describe('run', () => {
    it('prints the same JSON, byte for byte, for the same seed', async () => {
      const args = ['run', 'bell.qasm', '--shots', '1000', '--seed', '1', '--json'];
      const [first, second] = await Promise.all([ketlab(args), ketlab(args)]);
      assert.deepEqual(first, second);
      assert.equal(first.code, 0);
      const { counts, shots, provenance } = JSON.parse(first.stdout);
      assert.equal(counts['00'] + counts['11'], 1000);
      assert.deepEqual([shots, provenance.seed], [1000, 1]);
    });

    it('prints keys in ascending order, numbers or not', async () => {
      const input = 'qubit[2] q; U(1.5, 0, 0) q;';
      const { stdout } = await ketlab(['run', '-', '--json', '--seed', '3'], { input });
      assert.deepEqual(stdout.match(/"[01]{2}"/g), ['"00"', '"01"', '"10"', '"11"']);
    });

    it('prints a table for people', async () => {
      const { stdout } = await ketlab(['run', 'bell.qasm', '--shots', '1000', '--seed', '1']);
      const lines = stdout.split('\n');
      assert.equal(lines[0], 'bell.qasm: 1000 shots, seed 1');
      assert.equal(lines[1], 'Simulated by dense state vector: 2 qubits, 64 bytes');
      assert.match(stdout, /^00 +\d+ +\d+\.\d % {2}█+.?\n11 +\d+ +\d+\.\d % {2}█+.?$/m);
    });

    it('puts each register of an outcome below its name', async () => {
      const input = 'qubit[2] low; qubit high; U(3.141592653589793, 0, 0) low[0];';
      const { stdout } = await ketlab(['run', '-', '--seed', '1'], { input });
      assert.deepEqual(stdout.split('\n').slice(4, 6), ['high low', `   0  01  1024  100.0 %  ${'█'.repeat(40)}`]);
    });

    it('takes inputs by name, and asks for those that are missing', async () => {
      const given = await ketlab(['run', 'ansatz.qasm', '--input', `theta=${Math.PI}`, '--json', '--seed', '1']);
      const bound = await ketlab(['run', 'ansatz.qasm', '--bind', 'theta=pi', '--json', '--seed', '1']);
      assert.equal(bound.stdout, given.stdout);
      assert.deepEqual(JSON.parse(given.stdout).counts, { 1: 1024 });
      const { code, stderr } = await ketlab(['run', 'ansatz.qasm']);
      assert.equal(code, 1);
      assert.match(stderr, /^ansatz\.qasm:1:\d+: error: The program needs a value for its input theta \(float\)\./);
    });

    it('prints an expectation value and the amplitudes where they are asked for', async () => {
      const options = ['--observable', 'Z0*Z1 - 0.5*X0*X1', '--state', '--seed', '1'];
      const { stdout } = await ketlab(['run', 'bell.qasm', ...options]);
      const [, after = ''] = stdout.split('\n\n⟨');
      assert.match(
        after,
        /^Z0\*Z1 - 0\.5\*X0\*X1⟩ = 0\.500000\n {2}from 1024 shots in each of 2 settings: 0\.5000 ± 0\.0000\n/,
      );
      assert.match(after, /in bits\nq\[0\] {3}0\.000000( {3}0\.000000){2} {3}0\.500000 {3}1\.000000\n/);
      assert.match(after, /end\n00 {2}0\.707107 \+ 0\.000000i\n11 {2}0\.707107 \+ 0\.000000i\n$/);
      const json = JSON.parse((await ketlab(['run', 'bell.qasm', ...options, '--json'])).stdout);
      assert.ok(Math.abs(json.expectation.value - 0.5) < 1e-12);
      assert.deepEqual(Object.keys(json.state.amplitudes).sort(), ['00', '11']);
      const wrong = await ketlab(['run', 'bell.qasm', '--observable', 'Z9']);
      assert.match(
        wrong.stderr,
        /^bell\.qasm: error: The observable 'Z9' is wrong at character 1: There is no qubit 9/,
      );
    });

    it('takes the observable that the program names, and says where it is wrong', async () => {
      const program = (observable: string) => `OPENQASM 3.0;\npragma ketlab.observable "${observable}"\nqubit[2] q;\n`;
      const { stdout } = await ketlab(['run', '-'], { input: `${program('2*ZZ')}U(0, 0, 0) q;\n` });
      assert.match(stdout, /\n⟨2\*Z0\*Z1⟩ = 2\.000000\n/);
      const { code, stderr } = await ketlab(['run', '-'], { input: program('Z2') });
      assert.equal(code, 1);
      assert.match(stderr, /^<stdin>:2:27: error: The observable 'Z2' is wrong at character 1: There is no qubit 2/);
    });

    it('prints exact probabilities, density matrices and fidelities where they are asked for', async () => {
      const options = ['--probabilities', '--density-matrix', '1', '--fidelity', '--noise', 'phase_flip(0.1)'];
      const { stdout } = await ketlab(['run', 'bell.qasm', ...options, '--seed', '1']);
      assert.match(stdout, /^00 +\d+ +\d+\.\d % {2}exactly {2}50\.0 % {2}█+.?$/m);
      assert.match(stdout, /\n\nFidelity with the run without noise\n {2}of the state {5}0\.756000\n.* {2}1\.000000\n/);
      assert.match(
        stdout,
        /\n\nDensity matrix of q\[1\] \(purity 0\.500000\)\n 0\.5000 \+ 0\.0000i {3}0\.0000 \+ 0\.0000i\n/,
      );
      assert.doesNotMatch(stdout, /Amplitudes/);
      const refused = await ketlab(['run', 'bell.qasm', '--fidelity']);
      assert.match(refused.stderr, /^bell\.qasm: error: The fidelity compares a run with noise to one without/);
      const wrong = await ketlab(['run', 'bell.qasm', '--density-matrix', 'q0']);
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /^--density-matrix must be all, or numbers of qubits such as 0,2, not 'q0'\./);
    });

    it('says how much memory a circuit needs that is too large', async () => {
      const { code, stderr } = await ketlab(['run', '-'], { input: 'qubit[1000000000] q;\nU(0, 0, 0) q[0];\n' });
      assert.equal(code, 1);
      assert.match(
        stderr,
        /^<stdin>: error: This circuit needs 2\^1000000004 bytes for 1,000,000,000 qubits; .* available\./,
      );
    });

    it('has an executor run the circuit', async () => {
      const script = path.resolve('test/extension/worker/executor/classicalExecutor.mjs');
      const executor = `"${process.execPath}" "${script}"`;
      writeFileSync(path.join(folder, 'flip.qasm'), BELL.replace('h q[0]', 'x q[0]'));
      const { code, stdout } = await ketlab(['run', 'flip.qasm', '--executor', executor, '--seed', '1']);
      assert.deepEqual([code, stdout.split('\n')[1]], [0, 'Run by classical (good)']);
      assert.match(stdout, /^11 +1024 +100\.0 %/m);
      const refused = await ketlab(['run', 'bell.qasm', '--executor', executor]);
      assert.deepEqual(
        [refused.code, /could not run a circuit: Error: it knows no h q\[0\]/.test(refused.stderr)],
        [1, true],
      );
      const wrong = await ketlab(['run', 'bell.qasm', '--executor', executor, '--noise', 'bit_flip(0.1)']);
      assert.match(wrong.stderr, /^--noise is for Ketlab's simulators/);
    });

    it('is cancelled by Ctrl+C', async () => {
      // No two shots go the same way.
      const input = 'qubit[12] q; bit c; for int i in [0:99] { U(1, 1, 1) q; c = measure q[0]; }';
      const { code, stdout, stderr } = await ketlab(['run', '-', '--shots', '1000000000'], {
        input,
        killAfterMs: 1000,
      });
      assert.deepEqual([code, stdout, stderr], [130, '', 'Cancelled.\n']);
    });

    it('refuses a program with errors', async () => {
      const { code, stderr } = await ketlab(['run', 'wrong.qasm']);
      assert.equal(code, 1);
      assert.match(stderr, /^wrong\.qasm:3:3: error:/);
    });
  });

  describe('usage', () => {
    it('is printed for --help, and the version for --version', async () => {
      const help = await ketlab(['--help']);
      assert.deepEqual([help.code, help.stderr], [0, '']);
      assert.match(help.stdout, /^Usage: ketlab COMMAND/);
      const ofOne = await ketlab(['draw', '--help']);
      assert.deepEqual([ofOne.code, ofOne.stderr], [0, '']);
      assert.match(
        ofOne.stdout,
        /^Usage: ketlab draw FILE\n\n +draw the circuit\n +--format .* --output OUT .*all there is\.\n$/s,
      );
      assert.doesNotMatch(ofOne.stdout, /explain/);
      const version = await ketlab(['--version']);
      assert.deepEqual(version, { code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
    });

    for (const [args, message] of [
      [[], 'Which command?'],
      [['fly'], "There is no command 'fly'."],
      [['check'], "'ketlab check' needs a file or folder."],
      [['check', '--format', 'xml', 'a.qasm'], "There is no format 'xml'. Choose text, json, sarif or github."],
      [['check', '--fast', 'bell.qasm'], "Unknown option '--fast'."],
      [
        ['convert', 'bell.qasm'],
        "'ketlab convert' needs --to and one of: qasm2, qasm3, qiskit, cirq, pennylane, quil, stim, quirk.",
      ],
      [
        ['convert', 'bell.qasm', '--to', 'qsharp'],
        "There is no target 'qsharp'. Choose one of: qasm2, qasm3, qiskit, cirq, pennylane, quil, stim, quirk.",
      ],
      [['draw', 'bell.qasm', '--format', 'gif'], "There is no format 'gif'. Choose ascii, svg, latex."],
      [['run', 'a.qasm', 'b.qasm'], "'ketlab run' takes one file, not 2."],
      [
        ['run', 'bell.qasm', '--method', 'guess'],
        "There is no method 'guess'. Choose automatic, statevector, sparse, density, stabilizer, mps, pauli or reference.",
      ],
      [['run', 'bell.qasm', '--shots', '0'], "--shots must be a whole number from 1 to 2^53 - 1, not '0'."],
      [['run', 'bell.qasm', '--seed', '1e3'], "--seed must be a whole number from 0 to 2^53 - 1, not '1e3'."],
      [
        ['run', 'bell.qasm', '--input', 'theta'],
        "--input wants NAME=VALUE with a number, an expression, true or false, such as --input theta=pi/4; not 'theta'.",
      ],
    ] as const) {
      it(`'ketlab ${args.join(' ')}' explains itself on stderr and exits with 2`, async () => {
        const { code, stdout, stderr } = await ketlab(args);
        assert.deepEqual([code, stdout, stderr.split('\n')[0]], [2, '', message]);
        // Of the command that was meant alone, so that the message stays in sight.
        assert.match(stderr, new RegExp(`\\nUsage: ketlab ${args[0] && args[0] !== 'fly' ? args[0] : 'COMMAND'} \\S`));
        assert.match(stderr, /\n'ketlab --help' prints all there is.\n$/);
        assert.ok(stderr.split('\n').length < 50);
      });
    }
  });

  it('lists the devices, and prints one as a file that it reads again', async () => {
    const list = await ketlab(['devices']);
    assert.match(list.stdout, /^manila +5 +id rz sx x cx +1 % +2\.2 % +145 µs +2024-05-27$/m);
    const { stdout } = await ketlab(['devices', 'linear(2)', '--json']);
    writeFileSync(path.join(folder, 'line.device.json'), stdout);
    const read = await ketlab(['devices', 'line.device.json']);
    assert.match(read.stdout, /^Qubits +2$/m);
    assert.equal((await ketlab(['devices', 'line.device.json', '--json'])).stdout, stdout);
  });

  it('says why there is no such device, and where its file is broken', async () => {
    assert.match(
      (await ketlab(['devices', 'manilla'])).stderr,
      /^There is no device 'manilla'\. Did you mean 'manila'\?/,
    );
    writeFileSync(path.join(folder, 'broken.device.json'), '{\n  "name" "mine"\n}\n');
    const { code, stderr } = await ketlab(['devices', 'broken.device.json']);
    assert.equal(code, 2);
    assert.match(stderr, /A ':' is missing here\. \(line 2, column 10\)/);
  });

  it('checks the device that a program names', async () => {
    writeFileSync(
      path.join(folder, 'small.qasm'),
      'OPENQASM 3.0;\npragma ketlab.device "linear(1)"\nqubit[2] q;\nU(0, 0, 1) q;\n',
    );
    const { stdout } = await ketlab(['check', 'small.qasm']);
    assert.match(stdout, /small\.qasm:2:23: warning: .*2 qubits.*device-too-small/);
  });

  describe('noise', () => {
    const program = (observable: string) =>
      `OPENQASM 3.0;\ninclude "stdgates.inc";\npragma ketlab.device "linear(3, error2=0.02)"\npragma ketlab.layout [2, 0, 1]\n${observable}qubit[3] q;\nbit[2] c;\nx q[0];\ncx q[0], q[2];\nh q[1];\nh q[2];\nh q[2];\nc[0] = measure q[0];\nc[1] = measure q[2];\n`;

    it('prints the budget of the device that the program names, the worst lines first', async () => {
      const { code, stdout } = await ketlab(['noise', '-'], { input: program('') });
      assert.equal(code, 0);
      assert.match(stdout, /^<stdin> on linear\(3, error2=0\.02\)\nEstimated success: \d+\.\d %\n1 two-qubit gate /);
      assert.match(stdout, /LINE\n *\d\.\d+ % +\d+\.\d+ % +8 {2}cx q\[0\], q\[2\];$/m);
      assert.doesNotMatch(stdout, /h q\[1\]/, 'which reaches nothing measured');
    });

    it('gives the whole budget as JSON, and the exact losses with it', async () => {
      const { stdout } = await ketlab(['noise', '-', '--exact', '--json'], { input: program('') });
      const { budget, lines, exact, device } = JSON.parse(stdout);
      assert.equal(device, 'linear(3, error2=0.02)');
      assert.equal(exact.figure, 'distribution');
      const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
      const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);
      near(sum(lines.map(({ share }: { share: number }) => share)), 1);
      near(sum(lines.map(({ loss }: { loss: number }) => loss)), exact.total);
      near(exact.ideal - exact.total - exact.full.value, exact.remainder);
      const text = (await ketlab(['noise', '-', '--exact'], { input: program('') })).stdout;
      assert.match(text, /were the losses independent: 0\.95\d{3}\n/);
      assert.ok(Math.abs(budget.success - exact.full.value) < 0.01, `${budget.success}, ${exact.full.value}`);
    });

    it("takes observables of the program's qubits, wherever the device has them", async () => {
      const input = program('pragma ketlab.observable "Z0*Z2 - 0.5*Z0 + Z1"\n');
      const { stdout } = await ketlab(['noise', '-', '--figure', 'observable', '--json'], { input });
      // x and cx make q[0] and q[2] 1, h leaves q[1] with no Z.
      assert.ok(Math.abs(JSON.parse(stdout).exact.ideal - 1.5) < 1e-9, stdout);
    });

    it('says what is in its way', async () => {
      assert.match((await ketlab(['noise', 'bell.qasm'])).stderr, /^'ketlab noise' needs a device: --device manila/);
      const small = await ketlab(['noise', 'bell.qasm', '--device', 'linear(1)']);
      assert.equal(small.code, 1);
      assert.match(small.stderr, /uses 2 qubits, but the device .* has 1/);
      assert.equal((await ketlab(['noise', 'bell.qasm', '--figure', 'best'])).code, 2);
    });
  });

  it('writes a benchmark with its answer, which a run of it has too', async () => {
    const { code, stdout } = await ketlab(['benchmark', 'clifford-t', '--qubits', '3', '--seed', '5']);
    assert.equal(code, 0);
    const [, value = ''] = /^\/\/ without noise: Z0\*Z1 = (.*)$/m.exec(stdout) ?? [];
    assert.ok(Math.abs(Number(value)) <= 1 && value !== '');
    const run = await ketlab(['run', '-', '--shots', '10', '--json'], { input: stdout });
    assert.ok(Math.abs(JSON.parse(run.stdout).expectation.value - Number(value)) < 1e-9);
    assert.match((await ketlab(['benchmark', 'rb', '--qubits', '3'])).stderr, /takes 1 or 2 qubits/);
  });

  it('fits a circuit to a device, and once more without a change', async () => {
    const { code, stdout } = await ketlab(['fit', 'bell.qasm', '--device', 'ring(4, gate=ecr)', '--layout', '2,1']);
    assert.equal(code, 0);
    assert.match(stdout, /^\/\/ q\[0\] is on \$2\n/);
    const again = await ketlab(['fit', '-', '--device', 'ring(4, gate=ecr)'], { input: stdout });
    assert.equal(again.stdout, stdout.replace(/^\/\/.*\n/gm, ''));
    const json = await ketlab(['fit', 'bell.qasm', '--device', 'linear(3)', '--json']);
    assert.equal(JSON.parse(json.stdout).twoQubitGates, 1);
    const wide = await ketlab(['fit', 'bell.qasm', '--device', 'linear(1)']);
    assert.equal(wide.code, 1);
    assert.match(wide.stderr, /uses 2 qubits, but the device 'linear\(1\)' has 1/);
    assert.equal((await ketlab(['fit', 'bell.qasm'])).code, 2);
  });
});
