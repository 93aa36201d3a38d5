const TRACES: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /(?<![A-Za-z0-9_.])\/(?:work|tmp|root|home|Users)\/[A-Za-z]/, what: "a path of one machine" },
  { pattern: /\b[A-Z]:\\\\?Users\b/, what: "a path of one machine" },
  { pattern: /"resolved": "https?:/, what: "where one machine fetched a package" },
  {
    pattern: /https?:\/\/[^/\s"]*(?:registry|pypi|debian|crates|proxy\.golang)[^/\s"]*/,
    what: "a host of a package registry",
  },
];

/** Lines that would only be true on the machine they were written on. */
export function findMachineFaults(file: string, text: string): readonly string[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      TRACES.filter((trace) => trace.pattern.test(line)).map(
        (trace) => `${file}:${index + 1} holds ${trace.what}: ${line.trim().slice(0, 100)}`,
      ),
    );
}
