/** Bash stands in files of its own, which the build takes in as text. */
declare module '*.sh' {
  const text: string;
  export default text;
}
