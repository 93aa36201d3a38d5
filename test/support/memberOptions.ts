import { join } from "node:path";

import type { CommandLine } from "./startCommandLine.ts";

/** What members of the sample consortium say at the command line about themselves. */
export interface MemberOptions {
  /** A file in the folder of the story. */
  readonly file: (name: string) => string;
  readonly key: (seat: number) => readonly string[];
  readonly home: (seat: number) => readonly string[];
  /** The key and the home. */
  readonly as: (seat: number) => readonly string[];
}

/** The options of members on a command line, which may start after this; their key stores' password is in the file `password`. */
export function memberOptions(lineOf: () => Pick<CommandLine, "folder">): MemberOptions {
  const file = (name: string): string => join(lineOf().folder, name);
  const key = (seat: number): readonly string[] => ["--key", `env:QUORATE_SEAT_${seat}_HOT_1`, "--yes"];
  const home = (seat: number): readonly string[] => [
    "--home",
    file(`member-${seat}`),
    "--key-store-password-file",
    file("password"),
  ];
  return { file, key, home, as: (seat) => [...key(seat), ...home(seat)] };
}
