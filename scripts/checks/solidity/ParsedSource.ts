import type { AstNode } from "./AstNode.ts";

/** A source of ours with its syntax tree. */
export interface ParsedSource {
  readonly name: string;
  readonly text: string;
  readonly tree: AstNode;
}
