// A program for a worker as a text: the bundler makes it of the module behind the colon.
declare module 'worker:*' {
  const text: string;
  export default text;
}
