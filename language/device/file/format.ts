/**
 * The format of a device file, `*.device.json` or `*.device.yaml`. Units are part of the names; qubits and pairs of qubits
 * are keys such as "3" and "0,1"; "all" holds what is true of every one that does not say otherwise. The JSON Schema that
 * editors complete and check with is made from this (`.scripts/devices.mjs`).
 */
import * as z from 'zod';

const positive = (description: string) => z.number().positive().meta({ description });
const probability = (description: string) => z.number().min(0).max(1).meta({ description });
const working = z.boolean().meta({ description: 'False: it is out of order.' });

const qubit = z.strictObject({
  t1_us: positive('T1 in microseconds.').optional(),
  t2_us: positive('T2 in microseconds, at most twice T1.').optional(),
  frequency_ghz: positive('Frequency in gigahertz.').optional(),
  detuning_khz: z
    .number()
    .meta({
      description:
        'How far it is from the frequency that its pulses are tuned to, in kilohertz: it shows while it waits.',
    })
    .optional(),
  readout_error: probability('Probability to read the wrong bit, where both are alike.').optional(),
  readout_1_given_0: probability('Probability to read 1 where |0⟩ was prepared.').optional(),
  readout_0_given_1: probability('Probability to read 0 where |1⟩ was prepared.').optional(),
  readout_ns: positive('Duration of a readout in nanoseconds.').optional(),
  reset_ns: positive('Duration of a reset in nanoseconds.').optional(),
  working: working.optional(),
});

const gateOnQubits = z.strictObject({
  error: probability('Average gate infidelity: 1 - average gate fidelity.').optional(),
  duration_ns: z.number().min(0).meta({ description: 'Duration in nanoseconds; 0 for what software does.' }).optional(),
  working: working.optional(),
});

const gate = z
  .object({
    directed: z.boolean().meta({ description: 'True: a gate on "0,1" is not one on "1,0" too.' }).optional(),
    all: gateOnQubits
      .meta({ description: 'On every qubit, or on every pair of `coupling`, that does not say otherwise.' })
      .optional(),
  })
  .catchall(gateOnQubits);

export const deviceFormat = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).meta({ description: 'What programs call it: pragma ketlab.device "name".' }),
  description: z.string().meta({ description: 'What machine this is, and whose facts these are.' }).optional(),
  calibrated: z.string().meta({ description: 'Date of the calibration, such as 2024-05-27.' }).optional(),
  technology: z
    .enum(['superconducting', 'ion trap', 'neutral atoms', 'generic'])
    .meta({ description: 'What the qubits are.' })
    .optional(),
  max_shots: z.int().positive().meta({ description: 'The most shots that one run may have.' }).optional(),
  qubits: z
    .object({
      count: z.int().min(1).max(10_000).meta({ description: 'How many qubits there are.' }),
      all: qubit.meta({ description: 'What is true of every qubit that does not say otherwise.' }).optional(),
    })
    .catchall(qubit)
    .meta({ description: 'The qubits: their number, what all have in common, and each by its number, such as "3".' }),
  coupling: z
    .union([z.string(), z.array(z.tuple([z.int().min(0), z.int().min(0)]))])
    .meta({
      description:
        'Which qubits are coupled: pairs such as [[0, 1], [1, 2]], or "linear", "ring", "all-to-all", "grid(2x3)".',
    })
    .optional(),
  gates: z.record(z.string(), gate).meta({
    description: 'The native gates by name; in each, "all" or the qubits it works on, such as "0" or "0,1".',
  }),
  zz_khz: z
    .record(z.string(), z.number())
    .meta({ description: 'Always-on ZZ interaction of pairs such as "0,1", or of "all" coupled ones, in kilohertz.' })
    .optional(),
  positions: z
    .array(z.tuple([z.number(), z.number()]))
    .meta({ description: 'Place of each qubit in a drawing: x to the right, y downwards.' })
    .optional(),
});

export type DeviceFile = z.infer<typeof deviceFormat>;
export type QubitEntry = z.infer<typeof qubit>;
export type GateEntry = z.infer<typeof gateOnQubits>;

/** `3`, or `0,1`. */
export const KEY_PATTERN = '^\\d+(,\\d+)*$';

/** The JSON Schema of the format. */
export function deviceSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(deviceFormat, {
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      // Keys that are no fields are numbers of qubits, so that a mistyped field is one.
      const rest = jsonSchema.additionalProperties;
      if (typeof rest === 'object' && jsonSchema.properties) {
        jsonSchema.patternProperties = { [KEY_PATTERN]: rest };
        jsonSchema.additionalProperties = false;
      }
    },
  });
  return { title: 'Ketlab device', ...schema };
}
