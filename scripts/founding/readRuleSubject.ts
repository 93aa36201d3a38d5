import { encodeBytes32String, getAddress, isAddress } from "ethers";

import type { RuleSubject } from "./Constitution.ts";
import { editDistance } from "./editDistance.ts";
import type { GovernedAction } from "./GovernedAction.ts";
import { type Hex, isHex } from "./Hex.ts";
import type { JsonReader } from "./JsonReader.ts";
import { toHex } from "./toHex.ts";

/** The names that a rule may use. */
export interface KnownNames {
  readonly actions: readonly GovernedAction[];
  /** Names of the parameters that the constitution defines. */
  readonly parameters: readonly string[];
}

const ZERO_ADDRESS = `0x${"0".repeat(40)}`;

/**
 * Reads which calls a rule is for: `"fallback"`, a governed function such as `"MemberRegistry.admit"`, or
 * `{ "target": "0x...", "selector": "0x..." }` for a contract that is no module. An optional `key` beside it narrows the rule to
 * calls whose first argument is that word: 32 bytes, or `{ "parameter": "batch.maxRecords" }` for a parameter's key.
 *
 * @returns the subject, or null after noting why there is none
 */
export function readRuleSubject(place: JsonReader, known: KnownNames): RuleSubject | null {
  const { actions } = known;
  const action = place.field("action");
  const firstWord = place.has("key") ? readFirstWord(place.field("key"), known.parameters) : null;
  if (action.isObject()) return readTarget(action, firstWord);
  const text = action.text();
  if (text === "") return null;
  if (text === "fallback") {
    if (place.has("key")) {
      place.field("key").refuse({
        code: "JSON_BAD_VALUE",
        summary: "the fallback is for every call and has no key",
        remedy: "Delete the key.",
      });
    }
    return { kind: "fallback" };
  }
  const found = actions.find((candidate) => nameOf(candidate) === text);
  if (found !== undefined) return { kind: "module", action: found, firstWord };
  const names = actions.map(nameOf);
  const meant = names.filter((name) => editDistance(name.toLowerCase(), text.toLowerCase()) <= 3);
  action.refuse({
    code: "ACTION_UNKNOWN",
    summary: `no module has the governed function ${JSON.stringify(text)}`,
    remedy:
      meant.length > 0
        ? `Write ${meant.join(" or ")}.`
        : `Write fallback or one of ${names.join(", ")}; for any other contract write its target and selector.`,
    facts: { found: text, known: names },
  });
  return null;
}

function nameOf(action: GovernedAction): string {
  return `${action.module}.${action.function}`;
}

function readTarget(place: JsonReader, firstWord: Hex | null): RuleSubject | null {
  place.checkFields(["target", "selector"]);
  const target = place.field("target").text();
  const selector = place.field("selector").text();
  const targetIsSound = isHex(target, 20) && isAddress(target) && target !== ZERO_ADDRESS;
  if (!targetIsSound && target !== "") {
    place.field("target").refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(target)} is not the address of a contract`,
      remedy: "Write 0x and 40 hexadecimal digits, not all zero, with the right checksum or in lower case.",
      facts: { found: target },
    });
  }
  if (!isHex(selector, 4) && selector !== "") {
    place.field("selector").refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(selector)} is not a function's selector`,
      remedy: "Write 0x and 8 hexadecimal digits.",
      facts: { found: selector },
    });
  }
  if (!targetIsSound || !isHex(selector, 4)) return null;
  return { kind: "target", target: toHex(getAddress(target)), selector: toHex(selector.toLowerCase()), firstWord };
}

function readFirstWord(place: JsonReader, parameters: readonly string[]): Hex | null {
  if (place.isObject()) {
    place.checkFields(["parameter"]);
    const name = place.field("parameter").text();
    if (parameters.includes(name)) return toHex(encodeBytes32String(name));
    if (name !== "") {
      place.field("parameter").refuse({
        code: "PARAMETER_UNKNOWN",
        summary: `the constitution defines no parameter ${JSON.stringify(name)}`,
        remedy: `Write one of ${parameters.join(", ")}, or define it under parameters.`,
        facts: { found: name, known: parameters },
      });
    }
    return null;
  }
  const text = place.text();
  if (isHex(text, 32)) return toHex(text.toLowerCase());
  if (text !== "") {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(text)} is not a word of 32 bytes`,
      remedy: 'Write 0x and 64 hexadecimal digits, or { "parameter": "its name" }.',
      facts: { found: text },
    });
  }
  return null;
}
