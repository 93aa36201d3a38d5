import { existsSync } from "node:fs";

import { formatMoment, listEncryptionKeys } from "#sdk";
import { createKeyStore, createStoredKey, type KeyStore, listStoredKeys, type StoredKey, stateOfKey } from "#sdk/node";

import { act, actOptions, connectActing } from "../../consents/act.ts";
import { askStorePassword } from "../../records/askStorePassword.ts";
import { newKeyOptions } from "../../records/formatKeys.ts";
import { locateHome } from "../../records/locateHome.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { openMemberKeys } from "../../records/openMemberKeys.ts";
import { keyStoreOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import type { Input } from "../../terminal/Input.ts";
import { readMoment, readSuite } from "../../terminal/readValues.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

export const encryptionKeyRegister: Command = {
  name: "encryption-key register",
  summary: "Publish the key that records are sealed to. Key store and key are made where there are none yet.",
  options: { ...newKeyOptions, ...actOptions, ...keyStoreOptions },
  run: async (place, input) => {
    const suite = readSuite("--suite", input.optional("suite") ?? "1");
    const acting = await connectActing(place, input);
    const { client, seat } = acting;
    const notAfter = await readMoment("--until", input.optional("until") ?? "+365d", client);
    const { keyStore: path } = await locateHome(place, input);
    const keyStore = existsSync(path) ? await openMemberKeys(place, input) : await createStore(place, input, path);
    const { keyId, publicKey } = await findOrMake(keyStore, suite);
    const published = await listEncryptionKeys(client, { seats: [seat] });
    const json = { keyId, path };
    const known = published.find((key) => key.keyId === keyId);
    if (known !== undefined) {
      const isOver = known.revokedAt !== 0n ? ", and ended it: quorate encryption-key rotate replaces it" : "";
      return { json: { ...json, seat }, lines: [`${nameSeat(client, seat)} has published ${keyId} already${isOver}.`] };
    }
    return act(place, input, {
      ...acting,
      subject: { verb: "registerKey", suite, publicKey, purpose: "encrypt", notBefore: 0n, notAfter },
      json,
      says: [
        `Records for ${nameSeat(client, seat)} are sealed to ${keyId} until ${formatMoment(notAfter)}.`,
        `What opens them is in ${path}: keep a copy of it, and its password elsewhere.`,
      ],
    });
  },
};

async function createStore(place: Workplace, input: Input, path: string): Promise<KeyStore> {
  const password = await askStorePassword(place, input, path, true);
  return createKeyStore({ path, password, signal: place.signal });
}

async function findOrMake(keyStore: KeyStore, suite: StoredKey["suite"]): Promise<StoredKey> {
  const now = BigInt(Math.floor(Date.now() / 1_000));
  const own = (await listStoredKeys(keyStore)).filter((key) => key.suite === suite);
  const current = own.findLast((key) => ["current", "upcoming"].includes(stateOfKey(key, now)));
  return current ?? createStoredKey(keyStore, { suite, notBefore: now });
}
