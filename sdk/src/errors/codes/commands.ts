/**
 * Codes of the faults in what was typed at the command line, each with what it means.
 * The sentences feed the generated error reference.
 */
export const commandCodes = {
  COMMAND_UNKNOWN: "There is no such command.",
  OPTION_UNKNOWN: "The command has no such option.",
  OPTION_MISSING: "An option or an argument that the command needs was not given.",
  OPTION_MALFORMED: "The value of an option or an argument is not written the way the command asks for.",
  ANSWER_NEEDED: "The command has to ask something and there is no terminal to ask at.",
  DECLINED: "The person at the terminal said no.",
  FILE_EXISTS: "A file stands where a new one would be written.",
  FILE_UNWRITABLE: "A file could not be written.",
  DRAFT_MALFORMED: "The draft of a proposal is not JSON, or has not the fields of its format.",
  DRAFT_ALTERED: "The sentence of a draft is not what its call does.",
  RECORD_FILE_MALFORMED:
    "A file of a slot, a consent, an answer, a disclosure or a signed record is not JSON, or has not the fields of its format.",
  AMENDMENT_UNKNOWN: "No amendment has that number.",
  AMENDMENT_NOT_READY: "An amendment cannot be proposed as the chain is now.",
  AMENDMENT_NOT_ENACTED: "The chain does not show what the amendment would have changed.",
  CHECK_FAILED: "At least one check found a fault.",
  PROGRAM_FAILED: "A program that a command ran, such as the batcher, could not start or could not go on.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault in what was typed at the command line. */
export type CommandCode = keyof typeof commandCodes;
