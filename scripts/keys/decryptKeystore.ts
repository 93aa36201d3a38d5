import { decryptKeystoreJson, getBytes, isError, isKeystoreJson, toUtf8String } from "ethers";

import { QuorateError } from "#sdk";

import { type VerifiedKeyKind, verifiedKeyKinds } from "../founding/FoundingKeys.ts";
import { type Hex, isHex } from "../founding/Hex.ts";
import type { JsonReader } from "../founding/JsonReader.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { toHex } from "../founding/toHex.ts";
import type { KeyMaterial } from "./KeyMaterial.ts";
import { KEYSTORE_FORMAT, KEYSTORE_VERSION, type KeystoreLabel, toSealedLabel } from "./keystoreFormat.ts";
import { openSeal, type Seal } from "./sealSecret.ts";

/** Above this a keystore would cost gigabytes of memory to try. */
const MAX_COST = 2 ** 20;

/** How a keystore is opened and named in errors. */
export interface DecryptKeystoreParameters {
  readonly password: string;
  /** How errors name the file. */
  readonly file?: string;
}

/**
 * Opens an encrypted keystore: of an account in the form of Web3 Secret Storage version 3, of any other key in the form that
 * `encryptKeystore` writes.
 *
 * @throws QuorateError KEYSTORE_MALFORMED, KEYSTORE_PASSWORD_WRONG
 */
export async function decryptKeystore(
  text: string,
  { password, file = "The keystore" }: DecryptKeystoreParameters,
): Promise<KeyMaterial> {
  if (isKeystoreJson(text)) return decryptAccount(text, password, file);
  const { label, seal } = parseJsonFile(text, { file, refusal: "KEYSTORE_MALFORMED", read: readKeystoreFile });
  const secret = await tryOpen(seal, password, { label, file });
  return readMaterial(toUtf8String(secret), label.kind);
}

async function decryptAccount(text: string, password: string, file: string): Promise<KeyMaterial> {
  try {
    const { privateKey } = await decryptKeystoreJson(text, password);
    return { kind: "account", secret: toHex(privateKey) };
  } catch (cause) {
    if (isError(cause, "INVALID_ARGUMENT") && cause.argument === "password") throw refusePassword(file);
    throw new QuorateError({
      code: "KEYSTORE_MALFORMED",
      summary: `${file} is a keystore of version 3 that cannot be read.`,
      remedy: "Restore it from its copy.",
      facts: { file },
      cause,
    });
  }
}

async function tryOpen(
  seal: Seal,
  password: string,
  { label, file }: { readonly label: KeystoreLabel; readonly file: string },
): Promise<Uint8Array> {
  try {
    return await openSeal(seal, password, toSealedLabel(label));
  } catch {
    throw refusePassword(file);
  }
}

/** The two cannot be told apart, and must not be: neither says more about the secret. */
function refusePassword(file: string): QuorateError {
  return new QuorateError({
    code: "KEYSTORE_PASSWORD_WRONG",
    summary: `The password does not open ${file}, or the keystore was altered.`,
    remedy: "Type the password again; if it is right, restore the keystore from its copy.",
    facts: { file },
  });
}

function readKeystoreFile(root: JsonReader): { readonly label: KeystoreLabel; readonly seal: Seal } {
  root.checkFields(["format", "version", "kind", "publicKey", "seal"]);
  root.field("format").word([KEYSTORE_FORMAT]);
  root.field("version").integer({ min: KEYSTORE_VERSION, max: KEYSTORE_VERSION });
  const [kdf, cipher] = [root.field("seal").field("kdf"), root.field("seal").field("cipher")];
  kdf.field("name").word(["scrypt"]);
  cipher.field("name").word(["aes-256-gcm"]);
  return {
    label: { kind: root.field("kind").word(verifiedKeyKinds), publicKey: readHex(root.field("publicKey")) },
    seal: {
      cost: {
        n: kdf.field("n").integer({ min: 2, max: MAX_COST }),
        r: kdf.field("r").integer({ min: 1, max: 8 }),
        p: kdf.field("p").integer({ min: 1, max: 16 }),
      },
      salt: getBytes(readHex(kdf.field("salt"))),
      nonce: getBytes(readHex(cipher.field("nonce"), 12)),
      tag: getBytes(readHex(cipher.field("tag"), 16)),
      ciphertext: getBytes(readHex(root.field("seal").field("ciphertext"))),
    },
  };
}

/** What was sealed is our own writing: a fault in it is a defect, and its words are not repeated. */
function readMaterial(text: string, kind: VerifiedKeyKind): KeyMaterial {
  return parseJsonFile(text, {
    file: "What the keystore holds",
    refusal: "KEYSTORE_MALFORMED",
    read: (root): KeyMaterial => {
      root.field("kind").word([kind]);
      if (kind === "rsa") return { kind, pkcs8: readHex(root.field("pkcs8")) };
      const secret = readHex(root.field("secret"), 32);
      if (kind === "p256") return { kind, secret };
      return { kind, secret, relyingParty: root.field("relyingParty").text(), origin: root.field("origin").text() };
    },
  });
}

function readHex(place: JsonReader, bytes?: number): Hex {
  const text = place.text();
  if (isHex(text, bytes)) return text;
  if (text !== "") {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary:
        bytes === undefined
          ? "the value is not bytes in hexadecimal"
          : `the value is not ${bytes} bytes in hexadecimal`,
      remedy: "Restore the keystore from its copy.",
    });
  }
  return "0x";
}
