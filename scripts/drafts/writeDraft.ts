import { writeFile } from "node:fs/promises";

import { QuorateError } from "#sdk";

import { toJson } from "../terminal/toJson.ts";
import type { Draft } from "./Draft.ts";

/** Writes a draft, over an earlier one only where `isChange` says so. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeDraft(path: string, draft: Draft, isChange = false): Promise<void> {
  await writeNewFile(path, `${toJson({ format: "quorate.draft", version: 1, ...draft })}\n`, isChange);
}

/** Writes a file that must not be there yet. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeNewFile(path: string, text: string, isChange = false): Promise<void> {
  try {
    await writeFile(path, text, { flag: isChange ? "w" : "wx" });
  } catch (cause) {
    const isThere = cause instanceof Error && "code" in cause && cause.code === "EEXIST";
    throw new QuorateError({
      code: isThere ? "FILE_EXISTS" : "FILE_UNWRITABLE",
      summary: isThere ? `A file stands at ${path} already.` : `${path} could not be written.`,
      remedy: isThere
        ? "Choose another name, or move that file away."
        : "Check that the folder exists and that you may write in it.",
      facts: { path },
      cause,
    });
  }
}
