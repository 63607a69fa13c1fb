import { useSyncExternalStore } from "react";

/** What the user chose; "system" follows the machine. */
export type ThemeChoice = "system" | "light" | "dark";

const KEY = "sop-studio.theme";
const listeners = new Set<() => void>();

/** What the user chose, and how to choose otherwise. */
export function useTheme(): readonly [ThemeChoice, (choice: ThemeChoice) => void] {
  return [useSyncExternalStore(subscribe, readChoice), choose];
}

/** Puts the theme on the page, now and whenever the machine's changes. */
export function applyTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const choice = readChoice();
    const isDark = choice === "dark" || (choice === "system" && dark.matches);
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  };
  apply();
  dark.addEventListener("change", apply);
  listeners.add(apply);
}

function readChoice(): ThemeChoice {
  const choice = localStorage.getItem(KEY);
  return choice === "light" || choice === "dark" ? choice : "system";
}

function choose(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  for (const changed of listeners) changed();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}
