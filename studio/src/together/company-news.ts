/** Who came and who went, by agent. */
interface CompanyNews {
  readonly came: readonly string[];
  readonly left: readonly string[];
}

/** Follows who is here. */
export interface CompanyWatch {
  /** Everybody who is here now, by agent, at a time (ms): what is to be told of it. */
  readonly look: (here: ReadonlySet<string>, now: number) => CompanyNews;
  /** These are here, and nobody needs to be told: what a connection begins with. */
  readonly begin: (here: ReadonlySet<string>) => void;
  /** Somebody may have left, who may be back at once: when to look again. */
  readonly lookAgainAt: () => number | null;
}

/** Who is back by then has only loaded the page again. */
const GONE_AFTER_MS = 4000;

/** Tells a coming at once, and a leaving when it has lasted. */
export function watchCompany(): CompanyWatch {
  let told = new Set<string>();
  const missingSince = new Map<string, number>();

  return {
    begin(here) {
      told = new Set(here);
      missingSince.clear();
    },
    look(here, now) {
      const came = [...here].filter((agent) => !told.has(agent));
      for (const agent of here) missingSince.delete(agent);
      for (const agent of told)
        if (!here.has(agent) && !missingSince.has(agent)) missingSince.set(agent, now);
      const left = [...missingSince]
        .filter(([, since]) => now - since >= GONE_AFTER_MS)
        .map(([agent]) => agent);
      for (const agent of left) {
        missingSince.delete(agent);
        told.delete(agent);
      }
      for (const agent of came) told.add(agent);
      return { came, left };
    },
    lookAgainAt: () => (missingSince.size === 0 ? null : Math.min(...missingSince.values()) + GONE_AFTER_MS),
  };
}

/** Up to this many are named. */
const MOST_NAMED = 2;

/** "Ana is here", "Ana and Ben left", "Ana, Ben and 3 others are here". */
export function newsWords(names: readonly string[], what: "came" | "left"): string {
  const more = names.length - MOST_NAMED;
  const named = more > 1 ? [...names.slice(0, MOST_NAMED), `${more} others`] : names;
  const who = new Intl.ListFormat("en").format(named);
  if (what === "left") return `${who} left`;
  return `${who} ${names.length === 1 ? "is" : "are"} here`;
}
