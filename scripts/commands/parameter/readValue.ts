import { type ParameterType, parseAddress } from "#sdk";

import { malformed } from "../../terminal/Input.ts";
import { readTime, readWhole } from "../../terminal/readValues.ts";

const MAX = 2n ** 160n - 1n;

/** A parameter's value as people write it, as the raw 160 bits. @throws QuorateError OPTION_MALFORMED, ADDRESS_MALFORMED */
export function readValue(where: string, text: string, kind: ParameterType): bigint {
  switch (kind) {
    case "uint":
      return readWhole(where, text, { min: 0n, max: MAX });
    case "bool":
      if (text === "true" || text === "yes") return 1n;
      if (text === "false" || text === "no") return 0n;
      throw malformed(where, text, "true or false");
    case "duration":
      return /^\d+$/.test(text) ? readWhole(where, text, { min: 0n, max: MAX }) : readTime(where, text);
    case "address":
      return BigInt(parseAddress(text));
  }
}
