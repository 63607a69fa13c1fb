import { playDemo } from "./play.ts";

/** `bun run demo`: prints what happens; exits with 1 when anybody ends with another document. */
const { different } = await playDemo((line) => console.log(line));
if (different.length > 0) {
  console.error(`\ndifferent: ${different.join(", ")}`);
  process.exit(1);
}
