// Ketlab's own device files: what they say, what is wrong in them and where, and how they are written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Device } from '../../../language/device/device.ts';
import { deviceSchema } from '../../../language/device/file/format.ts';
import { writeDeviceFile } from '../../../language/device/file/writeDeviceFile.ts';
import { genericDevice } from '../../../language/device/generic/genericDevice.ts';
import { MACHINE_NAMES } from '../../../language/device/machines/machineNames.ts';
import { machine } from '../../../language/device/machines/machines.ts';
import { readDevice } from '../../../language/device/readDevice.ts';

const read = (text: string, name = 'mine.device.json') => readDevice({ uri: `file:///${name}`, text });

function deviceOf(text: string, name?: string): Device {
  const { device, problems } = read(text, name);
  assert.ok(device, JSON.stringify(problems));
  return device;
}

/** The messages, each with the text that it is about. */
const problems = (text: string, name?: string) =>
  read(text, name).problems.map(({ start, end, message }) => `${text.slice(start, end)} | ${message}`);

const small = `{
  "name": "mine",
  "qubits": { "count": 3, "all": { "t1_us": 100, "readout_error": 0.01 }, "2": { "t1_us": 20, "working": false } },
  "coupling": "linear",
  "gates": {
    "rz": { "all": { "error": 0, "duration_ns": 0 } },
    "cx": { "all": { "error": 0.01 }, "1,2": { "error": 0.05 } },
    "ecr": { "directed": true, "0,1": {} }
  },
  "zz_khz": { "0,1": -40 }
}`;

describe('device files', () => {
  it('say of every qubit and gate what "all" says, unless they say otherwise', () => {
    const { qubits, gates, crosstalk } = deviceOf(small);
    assert.deepEqual(
      qubits.map(({ t1, working }) => [t1, working]),
      [
        [1e-4, true],
        [1e-4, true],
        [2e-5, false],
      ],
    );
    assert.deepEqual(
      gates.filter(({ name }) => name === 'cx').map(({ qubits, error }) => `${qubits} ${error}`),
      ['0,1 0.01', '1,0 0.01', '1,2 0.05', '2,1 0.05'],
    );
    assert.deepEqual(
      gates.filter(({ name }) => name === 'ecr').map(({ qubits }) => qubits),
      [[0, 1]],
    );
    assert.equal(gates.filter(({ name }) => name === 'rz').length, 3);
    assert.deepEqual(crosstalk, [{ qubits: [0, 1], rate: -40e3 }]);
  });

  it('may be YAML', () => {
    const yaml = 'name: mine\nqubits:\n  count: 2\n  all: {t1_us: 50}\ngates:\n  cz: {"0,1": {error: 0.01}}\n';
    assert.equal(deviceOf(yaml, 'mine.device.yaml').gates.length, 2);
    assert.deepEqual(problems(yaml.replace('50', 'fast'), 'mine.device.yaml'), ['fast | "t1_us" must be a number.']);
    assert.equal(read('name: [', 'mine.device.yaml').problems[0]?.severity, 'error');
  });

  const broken: readonly (readonly [why: string, from: string, to: string, problem: string])[] = [
    ['a comma is missing', '"mine",', '"mine"', `"qubits" | A ',' is missing before this.`],
    ['a value has the wrong type', '20', '"20"', '"20" | "t1_us" must be a number.'],
    ['a value is out of range', '0.05', '5', '5 | "error" must be at most 1.'],
    ['a field is mistyped', '"t1_us": 20', '"t1_as": 20', '20 | "t1_as" is no field of this. Did you mean "t1_us"?'],
    [
      'a qubit is not there',
      '"2":',
      '"3":',
      '{ "t1_us": 20, "working": false } | "3" is not a qubit. The qubits are 0 to 2.',
    ],
    [
      'a shape has another size',
      '"linear"',
      '"grid(2x2)"',
      '"grid(2x2)" | grid(2x2) has 4 qubits, but the device has 3.',
    ],
    [
      'a shape is none',
      '"linear"',
      '"round"',
      '"round" | "round" is no shape: write pairs, "linear", "ring", "all-to-all" or "grid(2x3)".',
    ],
    ['a number is not a pair', '"0,1": -40', '"0": -40', '-40 | "0" is not a pair of qubits. The qubits are 0 to 2.'],
  ];
  for (const [why, from, to, problem] of broken) {
    it(`say where ${why}`, () => assert.deepEqual(problems(small.replace(from, to)), [problem]));
  }

  it('say what is missing, at what it is missing from', () => {
    assert.deepEqual(problems('{"qubits": {"count": 1}, "gates": {}}'), [
      '{"qubits": {"count": 1}, "gates": {}} | "name" is missing.',
    ]);
  });

  it('say which pairs "all" needs', () => {
    const text = '{"name": "a", "qubits": {"count": 2}, "gates": {"cx": {"all": {}}}}';
    assert.match(problems(text)[0]!, /^\{\} \| Which pairs are all\?/);
  });

  it('are read with a warning where T2 is too long', () => {
    const text = small.replace('"t1_us": 20', '"t1_us": 20, "t2_us": 60');
    const { device, problems: found } = read(text);
    assert.equal(device?.qubits[2]?.t2, 4e-5);
    assert.deepEqual(
      found.map(({ severity, start, end }) => [severity, text.slice(start, end)]),
      [['warning', '60']],
    );
  });

  it('are never more than half read: any beginning of one has a problem with a place', () => {
    for (let length = 0; length < small.length; length += 7) {
      const [problem] = read(small.slice(0, length)).problems;
      assert.ok(problem && problem.start <= length && problem.end <= length, small.slice(0, length));
    }
  });

  it('written, say the same again', () => {
    const devices = ['linear(3)', 'grid(2x2, gate=cz)', 'ion-trap(3)'].map(genericDevice);
    for (const device of [...devices, machine('manila')!, machine('torino')!, deviceOf(small)]) {
      assert.deepEqual(sorted(deviceOf(writeDeviceFile(device))), sorted(rounded(device)));
    }
  });

  it('have the JSON Schema that ships', () => {
    const schema: unknown = JSON.parse(readFileSync('extension/devices/device.schema.json', 'utf8'));
    assert.deepEqual(schema, deviceSchema(), 'node .scripts/devices.mjs writes it anew');
  });
});

