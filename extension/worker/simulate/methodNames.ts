/** The names of the simulation methods, as people give them: the command line needs them without the methods. */
export const METHOD_NAMES = ['statevector', 'sparse', 'density', 'stabilizer', 'mps', 'pauli', 'reference'] as const;

export type MethodName = (typeof METHOD_NAMES)[number];
