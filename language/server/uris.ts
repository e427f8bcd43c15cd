/** URIs of files: what the path of an include means, and when two of them are the same file. */
import { type Qelib1, standardLibrary } from '../semantics/libraries.ts';

/**
 * The URI that an include's path means in the file `from`; `undefined` where that file has no place. Never on
 * another host: opening a file must not make the machine talk to one.
 */
export function resolveInclude(path: string, from: string, qelib1?: Qelib1): string | undefined {
  const library = standardLibrary(path, qelib1);
  if (library) return library.uri;
  try {
    const base = new URL(from);
    // A path is no URI yet: what has a meaning in a URI must lose it.
    const url = new URL(path.replace(/\\/g, '/').replace(/[%?#:]/g, encodeURIComponent), base);
    return url.host === base.host ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Editors escape URIs to their own taste (`file:///c%3A/a.qasm`): one spelling for comparing. */
export function fileKey(uri: string): string {
  try {
    return decodeURIComponent(new URL(uri).href);
  } catch {
    return uri;
  }
}

/** Whether a file is this one, or lies in this folder; both as `fileKey` has them. */
export const isWithin = (file: string, place: string): boolean =>
  file === place || file.startsWith(place.endsWith('/') ? place : `${place}/`);
