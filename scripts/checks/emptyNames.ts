import ts from "typescript";

/** Words that say nothing wherever they stand in a name. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(["manager", "helper", "helpers", "util", "utils", "misc", "info"]);

/** Words that say nothing as a whole name, or as the verb of one. */
const EMPTY_ALONE: ReadonlySet<string> = new Set(["base", "common", "data", "process", "handle"]);
const EMPTY_VERBS: ReadonlySet<string> = new Set(["process", "handle"]);

/** The name of the file and of everything it declares at its top level, held against the vocabulary. */
export function findNameFaults(file: string, text: string): readonly string[] {
  const path = file.split("/").flatMap((part) => part.split("."));
  const declared = file.endsWith(".sol") ? namesInSolidity(text) : file.endsWith(".ts") ? namesInTypeScript(text) : [];
  return [...path, ...declared].filter(isEmptyName).map((name) => `${file}: "${name}" names nothing, say what it is`);
}

export function isEmptyName(name: string): boolean {
  const words = name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  const [first = "", ...rest] = words;
  if (words.some((word) => EMPTY_WORDS.has(word))) return true;
  return rest.length === 0 ? EMPTY_ALONE.has(first) : EMPTY_VERBS.has(first) && /^[a-z]/.test(name);
}

function namesInSolidity(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
  const declaration =
    /\b(?:contract|interface|library|struct|enum|function|modifier|event|error|type)\s+([A-Za-z_$][\w$]*)/g;
  return [...code.matchAll(declaration)].map((match) => match[1] ?? "");
}

function namesInTypeScript(text: string): readonly string[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
  });
}
