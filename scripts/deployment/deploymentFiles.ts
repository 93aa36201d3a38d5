import { existsSync } from "node:fs";
import { getAddress, isAddress } from "ethers";

import { type Hex, isHex } from "../founding/Hex.ts";
import type { JsonReader } from "../founding/JsonReader.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import { toHex } from "../founding/toHex.ts";
import type { ChainIdentity } from "./ChainIdentity.ts";

const MAX_CHAIN_ID = 2n ** 64n - 1n;

/** The chain that a deployment was begun on; null where none was begun. @throws QuorateError DEPLOYMENT_MALFORMED */
export async function readChainFile(path: string): Promise<ChainIdentity | null> {
  if (!existsSync(path)) return null;
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "DEPLOYMENT_MALFORMED",
    read: (root) => {
      root.checkFields(["chainId", "genesis"]);
      return {
        chainId: root.field("chainId").wholeNumber({ min: 1n, max: MAX_CHAIN_ID }),
        genesis: readHash(root.field("genesis")),
      };
    },
  });
}

/** Addresses by the name of the contract; ids are `<module>#<contract>`. @throws QuorateError DEPLOYMENT_MALFORMED */
export async function readAddresses(path: string): Promise<ReadonlyMap<string, Hex>> {
  if (!existsSync(path)) return new Map();
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "DEPLOYMENT_MALFORMED",
    read: (root) => new Map(root.entries().map(([id, place]) => [id.slice(id.indexOf("#") + 1), readAddress(place)])),
  });
}

/** Code hashes by the name of the contract. @throws QuorateError DEPLOYMENT_MALFORMED */
export async function readCodeHashes(path: string): Promise<ReadonlyMap<string, Hex>> {
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "DEPLOYMENT_MALFORMED",
    read: (root) => new Map(root.entries().map(([name, place]) => [name, readHash(place)])),
  });
}

function readHash(place: JsonReader): Hex {
  const text = place.text();
  if (isHex(text, 32)) return text;
  return refuse(place, "32 bytes in hexadecimal");
}

function readAddress(place: JsonReader): Hex {
  const text = place.text();
  if (isAddress(text)) return toHex(getAddress(text));
  return refuse(place, "an address");
}

function refuse(place: JsonReader, expected: string): Hex {
  place.refuse({
    code: "JSON_BAD_VALUE",
    summary: `the value is not ${expected}`,
    remedy: "Restore the file from its copy.",
  });
  return "0x";
}
