import type { GovernedCall } from "./listGovernedCalls.ts";
import { argumentKinds } from "./phrases.ts";
import { BANNER, comment, lowerFirst, quote } from "./renderAbi.ts";

/** The call catalogue: parameters, sentence and encoding of every governed function, and the builders that fill it. */
export function renderCalls(calls: readonly GovernedCall[]): string {
  const byModule = [...Map.groupBy(calls, (call) => call.module)];
  const types = [...new Set(calls.flatMap((call) => call.inputs.map((input) => argumentKinds[input.kind][1])))];
  const uses = (type: string): boolean => types.some((used) => used.includes(type));
  const hexTypes = ["Address", "Bytes32", "Hex"].filter((type) => types.some((used) => used === type));
  return `${BANNER}import type { BuiltCall } from "../types/BuiltCall.ts";
${uses("Duty") ? 'import type { Duty } from "../types/Duty.ts";\n' : ""}${uses("GroupPolicy") ? 'import type { GroupPolicy } from "../types/GroupPolicy.ts";\n' : ""}import type { ${hexTypes.join(", ")} } from "../types/Hex.ts";
${uses("ParameterBounds") ? 'import type { ParameterBounds } from "../types/Parameter.ts";\n' : ""}${uses("RuleTerms") ? 'import type { RuleTerms } from "../types/Rule.ts";\n' : ""}
${calls.map(renderParameters).join("\n")}
/** The parameters of every governed function, by module and function. */
export interface CallParameters {
${calls.map((call) => `  readonly ${quote(keyOf(call))}: ${parametersName(call)};\n`).join("")}}

/** The name of a governed function, as in \`MemberRegistry.admit\`. */
export type CallName = keyof CallParameters;

/** How each governed function is encoded and said. Words in braces stand for arguments. */
export const callCatalogue = {
${calls.map(renderEntry).join("")}} as const satisfies Readonly<Record<CallName, object>>;

/** Builders of calls for proposals, by module. They send nothing: a call is a value. */
export interface Calls {
${byModule.map(([module, own]) => renderBuilders(module, own)).join("")}}

/** Makes all builders out of the one that knows how to encode and to say a call. */
export function assembleCalls(
  build: <Name extends CallName>(name: Name, parameters: CallParameters[Name]) => BuiltCall<Name>,
): Calls {
  return {
${byModule
  .map(
    ([module, own]) =>
      `    ${lowerFirst(module)}: {\n${own
        .map((call) => `      ${call.name}: (parameters) => build(${quote(keyOf(call))}, parameters),\n`)
        .join("")}    },\n`,
  )
  .join("")}  };
}
`;
}

function renderParameters(call: GovernedCall): string {
  const fields = call.inputs.map(
    ({ name, kind, note }) => `${comment([note], "  ")}  readonly ${name}: ${argumentKinds[kind][1]};\n`,
  );
  return `/** What \`${keyOf(call)}\` takes. */\nexport interface ${parametersName(call)} {\n${fields.join("")}}\n`;
}

function renderEntry(call: GovernedCall): string {
  return `  ${quote(keyOf(call))}: {
    module: ${quote(call.module)},
    function: ${quote(call.name)},
    fragment: ${quote(call.fragment)},
    selector: ${quote(call.selector)},
    inputs: [
${call.inputs.map(({ name, kind }) => `      { name: ${quote(name)}, kind: ${quote(kind)} },\n`).join("")}    ],
    sentence: ${quote(call.sentence)},
    notice: ${quote(call.notice)},
  },
`;
}

function renderBuilders(module: string, calls: readonly GovernedCall[]): string {
  const builders = calls.map(
    (call) =>
      `${comment([call.notice, call.details], "    ")}    ${call.name}(parameters: ${parametersName(call)}): BuiltCall<${quote(keyOf(call))}>;\n`,
  );
  return `  readonly ${lowerFirst(module)}: {\n${builders.join("")}  };\n`;
}

function keyOf(call: GovernedCall): string {
  return `${call.module}.${call.name}`;
}

function parametersName(call: GovernedCall): string {
  return `${call.module}${call.name.slice(0, 1).toUpperCase()}${call.name.slice(1)}Parameters`;
}
