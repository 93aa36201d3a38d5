import { type Support, supports } from "#sdk";

import { malformed } from "../../terminal/Input.ts";

/** What a ballot says. @throws QuorateError OPTION_MALFORMED */
export function readSupport(where: string, text: string): Support {
  const support = supports.find((known) => known === text);
  if (support !== undefined) return support;
  throw malformed(where, text, `one of ${supports.join(", ")}`);
}
