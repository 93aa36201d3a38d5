import { type Bytes32, keyPurposes, parseBytes32, parseHex, rejectionReasons, type Suite, suites } from "#sdk";

import type { JsonReader } from "../founding/JsonReader.ts";
import { readHex } from "../founding/readHex.ts";
import type { ConsentSubject } from "./ConsentFile.ts";

const MAX = 2n ** 256n - 1n;
const VERBS = [
  "acknowledge",
  "registerKey",
  "endKey",
  "reportCompromise",
  "register",
  "standBy",
  "cancelRecord",
  "shred",
  "confirmShred",
  "reject",
  "answer",
  "supersede",
  "grant",
  "changeGroup",
] as const;
const PERIODS = ["ackPeriod", "answerPeriod", "timeToLive", "shredPeriod"] as const;
const COUNTS = ["minAcks", "shredQuorum", "historyQuorum", "changeQuorum"] as const;

/** Reads what a consent is about; every fault is noted at its place. */
export function readSubject(root: JsonReader): ConsentSubject {
  const [word, number] = [wordIn(root), numberIn(root)];
  const verb = root.field("verb").word(VERBS);
  switch (verb) {
    case "registerKey": {
      root.checkFields(["verb", "suite", "publicKey", "purpose", "notBefore", "notAfter"]);
      const publicKey = readHex(root.field("publicKey"), parseHex, "0x");
      const purpose = root.field("purpose").word(keyPurposes);
      const dates = { notBefore: number("notBefore"), notAfter: number("notAfter") };
      return { verb, suite: readSuite(root.field("suite")), publicKey, purpose, ...dates };
    }
    case "endKey":
      root.checkFields(["verb", "keyId"]);
      return { verb, keyId: word("keyId") };
    case "reportCompromise":
      root.checkFields(["verb", "keyId", "since"]);
      return { verb, keyId: word("keyId"), since: number("since") };
    case "register": {
      root.checkFields(["verb", "group", "epoch", "senderNonce", "contentRoot", "bodyHash", "suite", "previous"]);
      const place = { group: number("group"), epoch: number("epoch"), senderNonce: number("senderNonce") };
      const commitments = { contentRoot: word("contentRoot"), bodyHash: word("bodyHash") };
      return { verb, ...place, ...commitments, suite: readSuite(root.field("suite")), previous: word("previous") };
    }
    case "reject": {
      root.checkFields(["verb", "recordId", "reason", "evidenceHash"]);
      const reason = root.field("reason").word(rejectionReasons);
      return { verb, recordId: word("recordId"), reason, evidenceHash: word("evidenceHash") };
    }
    case "answer":
      root.checkFields(["verb", "recordId", "rejecter", "revealHash"]);
      return { verb, recordId: word("recordId"), rejecter: number("rejecter"), revealHash: word("revealHash") };
    case "supersede":
      root.checkFields(["verb", "recordId", "newId"]);
      return { verb, recordId: word("recordId"), newId: word("newId") };
    case "grant":
      root.checkFields(["verb", "recordId", "keyId", "slotHash"]);
      return { verb, recordId: word("recordId"), keyId: word("keyId"), slotHash: word("slotHash") };
    case "changeGroup":
      return readChange(root);
    case "acknowledge":
    case "standBy":
    case "cancelRecord":
    case "shred":
    case "confirmShred":
      root.checkFields(["verb", "recordId"]);
      return { verb, recordId: word("recordId") };
  }
}

function readChange(root: JsonReader): Extract<ConsentSubject, { verb: "changeGroup" }> {
  root.checkFields(["verb", "group", "expectedEpoch", "seats", "mandatory", "policy"]);
  const policy = root.field("policy");
  policy.checkFields([...COUNTS, ...PERIODS, "suites", "waivesLeavers", "needsAttested"]);
  const [number, policyNumber] = [numberIn(root), numberIn(policy)];
  const seats = (name: string): readonly bigint[] =>
    root
      .field(name)
      .items()
      .map((place) => place.wholeNumber({ min: 0n, max: 511n }));
  return {
    verb: "changeGroup",
    group: number("group"),
    expectedEpoch: number("expectedEpoch"),
    seats: seats("seats"),
    mandatory: seats("mandatory"),
    policy: {
      minAcks: policyNumber("minAcks"),
      suites: policy.field("suites").items().map(readSuite),
      waivesLeavers: policy.field("waivesLeavers").truth(),
      needsAttested: policy.field("needsAttested").truth(),
      ackPeriod: policyNumber("ackPeriod"),
      answerPeriod: policyNumber("answerPeriod"),
      timeToLive: policyNumber("timeToLive"),
      shredPeriod: policyNumber("shredPeriod"),
      shredQuorum: policyNumber("shredQuorum"),
      historyQuorum: policyNumber("historyQuorum"),
      changeQuorum: policyNumber("changeQuorum"),
    },
  };
}

function wordIn(root: JsonReader): (name: string) => Bytes32 {
  return (name) => readHex(root.field(name), parseBytes32, `0x${"00".repeat(32)}`);
}

function numberIn(root: JsonReader): (name: string) => bigint {
  return (name) => root.field(name).wholeNumber({ min: 0n, max: MAX });
}

function readSuite(place: JsonReader): Suite {
  const number = place.integer({ min: 1, max: suites.length });
  return suites.find((suite) => suite === number) ?? suites[0];
}
