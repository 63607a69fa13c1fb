import { inkOn } from "./ink-on.ts";

/** Up to two letters for a name. */
function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters =
    words.length > 1
      ? [words[0], words.at(-1)].map((word) => Array.from(word ?? "")[0])
      : Array.from(words[0] ?? "?").slice(0, 2);
  return letters.join("").toUpperCase();
}

/** Somebody as a coloured disc with initials. */
export function Avatar({
  name,
  color,
  size = 28,
}: {
  readonly name: string;
  readonly color: string;
  readonly size?: number;
}) {
  return (
    <span
      aria-hidden
      // As a picture, not as text: the name is said beside it, or by the button that it is in.
      data-initials={initialsOf(name)}
      className="grid shrink-0 place-items-center rounded-full font-semibold select-none after:content-[attr(data-initials)]"
      style={{ background: color, color: inkOn(color), width: size, height: size, fontSize: size * 0.4 }}
    />
  );
}
