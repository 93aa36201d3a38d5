import { encodeBytes32String, getAddress, isAddress } from "ethers";

import { type Parameter, type ParameterType, parameterTypes } from "./Constitution.ts";
import { isHex } from "./Hex.ts";
import type { JsonReader } from "./JsonReader.ts";
import { readDuration } from "./readDuration.ts";
import { toHex } from "./toHex.ts";

/** The largest value that a parameter can have on chain: 160 bits. */
const MAX_PARAMETER_VALUE = 2n ** 160n - 1n;

/** The longest time that a parameter can say: 40 bits of seconds, and no more than a number of a JSON file holds exactly. */
const MAX_DURATION = 2 ** 40 - 1;
const MAX_COOL_DOWN = 365 * 86_400;
/** What fits one word on chain as a short string. */
const MAX_WORD_BYTES = 31;

const NAME = /^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)+$/;
const FIELDS = ["$comment", "name", "type", "value", "min", "max", "maxStep", "coolDown", "unit", "description"];

/** Parameters that the contracts themselves read, and what each of them is. */
const requiredParameters = [
  { name: "member.keyCoolDown", type: "duration" },
  { name: "guardian.sunset", type: "duration" },
  { name: "guardian.coolDown", type: "duration" },
  { name: "records.keyOverlap", type: "duration" },
  { name: "batch.maxRecords", type: "uint" },
  { name: "batch.graceBlocks", type: "uint" },
  { name: "batch.answerBlocks", type: "uint" },
  { name: "batch.lateness", type: "duration" },
  { name: "batch.callGas", type: "uint" },
] as const;

/** Reads the parameters, with the faults of each and of their names among each other. */
export function readParameters(list: JsonReader): readonly Parameter[] {
  const names = new Set<string>();
  const parameters = list.items().map((place) => {
    const parameter = readParameter(place);
    if (parameter.name !== "" && names.has(parameter.name)) {
      place.field("name").refuse({
        code: "PARAMETER_REPEATED",
        summary: `${parameter.name} is defined above already`,
        remedy: "Keep one of the two.",
        facts: { name: parameter.name },
      });
    }
    names.add(parameter.name);
    return parameter;
  });
  refuseMissing(list, parameters);
  return parameters;
}

function refuseMissing(list: JsonReader, parameters: readonly Parameter[]): void {
  for (const { name, type } of requiredParameters) {
    if (parameters.some((parameter) => parameter.name === name && parameter.type === type)) continue;
    list.refuse({
      code: "PARAMETER_MISSING",
      summary: `${name} is not defined as a ${type}`,
      remedy: "Define it: the contracts read it.",
      facts: { name },
    });
  }
}

function readParameter(place: JsonReader): Parameter {
  const { value: parameter, isSound } = place.readSoundly(() => readFields(place));
  if (isSound) checkBounds(place, parameter);
  return parameter;
}

function readFields(place: JsonReader): Parameter {
  place.checkFields(FIELDS);
  const name = readName(place.field("name"));
  const type = place.field("type").word(parameterTypes);
  return {
    name,
    key: toHex(encodeBytes32String(name)),
    type,
    value: readValue(place.field("value"), type),
    ...(isOrdered(type) ? readBounds(place, type) : refuseBounds(place, type)),
    coolDown: readDuration(place.field("coolDown"), { min: 1, max: MAX_COOL_DOWN }),
    unit: readUnit(place.field("unit")),
    description: place.field("description").text(),
  };
}

function checkBounds(place: JsonReader, { name, type, value, min, max, maxStep }: Parameter): void {
  if (min > max) {
    place.field("min").refuse({
      code: "PARAMETER_BOUNDS_CROSSED",
      summary: `${name} has the smallest value ${min} and the largest ${max}`,
      remedy: "Exchange them.",
      facts: { name, min, max },
    });
    return;
  }
  if (value < min || value > max) {
    place.field("value").refuse({
      code: "PARAMETER_OUT_OF_BOUNDS",
      summary: type === "address" ? `${name} is the zero address` : `${name} is ${value}, not from ${min} to ${max}`,
      remedy:
        type === "address"
          ? "Write the address that is meant."
          : `Write a value from ${min} to ${max}, or widen the bounds.`,
      facts: { name, value, min, max },
    });
  }
  if (maxStep > max - min) {
    place.field("maxStep").refuse({
      code: "PARAMETER_STEP_TOO_WIDE",
      summary: `${name} may move by ${maxStep} at once, though its bounds are only ${max - min} apart`,
      remedy: "Write a smaller step, or 0 for no limit.",
      facts: { name, maxStep, range: max - min },
    });
  }
}

function isOrdered(type: ParameterType): boolean {
  return type === "uint" || type === "duration";
}

function readBounds(place: JsonReader, type: ParameterType) {
  return {
    min: readValue(place.field("min"), type),
    max: readValue(place.field("max"), type),
    maxStep: place.has("maxStep") ? readValue(place.field("maxStep"), type) : 0n,
  };
}

/** A truth has two values and an address is never zero: neither has bounds that people could write. */
function refuseBounds(place: JsonReader, type: ParameterType) {
  for (const name of ["min", "max", "maxStep"]) {
    if (!place.has(name)) continue;
    place.field(name).refuse({
      code: "JSON_FIELD_UNKNOWN",
      summary: `a parameter of the type ${type} has no ${name}`,
      remedy: "Delete it.",
      facts: { found: name, type },
    });
  }
  return type === "bool" ? { min: 0n, max: 1n, maxStep: 0n } : { min: 1n, max: MAX_PARAMETER_VALUE, maxStep: 0n };
}

function readName(place: JsonReader): string {
  const name = place.text();
  if (name === "" || (NAME.test(name) && name.length <= MAX_WORD_BYTES)) return name;
  place.refuse({
    code: "JSON_BAD_VALUE",
    summary: `${JSON.stringify(name)} is not a parameter's name`,
    remedy: `Write at most ${MAX_WORD_BYTES} letters and digits in words joined by dots, each beginning small, as in batch.maxRecords.`,
    facts: { found: name },
  });
  return "";
}

function readUnit(place: JsonReader): string {
  const unit = place.text();
  if (new TextEncoder().encode(unit).length <= MAX_WORD_BYTES) return unit;
  place.refuse({
    code: "JSON_OUT_OF_RANGE",
    summary: `the unit is longer than ${MAX_WORD_BYTES} bytes`,
    remedy: "Write a short word, such as records or seconds, and the rest in the description.",
    facts: { maxBytes: MAX_WORD_BYTES },
  });
  return "";
}

function readValue(place: JsonReader, type: ParameterType): bigint {
  switch (type) {
    case "uint":
      return place.wholeNumber({ min: 0n, max: MAX_PARAMETER_VALUE });
    case "bool":
      return place.truth() ? 1n : 0n;
    case "duration":
      return BigInt(readDuration(place, { min: 0, max: MAX_DURATION }));
    case "address":
      return readAddress(place);
  }
}

function readAddress(place: JsonReader): bigint {
  const text = place.text();
  if (isHex(text, 20) && isAddress(text)) return BigInt(getAddress(text));
  if (text !== "") {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(text)} is not an address`,
      remedy: "Write 0x and 40 hexadecimal digits, with the right checksum or in lower case.",
      facts: { found: text },
    });
  }
  // Zero would be a second fault for the same text.
  return 1n;
}
