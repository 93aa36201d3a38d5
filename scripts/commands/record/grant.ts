import { type Bytes32, type Client, getRegistration, listEncryptionKeys, QuorateError } from "#sdk";
import { prepareGrant } from "#sdk/node";

import { consentOption } from "../../consents/act.ts";
import { collect } from "../../consents/collect.ts";
import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import { openMember } from "../../records/openMember.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import { readSlotFile, type SlotFile, writeSlotFile } from "../../records/slotFile.ts";
import type { Command } from "../../terminal/Command.ts";
import type { Input } from "../../terminal/Input.ts";
import { readBytes32, readSeat } from "../../terminal/readValues.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

export const recordGrant: Command = {
  name: "record grant",
  summary:
    "Make a slot for one more reader of a record, and propose it: by vote, or by the group's members with --consent.",
  arguments: ["id"],
  options: {
    to: {
      value: "SEAT|KEY",
      says: "the reader's seat or its key's id; without it, --slot names a slot that is made already",
    },
    slot: { value: "FILE", says: "the slot's file: give it to the reader, who alone can use it" },
    ...consentOption,
    ...draftOptions,
    ...recordOptions,
  },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const consent = input.optional("consent");
    if (consent !== null) {
      return collect(place, consent, async (client) => {
        const { keyId, slotHash } = await findSlot(place, input, client, recordId);
        return { verb: "grant", recordId, keyId, slotHash };
      });
    }
    return deliverCall(place, input, async (client) => {
      const { keyId, slotHash } = await findSlot(place, input, client, recordId);
      return client.calls.confidentialRegistry.grantByVote({ recordId, keyId, slotHash });
    });
  },
};

async function findSlot(place: Workplace, input: Input, client: Client, recordId: Bytes32): Promise<SlotFile> {
  const [to, path] = [input.optional("to"), input.option("slot")];
  if (to !== null) {
    const keyId = /^0x[0-9a-f]{64}$/i.test(to) ? readBytes32(to) : await findKey(client, to, recordId);
    const member = await openMember(place, input);
    const { slot, slotHash } = await prepareGrant(client, { ...member, recordId, keyId, signal: place.signal });
    const file = { recordId, keyId, slotHash, slot };
    await writeSlotFile(path, file);
    place.terminal.say(`${path} is for the reader: quorate record open ${recordId} --slot ${path}`);
    return file;
  }
  const file = await readSlotFile(path);
  if (file.recordId === recordId) return file;
  throw new QuorateError({
    code: "RECORD_FILE_MALFORMED",
    summary: `${path} is a slot of the record ${file.recordId}.`,
    remedy: "Name that record, or the slot of this one.",
    facts: { expected: recordId, found: file.recordId },
  });
}

/** The newest key of a seat that takes records of the suite now. */
async function findKey(client: Client, text: string, recordId: Bytes32): Promise<Bytes32> {
  const seat = readSeat("--to", text, client.names);
  const { suite } = await getRegistration(client, { recordId });
  const now = BigInt(Math.floor(Date.now() / 1_000));
  const keys = await listEncryptionKeys(client, { seats: [seat] });
  const usable = keys.filter((key) => key.suite === suite && key.notAfter > now && key.revokedAt === 0n);
  const found = usable.at(-1);
  if (found !== undefined) return found.keyId;
  throw new QuorateError({
    code: "ENCRYPTION_KEY_UNKNOWN",
    summary: `Seat ${seat} has no encryption key of suite ${suite} in use.`,
    remedy: `Have it register one: quorate encryption-key register --suite ${suite}.`,
    facts: { seat, suite },
  });
}
