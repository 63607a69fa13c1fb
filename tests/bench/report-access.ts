import type { RoleChangeFigures } from "./measure-role-change.ts";
import type { TokenCheckFigures } from "./measure-token-check.ts";
import { table, whole } from "./table.ts";

/** How fast a role change reaches everybody concerned, as markdown. */
export function renderRoleChange({ sops, sockets, changes, p50, worst, cpuUs }: RoleChangeFigures): string {
  const name = `a role change reaching ${whole(sockets)} sockets on ${sops} SOPs (${changes} of them)`;
  const cells = [`${p50.toFixed(0)} ms`, `${worst.toFixed(0)} ms`, `${cpuUs.toFixed(1)} µs`];
  return table([name, "p50", "worst", "CPU per socket"], [["until the last one has it", ...cells]]);
}

/** What it costs to tell who connects, as markdown. */
export function renderTokenCheck(figures: TokenCheckFigures): string {
  const { checks, keyUs, knownKeyUs, strangeKeyUs, tokenUs } = figures;
  return table(
    [`who connects (${whole(checks)} of each)`, "per connect"],
    [
      ["a key, looked up in the database", us(keyUs)],
      ["a key that was used within half a second", us(knownKeyUs)],
      ["a key that nobody has", us(strangeKeyUs)],
      ["a token of an identity provider (ES256)", us(tokenUs)],
    ],
  );
}

function us(value: number): string {
  return `${value.toFixed(1)} µs`;
}
