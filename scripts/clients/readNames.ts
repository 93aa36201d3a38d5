import { existsSync } from "node:fs";

import { type Names, parameterTypes } from "#sdk";

import type { JsonReader } from "../founding/JsonReader.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readTextFile } from "../founding/readTextFile.ts";

/** What people call things, as the deployment or a person wrote it down; nothing where there is no file. */
export async function readNames(path: string): Promise<Names> {
  if (!existsSync(path)) return {};
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "DEPLOYMENT_MALFORMED",
    read: (root) => {
      root.checkFields(["seats", "commitments", "accounts", "parameters"]);
      return {
        seats: readTexts(root, "seats"),
        commitments: readTexts(root, "commitments"),
        accounts: readTexts(root, "accounts"),
        parameters: Object.fromEntries(
          readEntries(root, "parameters").map(([name, place]) => [
            name,
            { kind: place.field("kind").word(parameterTypes), unit: place.field("unit").text() },
          ]),
        ),
      };
    },
  });
}

function readTexts(root: JsonReader, field: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readEntries(root, field).map(([name, place]) => [name, place.text()]));
}

function readEntries(root: JsonReader, field: string): readonly (readonly [string, JsonReader])[] {
  return root.has(field) ? root.field(field).entries() : [];
}
