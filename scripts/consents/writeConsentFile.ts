import type { Names } from "#sdk";

import { writeNewFile } from "../drafts/writeDraft.ts";
import { toJson } from "../terminal/toJson.ts";
import type { ConsentFile } from "./ConsentFile.ts";
import { describeSubject } from "./describeSubject.ts";

/** Writes a consent file, over an earlier one only where `isChange` says so. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeConsentFile(
  path: string,
  { seat, ...file }: ConsentFile,
  names: Names,
  isChange = false,
): Promise<void> {
  const sentence = describeSubject(file.subject, names);
  const text = { format: "quorate.consent", version: 1, ...(seat === null ? {} : { seat }), sentence, ...file };
  await writeNewFile(path, `${toJson(text)}\n`, isChange);
}
