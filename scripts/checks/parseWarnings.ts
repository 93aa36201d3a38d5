/** Codes of warnings about size, which a test contract may exceed: it is never deployed to a chain with a limit. */
const SIZE_CODES: ReadonlySet<string> = new Set(["5574", "3860"]);

/** What the compiler warned of in our own sources, as it would print it. */
export function parseWarnings(buildOutput: string): readonly string[] {
  const parsed: unknown = JSON.parse(buildOutput);
  const errors = field(field(parsed, "output"), "errors");
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => {
    const file = text(field(field(error, "sourceLocation"), "file"));
    const isTest = file.startsWith("project/test/");
    if (file.startsWith("npm/") || (isTest && SIZE_CODES.has(text(field(error, "errorCode"))))) return [];
    return [text(field(error, "formattedMessage"))];
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