describe('the machines that ship', () => {
  const couplers = (name: string) =>
    new Set(
      machine(name)!.gates.flatMap(({ qubits }) =>
        qubits.length === 2 ? [[...qubits].sort((a, b) => a - b).join()] : [],
      ),
    ).size;

  it('are all read, with their date and whose facts they are', () => {
    for (const name of MACHINE_NAMES) {
      const device = machine(name);
      assert.equal(device?.name, name);
      assert.match(device.calibrated!, /^20\d\d-/);
      assert.match(device.description!, /published by IBM/);
      assert.ok(device.qubits.every(({ t1, readout }) => t1 !== undefined && readout !== undefined));
    }
  });

  it('have the sizes, couplers and gates of their families', () => {
    const facts = MACHINE_NAMES.map((name) => [name, machine(name)!.qubits.length, couplers(name)]);
    assert.deepEqual(facts, [
      ['manila', 5, 4],
      ['jakarta', 7, 6],
      ['guadalupe', 16, 16],
      ['montreal', 27, 28],
      ['brooklyn', 65, 72],
      ['sherbrooke', 127, 144],
      ['torino', 133, 150],
      ['fez', 156, 176],
    ]);
    const gatesOf = (name: string) => [...new Set(machine(name)!.gates.map((gate) => gate.name))].sort();
    assert.deepEqual(gatesOf('manila'), ['cx', 'id', 'rz', 'sx', 'x']);
    assert.deepEqual(gatesOf('sherbrooke'), ['ecr', 'id', 'rz', 'sx', 'x']);
    assert.deepEqual(gatesOf('torino'), ['cz', 'id', 'rz', 'sx', 'x']);
  });

  it('are known by the names of their provider too', () => {
    assert.equal(machine('ibmq_manila'), machine('manila'));
    assert.equal(machine('fake_torino'), machine('torino'));
    assert.equal(machine('constructor'), undefined);
  });
});

/** As files round: to five digits. */
function rounded<T>(value: T): T {
  const round = (_: string, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(5)) : inner);
  return JSON.parse(JSON.stringify(value, round));
}

/** Gates in a fixed order, and numbers without the last digits of a change of unit. */
const sorted = (device: Device) =>
  rounded({
    ...device,
    gates: [...device.gates].sort((a, b) => `${a.name} ${a.qubits}`.localeCompare(`${b.name} ${b.qubits}`)),
  });
