/** The names of the simulation methods, as people give them: the command line needs them without the methods. */
<<<<<<< HEAD
export const METHOD_NAMES = ['statevector', 'density', 'stabilizer'] as const;
=======
export const METHOD_NAMES = ['statevector', 'density', 'reference'] as const;
>>>>>>> main

export type MethodName = (typeof METHOD_NAMES)[number];
