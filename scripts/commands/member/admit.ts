import { randomBytes } from "node:crypto";

import { hexlify } from "ethers";

import { parseAddress } from "#sdk";

import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import { createMetadataCommitment } from "../../founding/createMetadataCommitment.ts";
import { isLei } from "../../founding/isLei.ts";
import { toHex } from "../../founding/toHex.ts";
import type { Command } from "../../terminal/Command.ts";
import { type Input, malformed } from "../../terminal/Input.ts";
import { readBytes32, readWhole } from "../../terminal/readValues.ts";

export const memberAdmit: Command = {
  name: "member admit",
  summary: "Propose to admit an organisation.",
  options: {
    cold: { value: "ADDRESS", says: "the account that will manage its keys" },
    weight: { value: "NUMBER", says: "its weight (default: 1)" },
    name: { value: "NAME", says: "its name; only a salted commitment to it is sent" },
    lei: { value: "LEI", says: "its Legal Entity Identifier" },
    domain: { value: "DOMAIN", says: "its internet domain" },
    salt: { value: "HEX", says: "32 random bytes of the commitment (default: drawn, and shown once)" },
    metadata: { value: "HEX", says: "the commitment itself, where somebody else made it" },
    ...draftOptions,
  },
  run: async (place, input) => {
    const cold = parseAddress(input.option("cold"));
    const weight = readWhole("--weight", input.optional("weight") ?? "1", { min: 1n, max: 65_535n });
    const { chainId } = (await place.deployment()).deployment.chain;
    const { metadata, salt } = commit(input, chainId);
    if (salt !== null) {
      place.terminal.say(
        `salt of ${input.option("name")}: ${salt}. Hand it to the member: with it alone the name can be proved.`,
      );
    }
    return deliverCall(place, input, ({ calls }) => calls.memberRegistry.admit({ cold, weight, metadata }));
  },
};

function commit(input: Input, chainId: bigint) {
  const given = input.optional("metadata");
  if (given !== null) return { metadata: readBytes32(given), salt: null };
  const lei = input.optional("lei");
  if (lei !== null && !isLei(lei)) throw malformed("--lei", lei, "20 letters and digits with the right check digits");
  const drawn = input.optional("salt") === null ? toHex(hexlify(randomBytes(32))) : null;
  const salt = drawn ?? toHex(readBytes32(input.option("salt")));
  const name = input.option("name");
  const metadata = createMetadataCommitment({ chainId, salt, name, lei, domain: input.optional("domain") });
  return { metadata: readBytes32(metadata), salt: drawn };
}
