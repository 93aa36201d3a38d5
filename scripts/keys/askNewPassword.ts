import { QuorateError } from "#sdk";

/**
 * The password of a key file that is made now: typed twice where a person types it.
 *
 * @param isTyped whether a person is asked, and nothing else gives it
 * @throws QuorateError DECLINED, ANSWER_NEEDED
 */
export async function askNewPassword(
  path: string,
  ask: (path: string) => Promise<string>,
  isTyped: boolean,
): Promise<string> {
  const password = await ask(path);
  if (!isTyped || (await ask(`${path}, again`)) === password) return password;
  throw new QuorateError({
    code: "DECLINED",
    summary: "The two passwords differ; no key was made.",
    remedy: "Run the command again and type the same password twice.",
  });
}
