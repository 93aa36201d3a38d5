/**
 * Breaks a text into lines.
 *
 * @param columns characters in a line, the beginning included
 * @param first beginning of the first line
 * @param rest beginning of every other line
 */
export function wrapText(text: string, columns: number, first: string, rest: string): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
