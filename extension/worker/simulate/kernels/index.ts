/**
 * The kernels of the dense state vector: AssemblyScript, compiled to WebAssembly with SIMD (not TypeScript, though it
 * looks alike). They work on amplitudes at addresses the caller gives and allocate nothing.
 */
export { execute } from './execute';
export { collapse, moveOneToZero, pauliExpectation, probabilities } from './observe';
export { executeTogether, help, stop } from './team';
