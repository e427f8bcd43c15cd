/** The standard gate libraries, readable as virtual files under the scheme `ketlab-library:`. */

import qelib1 from './libraries/qelib1.inc';
import qelib1Strict from './libraries/qelib1-strict.inc';
import stdgates from './libraries/stdgates.inc';

export interface StandardLibrary {
  /** What a program includes, such as `stdgates.inc`. */
  readonly name: string;
  readonly uri: string;
  readonly text: string;
}

/** Which `qelib1.inc` a program gets: the one real files rely on (42 gates), or the paper's (23). */
export type Qelib1 = 'extended' | 'strict';

export const LIBRARY_SCHEME = 'ketlab-library';

const STDGATES: StandardLibrary = { name: 'stdgates.inc', uri: `${LIBRARY_SCHEME}:/stdgates.inc`, text: stdgates };
const QELIB1: StandardLibrary = { name: 'qelib1.inc', uri: `${LIBRARY_SCHEME}:/qelib1.inc`, text: qelib1 };
const QELIB1_STRICT: StandardLibrary = {
  name: 'qelib1.inc',
  uri: `${LIBRARY_SCHEME}:/strict/qelib1.inc`,
  text: qelib1Strict,
};

export const STANDARD_LIBRARIES: readonly StandardLibrary[] = [STDGATES, QELIB1, QELIB1_STRICT];

/** The library a program means by `include "name";`. */
export function standardLibrary(name: string, variant: Qelib1 = 'extended'): StandardLibrary | undefined {
  if (name === STDGATES.name) return STDGATES;
  if (name === QELIB1.name) return variant === 'strict' ? QELIB1_STRICT : QELIB1;
  return undefined;
}

/** The text behind a `ketlab-library:` URI. */
export function libraryText(uri: string): string | undefined {
  return STANDARD_LIBRARIES.find((library) => library.uri === uri)?.text;
}
