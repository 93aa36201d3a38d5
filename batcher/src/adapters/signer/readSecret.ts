import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

import { Wallet } from "ethers";

import { BatcherError } from "../../errors.ts";

/** Nobody but the owner: the bits of a file's mode that must not be set. */
const OTHERS = 0o077;
const MAX_BYTES = 64 * 1_024;
const SECRET = /^(?:0x)?[0-9a-fA-F]{64}$/;

/**
 * The secret of the signing key out of a file that only its owner may read: 64 hexadecimal digits, or a keystore (Web3 Secret Storage) with its password in a file of its own.
 *
 * @throws BatcherError KEY_UNREADABLE
 */
export async function readSecret(path: string, passwordPath: string | undefined): Promise<string> {
  const content = (await readPrivate(path)).trim();
  if (SECRET.test(content)) return content.startsWith("0x") ? content : `0x${content}`;
  if (!content.startsWith("{")) throw unreadable(path, "it holds neither 64 hexadecimal digits nor a keystore");
  if (passwordPath === undefined) throw unreadable(path, "it is a keystore, and no file with its password is named");
  const password = (await readPrivate(passwordPath)).replace(/\r?\n$/, "");
  try {
    return (await Wallet.fromEncryptedJson(content, password)).privateKey;
  } catch {
    // What the library says may quote what it was given.
    throw unreadable(path, "the password does not open it");
  }
}

async function readPrivate(path: string): Promise<string> {
  const file = await openFile(path);
  try {
    check(path, await file.stat());
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (cause) {
    throw unreadable(path, "it cannot be opened", cause);
  }
}

function check(path: string, stats: Stats): void {
  if (!stats.isFile()) throw unreadable(path, "it is no file");
  if (stats.size > MAX_BYTES) throw unreadable(path, "it is larger than any key");
  // Windows keeps no such modes.
  if (process.platform !== "win32" && (stats.mode & OTHERS) !== 0)
    throw unreadable(path, "others than its owner may open it (run chmod 600 on it)");
}

function unreadable(path: string, why: string, cause?: unknown): BatcherError {
  return new BatcherError({
    code: "KEY_UNREADABLE",
    summary: `The signing key in ${path} cannot be used: ${why}.`,
    remedy: "Name a file that holds the key of an account with the batcher's duty.",
    facts: { path, why },
    cause,
  });
}
