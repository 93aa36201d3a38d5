import { QuorateError } from "#sdk";

import type { JsonReader } from "./JsonReader.ts";

/** Notes what the SDK's parser says at this place of the file. */
export function readHex<T>(place: JsonReader, parse: (text: string) => T, standIn: string): T {
  const { value: text, isSound } = place.readSoundly(() => place.text());
  if (!isSound) return parse(standIn);
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    place.refuse({ code: "JSON_BAD_VALUE", summary: "the value is malformed", remedy: error.remedy });
    return parse(standIn);
  }
}
