// The device of a program: its pragmas, the setting, and what is reported where.
import assert from 'node:assert/strict';
import { type Compilation, type CompileOptions, compile } from '../../../language/compile.ts';
import { resolveDevice } from '../../../language/device/resolveDevice.ts';
import { marked } from '../markers.ts';

const files: Readonly<Record<string, string>> = {
  'late.device.json':
    '{"name": "late", "qubits": {"count": 3, "all": {"t1_us": 1, "t2_us": 3}}, "gates": {"x": {"all": {}}}}',
  'broken.device.json': '{"name": }',
};

function compiled(text: string, options: CompileOptions = {}): Compilation {
  const readFile = (path: string) => {
    const content = files[path];
    return content === undefined ? undefined : { uri: `file:///${path}`, text: content };
  };
  return compile('file:///p.qasm', text, {
    resolveDevice: (reference) => resolveDevice(reference, readFile),
    ...options,
  });
}

/** The only problem of the program, which must be at the mark. */
function problem(text: string, options: CompileOptions = {}) {
  const source = marked(text);
  const { diagnostics } = compiled(source.text, options);
  const [found, ...others] = diagnostics.filter(({ severity }) => severity !== 'hint');
  assert.deepEqual(others, []);
  assert.ok(found, 'nothing is reported');
  assert.deepEqual({ start: found.start, end: found.end }, source.ranges[0]);
  return found;
}

const program = (...lines: readonly string[]) =>
  ['OPENQASM 3.0;', ...lines, 'qubit[2] q;', 'U(0, 0, 1) q[0];'].join('\n');

describe('the device of a program', () => {
  it('is the one that its pragma names', () => {
    const { device } = compiled(program('pragma ketlab.device "manila"'), { device: 'torino' });
    assert.deepEqual([device?.device?.name, device?.chosenBy], ['manila', 'pragma']);
  });

  it('is the one that is set, where the program names none', () => {
    const { device } = compiled(program(), { device: ' grid(2x2) ' });
    assert.deepEqual([device?.device?.qubits.length, device?.chosenBy, device?.reference], [4, 'setting', 'grid(2x2)']);
    assert.equal(compiled(program()).device, undefined);
  });

  it('may be named in any kind of quotes, or in none', () => {
    for (const name of ['"linear(3)"', "'linear(3)'", 'linear(3)']) {
      assert.equal(compiled(program(`pragma ketlab.device ${name}`)).device?.device?.qubits.length, 3, name);
    }
  });

  it('has the layout that the program wants', () => {
    const { device } = compiled(program('pragma ketlab.device "manila"', 'pragma ketlab.layout [4, 3]'));
    assert.deepEqual(device?.layout, [4, 3]);
  });

  it('is reported where it is unknown', () => {
    const { code, message } = problem(program('pragma ketlab.device "<|manilla|>"'));
    assert.equal(code, 'unknown-device');
    assert.match(message, /Did you mean 'manila'/);
  });

  it('is reported where its file is broken, with the place in the file', () => {
    const { code, related } = problem(program('pragma ketlab.device "<|broken.device.json|>"'));
    assert.equal(code, 'unknown-device');
    assert.equal(related?.[0]?.uri, 'file:///broken.device.json');
  });

  it('is used where its file has values that cannot be, and they are reported', () => {
    const text = program('pragma ketlab.device "<|late.device.json|>"');
    const { code, message, related } = problem(text);
    assert.equal(code, 'device-file');
    assert.match(message, /and 2 more/);
    assert.equal(related?.length, 3);
    assert.ok(compiled(marked(text).text).device?.device);
  });

  it('is reported where it is too small, at the qubits where a setting names it', () => {
    assert.equal(problem(program('pragma ketlab.device "<|linear(1)|>"')).code, 'device-too-small');
    const bySetting = 'OPENQASM 3.0;\nqubit[2] <|q|>;\nU(0, 0, 1) q[0];';
    assert.equal(problem(bySetting, { device: 'linear(1)' }).code, 'device-too-small');
  });

  for (const [why, layout, message] of [
    ['names qubits that the device lacks', '[0, 7]', /no qubit 7: its qubits are 0 to 4/],
    ['names a qubit twice', '[1, 1]', /both be on qubit 1/],
    ['places too few qubits', '[1]', /2 qubits, but this places 1/],
    ['places too many qubits', '[1, 2, 3]', /2 qubits, but this places 3/],
  ] as const) {
    it(`says where a layout ${why}, and does without it`, () => {
      const text = program('pragma ketlab.device "manila"', `pragma ketlab.layout <|${layout}|>`);
      const { code, message: said } = problem(text);
      assert.equal(code, 'invalid-layout');
      assert.match(said, message);
      assert.equal(compiled(marked(text).text).device?.layout, undefined);
    });
  }

  for (const pragma of [
    'ketlab.device <|"|>',
    'ketlab.layout <|0, 1|>',
    'ketlab.layout <|[a]|>',
    'ketlab.layout <|[]|>',
  ]) {
    it(`asks for the right form of '${pragma}'`, () => {
      assert.equal(problem(program(`pragma ${pragma}`)).code, 'invalid-device-pragma');
    });
  }

  it('is the last one of several, which is reported', () => {
    const text = program('pragma ketlab.device "manila"', '<|pragma ketlab.device "jakarta"|>');
    assert.equal(problem(text).code, 'invalid-device-pragma');
    assert.equal(compiled(marked(text).text).device?.device?.name, 'jakarta');
  });

  it('is looked for by nobody where no one can', () => {
    const { device, diagnostics } = compile('file:///p.qasm', program('pragma ketlab.device "manilla"'));
    assert.equal(device, undefined);
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity !== 'hint'),
      [],
    );
  });
});
