import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where programs that are started again and again find themselves compiled. */
export const COMPILE_CACHE = join(tmpdir(), "quorate-compile-cache");
