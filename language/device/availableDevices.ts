/**
 * The devices that can be chosen without a file: machines that come with Ketlab, and generic ones. Whoever wants to load
 * all that knows devices only when it is needed, `resolveDevice` included, loads this.
 */
import { type DeviceSummary, deviceSummary } from './deviceSummary.ts';
import { GENERIC_SHAPES } from './generic/genericDevice.ts';
import { MACHINE_NAMES } from './machines/machineNames.ts';
import { resolveDevice } from './resolveDevice.ts';

export { resolveDevice };

export interface AvailableDevice {
  readonly kind: 'machine' | 'generic';
  /** What a program writes. */
  readonly reference: string;
  readonly summary: DeviceSummary;
}

export function availableDevices(): readonly AvailableDevice[] {
  const available = (kind: AvailableDevice['kind'], reference: string): readonly AvailableDevice[] => {
    const { device } = resolveDevice(reference, () => undefined);
    return device ? [{ kind, reference, summary: deviceSummary(device) }] : [];
  };
  return [
    ...MACHINE_NAMES.flatMap((name) => available('machine', name)),
    ...Object.values(GENERIC_SHAPES).flatMap(({ example }) => available('generic', example)),
  ];
}
