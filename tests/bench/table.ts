/** A markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A number without decimals, with its thousands apart. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** A share of 1 as a percentage. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0.999 && share < 1 ? 3 : 0)} %`;
}
