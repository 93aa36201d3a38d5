/** The environment of the command line: the one place of `scripts/` that reads it. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;
