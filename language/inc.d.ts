// Gate libraries (`*.inc`) are imported as text; the bundler puts them in.
declare module '*.inc' {
  const text: string;
  export default text;
}
