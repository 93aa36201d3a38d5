import { createReadStream } from "node:fs";
import { access, constants, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";

import { type Bytes32, QuorateError } from "#sdk";
import { type RecordField, readMessage } from "#sdk/records";

/** Messages are small; what is larger is sealed as a document, which is read piece by piece. */
const MAX_MESSAGE_BYTES = 8 * 1_024 * 1_024;
/** The path of the name that a document's file had. */
const NAME_PATH = "file/name";
const DOCUMENT_PATH = "file/content";

/** What a record is sealed from. */
export interface RecordSource {
  /** What it is, in words. */
  readonly says: string;
  readonly schemaId?: Bytes32;
  readonly fields: readonly RecordField[];
  readonly document?: { readonly path: string; readonly source: () => AsyncIterable<Uint8Array> };
}

/**
 * Reads a file that is to be sent: an XML or JSON message becomes fields that can be disclosed one by one, any other file the record's
 * document, beside its name.
 *
 * @throws QuorateError FILE_UNREADABLE
 */
export async function readSource(path: string): Promise<RecordSource> {
  try {
    await access(path, constants.R_OK);
    const { size } = await stat(path);
    const bytes = size <= MAX_MESSAGE_BYTES ? await readFile(path) : null;
    return (bytes === null ? null : splitMessage(bytes)) ?? toDocument(path, size);
  } catch (cause) {
    if (cause instanceof QuorateError) throw cause;
    throw new QuorateError({
      code: "FILE_UNREADABLE",
      summary: `${path} could not be read.`,
      remedy: "Check that the file exists and that you may read it.",
      facts: { path },
      cause,
    });
  }
}

/** A message in fields, or null where the bytes are none. */
function splitMessage(bytes: Uint8Array): RecordSource | null {
  try {
    const { namespace, schemaId, fields } = readMessage(bytes);
    const type = namespace.split(/[:/]/).at(-1) ?? "";
    return { says: `${type === "" ? "JSON" : type} message with ${fields.length - 1} fields`, schemaId, fields };
  } catch (error) {
    if (error instanceof QuorateError) return null;
    throw error;
  }
}

function toDocument(path: string, size: number): RecordSource {
  return {
    says: `document of ${size} bytes`,
    fields: [{ path: NAME_PATH, type: "text", value: basename(path) }],
    document: { path: DOCUMENT_PATH, source: () => createReadStream(path) },
  };
}
