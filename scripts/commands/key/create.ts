import { askNewPassword } from "../../keys/askNewPassword.ts";
import { createKeyMaterial } from "../../keys/createKeyMaterial.ts";
import { keyKinds } from "../../keys/KeyMaterial.ts";
import { toVotingKey } from "../../keys/toVotingKey.ts";
import { writeKeystore } from "../../keys/writeKeystore.ts";
import type { Command } from "../../terminal/Command.ts";
import { malformed } from "../../terminal/Input.ts";

export const keyCreate: Command = {
  name: "key create",
  summary: "Draw a new key and keep it in an encrypted keystore that only you may open. Speaks to no chain.",
  arguments: ["file"],
  options: { kind: { value: "KIND", says: `${keyKinds.join(", ")} (default: account)` } },
  run: async (place, input) => {
    const path = input.argument("file");
    const wanted = input.optional("kind") ?? "account";
    const kind = keyKinds.find((known) => known === wanted);
    if (kind === undefined) throw malformed("--kind", wanted, `one of ${keyKinds.join(", ")}`);
    const isTyped = input.optional("password-file") === null && place.environment.QUORATE_PASSWORD === undefined;
    const password = await askNewPassword(path, place.askPassword, isTyped);
    const material = await createKeyMaterial({ kind });
    await writeKeystore(path, material, { password });
    const { publicKey } = await toVotingKey(material);
    const shown = publicKey.kind === "account" ? publicKey.address : publicKey.key;
    return { json: { file: path, kind, publicKey: shown }, lines: [`${path} holds the key of ${shown}`] };
  },
};
