/**
 * The devices of programs. What finds and reads them is loaded when the first program names one; a device whose file
 * breaks while it is edited stays as it was.
 */
import type { Device } from '../device/device.ts';
import type { DeviceResolution, ResolveDevice } from '../device/resolveDevice.ts';
import type { SourceFile } from '../semantics/analyzer.ts';

/** A resolution, and the files that it was made of. */
interface Known {
  readonly resolution: DeviceResolution;
  readonly reads: readonly { readonly path: string; readonly file: SourceFile | undefined }[];
}

/** Of more references, the oldest are forgotten. */
const MOST_KNOWN = 32;

export class Devices {
  #resolve: ResolveDevice | undefined;
  /** By reference: as long as its files are the same, a device stays the same object. */
  readonly #known = new Map<string, Known>();
  /** By the URI of the file. */
  readonly #lastGood = new Map<string, Device>();

  /** `undefined` where that takes time, until the promise that it puts into `awaited` is settled. */
  resolve(
    reference: string,
    readFile: (path: string) => SourceFile | undefined,
    awaited: Promise<void>[],
  ): DeviceResolution | undefined {
    if (!this.#resolve) {
      awaited.push(this.#load());
      return undefined;
    }
    const known = this.#known.get(reference);
    if (known?.reads.every(({ path, file }) => isSameFile(file, readFile(path)))) return known.resolution;
    const reads: Known['reads'][number][] = [];
    const found = this.#resolve(reference, (path) => {
      const file = readFile(path);
      reads.push({ path, file });
      return file;
    });
    const resolution = this.#withLastGood(found, reads[0]?.file?.uri);
    this.#known.delete(reference);
    this.#known.set(reference, { resolution, reads });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KNOWN) this.#known.delete(oldest!);
    return resolution;
  }

  /** The same, waiting for whatever takes time. */
  async find(
    reference: string,
    readFile: (path: string, awaited: Promise<void>[]) => SourceFile | undefined,
  ): Promise<DeviceResolution> {
    for (;;) {
      const awaited: Promise<void>[] = [];
      const resolution = this.resolve(reference, (path) => readFile(path, awaited), awaited);
      if (resolution && awaited.length === 0) return resolution;
      await Promise.all(awaited);
    }
  }

  #withLastGood(resolution: DeviceResolution, uri: string | undefined): DeviceResolution {
    if (uri === undefined) return resolution;
    if (resolution.device) this.#lastGood.set(uri, resolution.device);
    const lastGood = this.#lastGood.get(uri);
    return !resolution.device && lastGood ? { ...resolution, device: lastGood } : resolution;
  }

  async #load(): Promise<void> {
    const { resolveDevice } = await import('../device/availableDevices.ts');
    this.#resolve = resolveDevice;
  }
}

const isSameFile = (a: SourceFile | undefined, b: SourceFile | undefined): boolean =>
  a?.uri === b?.uri && a?.text === b?.text;
