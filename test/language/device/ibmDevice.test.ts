// IBM's configuration and properties files, in small.
import assert from 'node:assert/strict';
import type { DataProblem } from '../../../language/device/dataProblem.ts';
import type { Device } from '../../../language/device/device.ts';
import { type IbmFiles, ibmDevice, ibmFileKind } from '../../../language/device/ibm/ibmDevice.ts';

const value = (name: string, amount: unknown, unit = '') => ({ date: '2024-05-27', name, unit, value: amount });

const gate = (name: string, qubits: readonly number[], error: number | undefined, length: number) => ({
  gate: name,
  qubits,
  name: `${name}${qubits.join('_')}`,
  parameters: [...(error === undefined ? [] : [value('gate_error', error)]), value('gate_length', length, 'ns')],
});

const qubit = (t1: number, t2: number | undefined) => [
  value('T1', t1, 'us'),
  ...(t2 === undefined ? [] : [value('T2', t2, 'us')]),
  value('frequency', 4.9, 'GHz'),
  value('readout_error', 0.03),
  value('prob_meas0_prep1', 0.05),
  value('prob_meas1_prep0', 0.01),
  value('readout_length', 700, 'ns'),
];

const configuration = {
  backend_name: 'ibmq_tiny',
  backend_version: '1.0.0',
  n_qubits: 3,
  basis_gates: ['id', 'rz', 'sx', 'cx', 'reset'],
  coupling_map: [
    [0, 1],
    [1, 0],
    [1, 2],
  ],
  gates: [
    {
      name: 'cx',
      parameters: [],
      coupling_map: [
        [0, 1],
        [1, 0],
        [1, 2],
      ],
    },
  ], // prettier-ignore
  coords: [
    [2, 1],
    [3, 1],
    [4, 1],
  ],
  max_shots: 8192,
  processor_type: { family: 'Falcon', revision: 4, segment: 'P' },
};

const properties = {
  backend_name: 'ibmq_tiny',
  backend_version: '1.0.1',
  last_update_date: '2024-05-27T15:27:23-03:00',
  qubits: [qubit(100, 80), qubit(50, 120), qubit(60, undefined)],
  gates: [
    gate('sx', [0], 3e-4, 35),
    gate('cx', [0, 1], 0.01, 300),
    gate('cx', [1, 0], 0.01, 335),
    gate('cx', [1, 2], 1, 400),
    gate('rzz', [0, 1], 1, 300),
    gate('rx', [0], 3e-4, 35),
    gate('reset', [0], undefined, 5500),
  ],
  general: [value('jq_01', 0.002, 'GHz'), value('zz_01', -4.5e-5, 'GHz'), value('zz_12', 0, 'GHz')],
};

function read(files: IbmFiles): { device: Device; problems: DataProblem[] } {
  const problems: DataProblem[] = [];
  const device = ibmDevice(files, (problem) => problems.push(problem));
  assert.ok(device);
  return { device, problems };
}

const gateNames = ({ gates }: Device) => gates.map(({ name, qubits }) => `${name} ${qubits}`);

describe('ibmDevice', () => {
  it('brings both files together, in seconds and hertz', () => {
    const { device } = read({ configuration, properties });
    assert.equal(device.name, 'tiny');
    assert.equal(device.calibrated, '2024-05-27T15:27:23-03:00');
    assert.equal(device.maxShots, 8192);
    assert.deepEqual(device.positions, [
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    const [first] = device.qubits;
    assert.ok(Math.abs(first!.t1! - 100e-6) < 1e-12);
    assert.ok(Math.abs(first!.frequency! - 4.9e9) < 1);
    assert.deepEqual({ ...first?.readout, duration: 0 }, { oneGivenZero: 0.01, zeroGivenOne: 0.05, duration: 0 });
    assert.ok(Math.abs(first!.resetDuration! - 5.5e-6) < 1e-12);
  });

  it('takes the gates for native that the configuration names', () => {
    assert.deepEqual(gateNames(read({ configuration, properties }).device), ['sx 0', 'cx 0,1', 'cx 1,0', 'cx 1,2']);
  });

  it('takes an error of 1 for a coupler that does not work', () => {
    const broken = read({ configuration, properties }).device.gates.find(({ qubits }) => `${qubits}` === '1,2');
    assert.equal(broken?.working, false);
    assert.equal(broken?.error, undefined);
  });

  it('keeps T2 at twice T1 and says where it did', () => {
    const { device, problems } = read({ configuration, properties });
    assert.equal(device.qubits[1]!.t2, 2 * device.qubits[1]!.t1!);
    assert.deepEqual(
      problems.map(({ path, severity }) => ({ path, severity })),
      [{ path: ['qubits', 1, 1, 'value'], severity: 'warning' }],
    );
  });

  it('leaves out what was not measured', () => {
    assert.ok(!('t2' in read({ configuration, properties }).device.qubits[2]!));
  });

  it('knows which qubits interact', () => {
    const { crosstalk } = read({ configuration, properties }).device;
    assert.deepEqual(crosstalk, [{ qubits: [0, 1], rate: -4.5e-5 * 1e9 }]);
  });

  it('reads properties alone: native is what works anywhere', () => {
    const { device } = read({ properties });
    assert.deepEqual(gateNames(device), ['sx 0', 'cx 0,1', 'cx 1,0', 'cx 1,2', 'rx 0']);
    assert.equal(device.positions, undefined);
  });

  it('reads a configuration alone: everything but the calibration', () => {
    const { device } = read({ configuration });
    assert.deepEqual(gateNames(device), ['cx 0,1', 'cx 1,0', 'cx 1,2']);
    assert.deepEqual(device.qubits, [{ working: true }, { working: true }, { working: true }]);
  });

  it('leaves out a value of an unknown unit, and says so', () => {
    const odd = { ...properties, qubits: [[value('T1', 3, 'fortnights')]], gates: [] };
    const { device, problems } = read({ properties: odd });
    assert.deepEqual(device.qubits, [{ working: true }]);
    assert.deepEqual(problems[0]?.path, ['qubits', 0, 0, 'unit']);
  });

  it('says that a file without qubits is none', () => {
    const problems: DataProblem[] = [];
    assert.equal(
      ibmDevice({ properties: {} }, (problem) => problems.push(problem)),
      undefined,
    );
    assert.equal(problems[0]?.severity, 'error');
  });

  it('tells the files apart', () => {
    assert.equal(ibmFileKind(configuration), 'configuration');
    assert.equal(ibmFileKind(properties), 'properties');
    assert.equal(ibmFileKind({ name: 'mine', qubits: 5 }), undefined);
  });
});
